#!/bin/bash
# Races `klyfta recompute` against other programs on the same job: files to distributions to breached rules.
#   race.sh KLYFTA [FORMATS] [ROUNDS] [SCALE]
# The job, its generator and the peers lie beside the checkout in ../shared/bench (see SPEC.md there); without them there
# is nothing to race against. Equality of the answers comes first, and only that can fail. Then all run in turn
# (A B C … A B C …); medians, ratios and peak memory are printed, kept as JSON, and added to a history.
set -euo pipefail
cd "$(dirname "$0")/../.."
klyfta=$(realpath "${1:-.build/release/klyfta}")
formats=${2:-"jsonstat kolada csv"}
rounds=${3:-5}
scale=${4:-nordic}
shared=../shared/bench
bench=$PWD/.build/bench
if [ ! -d "$shared" ]; then
    echo "race: $shared is not there, so there is no peer and no data; nothing was raced"
    exit 0
fi
mkdir -p "$bench"
cp -ru "$shared"/. "$bench"/
cd "$bench"
[ -x venv/bin/python ] || python3 -m venv venv
venv/bin/python -c 'import numpy' 2>/dev/null || venv/bin/pip install -q numpy orjson
for size in small "$scale"; do
    [ -f "data/$size/manifest.json" ] \
        || venv/bin/python gen.py --scale "$size" --out "data/$size" --formats jsonstat,kolada,csv,bin >/dev/null
    [ -f "out/oracle-$size/metrics.csv" ] || venv/bin/python oracle.py "data/$size" --out "out/oracle-$size" >/dev/null
done
if [ ! -x peers/ref_generic ]; then
    # Both need libsimdjson-dev, the native one libhwy-dev and AVX-512 too.
    sh peers/build.sh 2>/dev/null || echo "race: not all of the C++ references could be built"
fi

# Where files are written must be memory, or the race is one of disks.
out=/dev/shm/klyfta-race
mkdir -p "$out"
trap 'rm -rf "$out"' EXIT
for size in small "$scale"; do
    for format in bin $formats; do
        "$klyfta" recompute --data "data/$size" --format "$format" --out "$out/$size-$format" 2>/dev/null
        printf '%-8s %-9s ' "$size" "$format"
        venv/bin/python compare.py "out/oracle-$size" "$out/$size-$format"
    done
done

# Only who can do a format takes part in its race: a program that fails at once would seem the fastest.
mkdir -p results
for format in $formats; do
    peers=klyfta
    for name in ref-native ref-generic numpy polars duckdb pandas; do
        attempt=$(venv/bin/python bench.py --data data/small --format "$format" --rounds 1 --only "$name" \
            --out "$out/attempt" 2>&1) || continue
        case $attempt in *FAILED*) echo "race: $name cannot do $format here" ;; *) peers=$peers,$name ;; esac
    done
    venv/bin/python bench.py --data "data/$scale" --format "$format" --rounds "$rounds" --only "$peers" \
        --out "$out/race" --json "results/$scale-$format.json" \
        --extra "klyfta=$klyfta recompute --data {D} --format {F} --out {O}"
done
"$klyfta" recompute --data "data/$scale" --format bin --rounds 2>&1 | tail -1
if [ -x peers/ref_generic ]; then peers/ref_generic "data/$scale" --format bin --incr 2>/dev/null | tail -2; fi

# One line a race, so that a regression can be seen: when, which commit, format, klyfta's CPU and memory, and its CPU
# over that of each peer in the same minutes. Beside it, the same ratios of the race before.
venv/bin/python - "$(git -C "$OLDPWD" rev-parse --short HEAD 2>/dev/null || echo unknown)" "$scale" $formats <<'PY'
import datetime, json, os, sys
commit, scale, *formats = sys.argv[1:]
history = "results/history.jsonl"
before = {}
if os.path.exists(history):
    for line in open(history):
        race = json.loads(line)
        before[race["scale"], race["format"]] = race
with open(history, "a") as file:
    for name in formats:
        result = json.load(open(f"results/{scale}-{name}.json"))["results"]
        ours = result["klyfta"]
        race = {
            "when": datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds"), "commit": commit,
            "scale": scale, "format": name, "wall": ours["wall"], "cpu": ours["cpu"], "rss_mib": ours["rss_mib"],
            "cpu_over": {peer: round(ours["cpu"] / row["cpu"], 3) for peer, row in result.items() if peer != "klyfta"},
            "wall_over": {peer: round(ours["wall"] / row["wall"], 3) for peer, row in result.items() if peer != "klyfta"},
        }
        file.write(json.dumps(race) + "\n")
        print(json.dumps(race))
        last = before.get((scale, name))
        if not last: continue
        for peer, ratio in race["cpu_over"].items():
            was = last["cpu_over"].get(peer)
            if was: print(f"  CPU over {peer}: {ratio} (commit {last['commit']}: {was}, {100 * (ratio / was - 1):+.0f} %)")
        if ours["rss_mib"] > 1.1 * last["rss_mib"]:
            print(f"  peak memory {ours['rss_mib']:.0f} MiB (commit {last['commit']}: {last['rss_mib']:.0f} MiB)")
PY
