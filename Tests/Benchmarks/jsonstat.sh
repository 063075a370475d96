#!/bin/bash
# How fast JSON-stat is read: prints MB/s of an answer of 6.6 million cells. Nothing is asserted: machines differ.
set -euo pipefail
cd "$(dirname "$0")/../.."
out=$PWD/.build/speed
mkdir -p "$out"
flags=(-O -swift-version 6 -parse-as-library -package-name klyfta -I "$out"
    -enable-upcoming-feature ExistentialAny -enable-upcoming-feature MemberImportVisibility
    -Xcc -fmodule-map-file=Sources/CZlib/module.modulemap)
library() {
    local name=$1
    shift
    swiftc "${flags[@]}" -wmo -module-name "$name" -emit-module -emit-module-path "$out/$name.swiftmodule" \
        -c -o "$out/$name.o" "$@"
}
library KlyftaModel Sources/KlyftaModel/*.swift
library KlyftaSources Sources/KlyftaSources/SourceFault.swift Sources/KlyftaSources/Formats/*.swift \
    Sources/KlyftaSources/Formats/*/*.swift \
    Sources/KlyftaSources/Tidy/TidyRow.swift
swiftc "${flags[@]}" Tests/Benchmarks/JSONStatSpeed.swift "$out/KlyftaModel.o" "$out/KlyftaSources.o" -lz -lm \
    -o "$out/jsonstat"
/usr/bin/env time -v "$out/jsonstat" 2>&1 | grep -E "read|MB/s|Maximum" || "$out/jsonstat"
