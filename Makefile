# One word for each job; `make help` lists them.
SWIFT ?= swift
STRICT = --explicit-target-dependency-import-check error
# All tests at once would stand in one queue before two cores: whoever waits for a step of his own waited for minutes.
CALM = --experimental-maximum-parallelization-width 4
PREFIX ?= /usr/local
# Static: a file that runs on any Debian 12 and needs no Swift there. Addresses are bound before anything runs.
SHIPPED = --static-swift-stdlib --disable-local-rpath -Xlinker -z -Xlinker now

.PHONY: help deps run build test test-slow lint check fuzz bench histories simulate week footprint docs release install deb image package-test systemd-test previous browser-test bench-web clean

help:           ## This list
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

deps:           ## Install what the build needs (apt; sudo only if you are not root)
	@.ci/deps

run: deps       ## Build, and play the demonstration on the figures that ship
	$(SWIFT) build --product klyfta
	@.build/debug/klyfta demo

build: deps     ## Build everything, tests included; every warning is an error
	KLYFTA_STRICT=1 $(SWIFT) build --build-tests $(STRICT)

test: deps      ## All tests: no network, no root needed
	KLYFTA_STRICT=1 $(SWIFT) test $(STRICT) $(CALM)

test-slow: deps ## Also what takes minutes: a kill at every system call, thousands of calendar events
	KLYFTA_STRICT=1 KLYFTA_SLOW=1 KLYFTA_ORACLE=1 KLYFTA_ORACLE_ROUNDS=20 $(SWIFT) test $(STRICT) $(CALM)

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
	@PYTHONDONTWRITEBYTECODE=1 python3 Tests/Benchmarks/postgresql.py .build/release/klyfta-bench

histories: deps ## 10 000 random histories: sums, warm rounds against full ones, what was known when (half an hour)
	KLYFTA_SLOW=1 $(SWIFT) test -c release -Xswiftc -enable-testing --scratch-path .build-histories \
	    --filter 'DecompositionHistoryTests|RoundMemoryTests|KlyftaDaemonTests.HistoryTests'

simulate: deps  ## How often rules alarm falsely, simulated anew beside the published shares (a few minutes)
	$(SWIFT) build -c release --static-swift-stdlib --product klyfta-bench
	@.build/release/klyfta-bench simulate

week: deps      ## Seven days of the daemon in seconds: memory, descriptors and threads must not grow
	$(SWIFT) build -c release --static-swift-stdlib --product klyfta-bench
	@folder=$$(mktemp -d) && .build/release/klyfta-bench week $$folder; status=$$?; rm -rf $$folder; exit $$status

footprint: release ## Start, memory, processor and wake-ups of the idle daemon, beside others (BOUND=1: fails over what is promised)
	@python3 Tests/Benchmarks/footprint.py .build/release/klyfta $(if $(BOUND),--bound)

docs: deps      ## The reference as a web site, in Documentation/
	@.ci/docs $(SWIFT)

release: deps   ## The program as it is shipped: optimised, with Swift's runtime inside, hardened
	$(SWIFT) build -c release --product klyfta $(SHIPPED)
	$(SWIFT) build --product generate-manual

install: release ## Install below PREFIX (default /usr/local) and DESTDIR: program, figures, units, pages, completions
	@Deploy/package/stage.sh .build/release/klyfta .build/debug/generate-manual "$(DESTDIR)" $(PREFIX)

deb: release    ## A Debian package in .build/package; the same sources give the same file, bit for bit
	@Deploy/package/deb.sh .build/release/klyfta .build/debug/generate-manual .build/package

bench-web: deps ## How long a reader waits for a page on one core, beside nginx and Prometheus where there are any
	$(SWIFT) build -c release --static-swift-stdlib --product klyfta
	@PYTHONDONTWRITEBYTECODE=1 python3 Tests/Benchmarks/web.py .build/release/klyfta

browser-test: build ## Every sort of page in Chromium: axe-core, 320 pixels, dark, print; pictures of it (ALL=1: every page)
	@Tests/Browser/run.sh $(if $(ALL),--all)

image: release  ## An image for containers in .build/image, as an OCI archive (as root: buildah; no network)
	@Deploy/image/build.sh .build/release/klyfta .build/debug/generate-manual .build/image

package-test: deb image ## The bills of materials and the configuration against their schemas; the image run read-only (.ci/peers)
	@python3 Tests/Package/bills.py .build/peers .build/package/klyfta_*.deb
	@python3 Tests/Package/schema.py .build/peers .build/package/klyfta_*.deb
	@python3 Tests/Package/image.py .build/image/klyfta.oci.tar

systemd-test: deb ## What the service promises, on a real systemd (as root: debootstrap, systemd-container)
	@python3 Tests/Systemd/scenarios.py .build/package/klyfta_*.deb $(if $(PREVIOUS),--previous $(PREVIOUS))

previous:       ## The package as the commit OF makes it, below .build/previous, to upgrade from (make systemd-test PREVIOUS=...)
	@Tests/Systemd/previous.sh $(OF)

clean:          ## Remove what was built
	rm -rf .build Documentation
