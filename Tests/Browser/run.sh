#!/bin/sh
# Plays the years that ship, writes every page of them, and opens them in Chromium. Not in CI: chromium and what it
# pulls in are far larger than everything else that is installed there.
set -eu
cd "$(dirname "$0")/../.."
klyfta=.build/debug/klyfta
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export TMPDIR="$scratch"
"$klyfta" demo >"$scratch/demo.txt"
"$klyfta" report --config "$scratch"/klyfta-demo-*/klyfta.yaml --pages "$scratch/pages"
python3 Tests/Browser/pages.py "$scratch/pages" "$@"
