#!/usr/bin/env python3
"""How the cost of a recomputation grows with municipalities, indicators and years: four sizes of each, the others as in
'nordic'. Prints the processor's time for computing, a cell, and the peak of memory, the best of ROUNDS.
   growth.py KLYFTA GENERATOR FOLDER [ROUNDS]   (GENERATOR is gen.py of ../shared/bench; needs numpy)"""
import json, os, shutil, subprocess, sys, types

klyfta, generator, folder = sys.argv[1:4]
rounds = int(sys.argv[4]) if len(sys.argv) > 4 else 5
# The generator runs when it is read; without its last line it can be asked again and again.
gen = types.ModuleType("gen")
text = open(generator).read().rstrip()
assert text.endswith("main()"), generator
exec(compile(text[: text.rindex("\n")], generator, "exec"), gen.__dict__)
nordic_codes = gen.codes
# Codes of two countries run out beyond a thousand municipalities; those of a continent do not.
gen.codes = lambda count, scale: nordic_codes(count, "europe")


def make(municipalities, indicators, years):
    gen.SCALES["nordic"] = (municipalities, indicators, years, 2005, 10)
    out = os.path.join(folder, f"{municipalities}x{indicators}x{years}")
    arguments, sys.argv = sys.argv, ["gen.py", "--scale", "nordic", "--out", out, "--formats", "bin"]
    sys.stdout, stdout = open(os.devnull, "w"), sys.stdout
    try: gen.main()
    finally: sys.argv, sys.stdout = arguments, stdout
    return out


def measure(data):
    best, peak = None, 0
    for _ in range(rounds):
        process = subprocess.Popen(
            [klyfta, "recompute", "--data", data, "--format", "bin"], stderr=subprocess.PIPE, text=True)
        line = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        if status: sys.exit(line)
        cpu = json.loads(line)["compute_cpu"]
        best = cpu if best is None else min(best, cpu)
        peak = max(peak, usage.ru_maxrss / 1024)
    return best, peak


print(f"{'municipalities':>14} {'indicators':>10} {'years':>5} {'cells':>10} {'compute ms':>10} {'ns a cell':>9} {'peak MiB':>8}")
for name, sizes in (
    ("municipalities", [(m, 200, 20) for m in (163, 325, 650, 1300)]),
    ("indicators", [(650, i, 20) for i in (50, 100, 200, 400)]),
    ("years", [(650, 200, t) for t in (5, 10, 20, 40)]),
):
    for m, i, t in sizes:
        data = make(m, i, t)
        cpu, peak = measure(data)
        shutil.rmtree(data)
        print(f"{m:14} {i:10} {t:5} {m * i * t:10} {cpu * 1e3:10.1f} {cpu / (m * i * t) * 1e9:9.1f} {peak:8.0f}", flush=True)
