#!/bin/bash
# Fuzzes each parser of KlyftaSources/Formats with libFuzzer, guided by coverage, from the corpus beside this script.
#   fuzz.sh MINUTES [PARSER…]     MINUTES in all, shared among the parsers: json jsonstat px pxweb kolada totals klass
#                                 blanked table rows zip lines
# A finding stops the script and leaves the input in .build/fuzz/findings. With KLYFTA_FUZZ_KEEP=1 what was learnt is
# merged into the committed corpus, as few inputs as cover the same. It is no part of `make check`: with its build it
# takes two minutes.
set -euo pipefail
cd "$(dirname "$0")/../.."
minutes=${1:-1}
shift || true
parsers=("$@")
[ ${#parsers[@]} -gt 0 ] || parsers=(json jsonstat px pxweb kolada totals klass blanked table rows zip lines)
out=$PWD/.build/fuzz
mkdir -p "$out/findings"
began=$(date +%s)

# One module after the other, without SwiftPM: the instrumented build shares nothing with the other ones.
flags=(-O -swift-version 6 -use-ld=lld -parse-as-library -package-name klyfta -sanitize=fuzzer,address
    -enable-upcoming-feature ExistentialAny -enable-upcoming-feature MemberImportVisibility)
library() {
    local name=$1
    shift
    swiftc "${flags[@]}" -wmo -module-name "$name" -emit-module -emit-module-path "$out/$name.swiftmodule" \
        -c -o "$out/$name.o" -I "$out" -Xcc -fmodule-map-file=Sources/CZlib/module.modulemap "$@"
}
library KlyftaModel Sources/KlyftaModel/*.swift
library KlyftaSources Sources/KlyftaSources/{SourceFault,SourceID,Release,Release+codes,RefusedIndicator,Withdrawal,StringProtocol+excerpt}.swift \
    Sources/KlyftaSources/Formats/*.swift Sources/KlyftaSources/Formats/*/*.swift \
    Sources/KlyftaSources/Tidy/TidyRow.swift Sources/KlyftaSources/Inbox/InboxFile.swift \
    Sources/KlyftaSources/Wire/{CanonicalRelease,ReleaseLine,ReleaseLine+Model,ReleaseReader,ReleaseWriter,SheetWriter}.swift
for parser in "${parsers[@]}"; do
    swiftc "${flags[@]}" -D "FUZZ_${parser^^}" -module-name "Fuzz_$parser" -I "$out" \
        -Xcc -fmodule-map-file=Sources/CZlib/module.modulemap Tests/Fuzzing/FuzzTarget.swift \
        "$out/KlyftaModel.o" "$out/KlyftaSources.o" -lz -o "$out/fuzz-$parser"
done
echo "Built in $(($(date +%s) - began)) s"

seconds=$((minutes * 60 / ${#parsers[@]}))
runs=0
for parser in "${parsers[@]}"; do
    corpus=Tests/Fuzzing/Corpus/$parser
    learnt=$out/learnt/$parser
    mkdir -p "$corpus" "$learnt"
    dictionary=()
    [ "$parser" = zip ] || [ "$parser" = table ] || [ "$parser" = rows ] || [ "$parser" = px ] || dictionary=(-dict=Tests/Fuzzing/json.dict)
    # Anything that takes over 10 s, over 512 MB or ends the process is a finding.
    if ! "$out/fuzz-$parser" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=512 -max_len=8192 -use_value_profile=1 \
        -print_final_stats=1 -artifact_prefix="$out/findings/$parser-" "${dictionary[@]}" "$learnt" "$corpus" \
        >"$out/$parser.log" 2>&1; then
        tail -40 "$out/$parser.log"
        echo "fuzz-$parser found something: see $out/findings and $out/$parser.log" >&2
        exit 1
    fi
    count=$(sed -n 's/^stat::number_of_executed_units: *//p' "$out/$parser.log")
    runs=$((runs + count))
    coverage=$(grep -o 'cov: [0-9]*' "$out/$parser.log" | tail -1)
    echo "$parser: $count inputs in $seconds s, $coverage edges, peak $(sed -n 's/^stat::peak_rss_mb: *//p' "$out/$parser.log") MB"
    if [ "${KLYFTA_FUZZ_KEEP:-}" = 1 ]; then
        rm -rf "$out/merged" && mkdir "$out/merged"
        "$out/fuzz-$parser" -set_cover_merge=1 -use_counters=0 -max_len=1024 "$out/merged" "$corpus" "$learnt" >/dev/null 2>&1
        # Names of our own seeds are kept; what was learnt is named by its content.
        find "$corpus" -type f -regextype posix-extended -regex '.*/[0-9a-f]{40}' -delete
        cp -n "$out"/merged/* "$corpus"/
    fi
done
echo "No crash, no hang, memory bounded: $runs inputs in $((seconds * ${#parsers[@]})) s of fuzzing"
