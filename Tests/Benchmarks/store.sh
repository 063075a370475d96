#!/bin/bash
# Races the store against SQLite used bare, in C: a release of 'nordic' written and loaded, beside a row a value and a
# blob an indicator and period.
#   store.sh KLYFTA_BENCH [ROUNDS]
# The peer and the generator lie beside the checkout in ../shared/bench; without them there is nothing to race against.
# Ours does more: it hashes every line, syncs, keeps vintages, and has the figures in columns of municipalities at the
# end. Medians and ratios are printed; nothing fails on time. Then rounds of the daemon on the same figures, in milliseconds.
set -euo pipefail
cd "$(dirname "$0")/../.."
program=$(realpath "${1:-.build/release/klyfta-bench}")
rounds=${2:-3}
shared=../shared/bench
bench=$PWD/.build/bench
if [ ! -d "$shared" ]; then
    echo "store: $shared is not there, so there is no peer and no data; nothing was raced"
    exit 0
fi
mkdir -p "$bench"
cp -ru "$shared"/. "$bench"/
cd "$bench"
[ -x venv/bin/python ] || python3 -m venv venv
venv/bin/python -c 'import numpy' 2>/dev/null || venv/bin/pip install -q numpy orjson
[ -f data/nordic/values.f64 ] || data=data/nordic-bin
data=${data:-data/nordic}
[ -f "$data/values.f64" ] || venv/bin/python gen.py --scale nordic --out "$data" --formats bin >/dev/null
[ -x peers/store ] || gcc -O2 -w peers/store.c -lsqlite3 -lm -o peers/store \
    || { echo "store: the peer cannot be built (it needs gcc and libsqlite3-dev); nothing was raced"; exit 0; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for _ in $(seq "$rounds"); do
    peers/store "$data" "$work" 200 20 650 >>"$work/peer.txt"
    "$program" store "$data" "$work/state" 1 >>"$work/ours.txt"
done
venv/bin/python - "$work" <<'PY'
import re, statistics, sys
work = sys.argv[1]
ours = {}
for line in open(f"{work}/ours.txt"):
    name, *numbers = line.split()
    # Counts are no times.
    if name not in ("observations", "text-bytes") and not name.endswith("-series"):
        ours.setdefault(name, []).append(float(numbers[0]))
peer = {}
for line in open(f"{work}/peer.txt"):
    for name, pattern, scale in [
        ("rows-write", r"sqlite rows, insert in key order: ([\d.]+) s", 1000),
        ("rows-read", r"sqlite rows: open \+ read everything \(\d+ rows\): ([\d.]+) ms", 1),
        ("blob-write", r"sqlite blob per \(indicator, period\): ([\d.]+) s", 1000),
    ]:
        if found := re.search(pattern, line): peer.setdefault(name, []).append(float(found[1]) * scale)
peer = {name: statistics.median(values) for name, values in peer.items()}
for name, value in peer.items(): print(f"{name:24} {value:9.0f} ms")
for name, values in ours.items():
    value = statistics.median(values)
    beside = [peer_name for peer_name in peer if peer_name.endswith("write") == name.startswith("take")]
    ratios = "  ".join(f"{value / peer[other]:.2f} x {other}" for other in beside)
    unit = "bytes" if name == "bytes" else "ms"
    print(f"{name:24} {value:9.0f} {unit}  {ratios if unit == 'ms' else ''}")
PY
"$program" rounds "$data" "$work/state" 1
