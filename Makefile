# One word for each job; `make help` lists them.
SWIFT ?= swift
STRICT = --explicit-target-dependency-import-check error
PREFIX ?= /usr/local

.PHONY: help deps run build test test-slow lint check fuzz bench simulate docs install clean

help:           ## This list
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

deps:           ## Install what the build needs (apt; sudo only if you are not root)
	@.ci/deps

run: deps       ## Build, and play the demonstration on the figures that ship
	$(SWIFT) build --product klyfta
	@.build/debug/klyfta demo

build: deps     ## Build everything, tests included; every warning is an error
	KLYFTA_STRICT=1 $(SWIFT) build --build-tests $(STRICT)

test: deps      ## All tests: no network, no root needed
	KLYFTA_STRICT=1 $(SWIFT) test $(STRICT)

test-slow: deps ## Also what takes minutes: a kill at every system call, thousands of calendar events
	KLYFTA_STRICT=1 KLYFTA_SLOW=1 KLYFTA_ORACLE=1 KLYFTA_ORACLE_ROUNDS=20 $(SWIFT) test $(STRICT)

lint:           ## Format, and the rules a formatter cannot know
	$(SWIFT) format lint --strict --parallel --recursive Sources Plugins Tests Package.swift
	@! grep -rnE '^ *func test' Tests Plugins/*/Tests || { echo "a test without @Test never runs"; exit 1; }
	@! grep -rnwE 'TODO|FIXME|XXX' Sources Plugins Tests || { echo "finish it, or write an issue"; exit 1; }

check: lint build test ## Everything that CI does, but for a minute of fuzzing

fuzz: deps      ## Fuzz the parsers, guided by coverage, for MINUTES in all (default 1)
	@Tests/Fuzzing/fuzz.sh $(or $(MINUTES),1)

bench: deps     ## Race the product against other programs on the same jobs; only a wrong answer fails
	$(SWIFT) build -c release --static-swift-stdlib --product klyfta
	$(SWIFT) build -c release --static-swift-stdlib --product klyfta-bench
	@.build/release/klyfta-bench micro
	@Tests/Benchmarks/profile.sh .build/release/klyfta
	@python3 Tests/Benchmarks/groups.py .build/release/klyfta-bench
	@Tests/Benchmarks/race.sh .build/release/klyfta
	@Tests/Benchmarks/store.sh .build/release/klyfta-bench

simulate: deps  ## How often rules alarm falsely, simulated anew beside the published shares (a few minutes)
	$(SWIFT) build -c release --static-swift-stdlib --product klyfta-bench
	@.build/release/klyfta-bench simulate

docs: deps      ## The reference as a web site, in Documentation/
	@.ci/docs $(SWIFT)

install: deps   ## Build a release and install it below PREFIX (default /usr/local)
	$(SWIFT) build -c release --static-swift-stdlib --product klyfta
	install -D -m 755 .build/release/klyfta $(DESTDIR)$(PREFIX)/bin/klyfta
	for module in Demoskop ESV Exec File SKL SSB; do \
		install -d $(DESTDIR)$(PREFIX)/share/klyfta/$$module && \
		install -m 644 Plugins/$$module/Data/* $(DESTDIR)$(PREFIX)/share/klyfta/$$module/ || exit 1; \
	done

clean:          ## Remove what was built
	rm -rf .build Documentation
