#!/bin/bash
# Races `klyfta profile` against an independent Python script on the same job: one indicator by size class, all periods.
# Equality of the answers comes first; then both run in turn (A B A B …), and medians and their ratio are printed.
set -euo pipefail
cd "$(dirname "$0")/../.."
klyfta=${1:-.build/release/klyfta}
rounds=${2:-15}
data=Plugins/SKL/Data

ours() { "$klyfta" profile --indicator skl.N07900 --format csv; }
peer() { python3 Tests/KlyftaDaemonTests/Oracles/profile.py $data/N07900.csv $data/population.csv; }
milliseconds() { local start end; start=$(date +%s%N); "$@" >/dev/null; end=$(date +%s%N); echo $(((end - start) / 1000000)); }
median() { sort -n | awk '{v[NR] = $1} END {print v[int((NR + 1) / 2)]}'; }

python3 - <(ours) <(peer) <<'PY'
import csv, sys
one, other = ([row for row in csv.reader(open(path))] for path in sys.argv[1:3])
assert one[0] == other[0] and len(one) == len(other), "the answers have another shape"
for a, b in zip(one[1:], other[1:]):
    assert a[:5] == b[:5] and all(abs(float(x) - float(y)) <= 1e-9 for x, y in zip(a[5:], b[5:])), (a, b)
print(f"equal: {len(one) - 1} rows to 1e-9")
PY

a=() b=()
for _ in $(seq "$rounds"); do
    a+=("$(milliseconds ours)")
    b+=("$(milliseconds peer)")
done
ours=$(printf '%s\n' "${a[@]}" | median)
peer=$(printf '%s\n' "${b[@]}" | median)
printf '%-8s %6s ms (median of %s)\n' klyfta "$ours" "$rounds" python3 "$peer" "$rounds"
awk -v a="$ours" -v b="$peer" 'BEGIN {printf "ratio    %6.2f (klyfta to python3; below 1 klyfta is faster)\n", a / b}'
