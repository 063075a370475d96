#!/usr/bin/env python3
"""Races the columns of group measures against vectorised numpy on the same job: all measures with standard errors of
1 000 and 100 000 tables of five size classes. Equality of the answers comes first, key by key to 1e-9; then both run in
turn (A B A B), best of five each, in CPU time, with and without the logistic forms.

The peer is ../shared/bench/measures/numpy_groups.py beside the checkout. Without it, or without numpy, ours runs alone."""
import contextlib, io, os, pathlib, struct, subprocess, sys, tempfile, time

here = pathlib.Path(__file__).resolve().parent
program = pathlib.Path(sys.argv[1]).resolve()
peer = here.parent.parent.parent / "shared/bench/measures/numpy_groups.py"
keys = {
    "err": "rci_erreygers", "wag": "rci_wagstaff", "sii_lin": "sii_linear", "sii_lin_se": "sii_linear_se",
    "rii_lin": "rii_linear", "bgsd_se": "bgsd_delta_se"}


def load(text):
    """The functions of the peer; its own run at the end of the file is kept to a handful of tables, and quiet."""
    space = {"__name__": "peer"}
    arguments, sys.argv = sys.argv, ["numpy_groups.py", "8"]
    with contextlib.redirect_stdout(io.StringIO()):
        exec(compile(text, str(peer), "exec"), space)
    sys.argv = arguments
    return space


def without_logistic(text):
    """The peer without the lines that fit the curve and those that use it."""
    lines = text.split("\n")
    first = next(i for i, line in enumerate(lines) if line.startswith("    f = y / 100"))
    last = next(i for i, line in enumerate(lines) if line.startswith("    dv = y - m"))
    return "\n".join(lines[:first] + lines[last:])


def best(function):
    times = []
    for _ in range(5):
        start = time.process_time()
        function()
        times.append(time.process_time() - start)
    return min(times)


def write(path, y, s, p):
    with open(path, "wb") as file:
        file.write(struct.pack("dd", *map(float, y.shape)))
        for column in (y, s, p):
            file.write(column.T.astype("float64").tobytes())


def read(path, tables):
    import numpy

    data = open(path, "rb").read()
    line = data.index(b"\n")
    names = data[:line].decode().split()
    return dict(zip(names, numpy.frombuffer(data[line + 1 :]).reshape(len(names), tables)))


def agree(ours, theirs):
    """Every key of the peer, to 1e-9; a number that is undefined for ours must be one that the peer should not give."""
    import numpy

    for name, expected in theirs.items():
        got = ours[keys.get(name, name)]
        if not numpy.isnan(got).any():
            known = numpy.ones(len(got), bool)
        else:
            # The line leaves the positive numbers: the peer's ratio is negative or none.
            assert name == "rii_lin", f"{name} is undefined for some tables"
            known = ~numpy.isnan(got)
            assert (expected[~known] <= 0).all() or not numpy.isfinite(expected[~known]).any(), name
        gap = numpy.abs(got - expected)[known] - 1e-9 * numpy.maximum(numpy.abs(expected[known]), 1e-3)
        assert (gap <= 0).all(), f"{name} differs by up to {gap.max():.3g}"
    print(f"equal: {len(theirs)} keys of {len(expected)} tables to 1e-9 (ours has {len(ours)})")


def ours(path):
    words = subprocess.run([program, "groups", path], check=True, capture_output=True, text=True).stdout.split()
    return float(words[0]), float(words[1]), int(words[2])


def race(tables, text, folder):
    whole, plain = load(text), load(without_logistic(text))
    data = whole["make"](tables)
    write(folder / "input", *data)
    subprocess.run([program, "answers", folder / "input", folder / "answers"], check=True)
    agree(read(folder / "answers", tables), whole["vector"](*data))
    mine, theirs = [], []
    for _ in range(2):
        mine.append(ours(folder / "input"))
        theirs.append([best(lambda: peer["vector"](*data)) / tables * 1e6 for peer in (whole, plain)])
    print(f"{tables} tables of five classes, CPU microseconds a table; {mine[0][2]} handed over to the scalar path")
    for column, name in enumerate(("with the logistic forms", "without")):
        a, b = ([round_[column] for round_ in rounds] for rounds in (mine, theirs))
        print(
            f"  {name:24}" + "  ".join(f"klyfta {x:6.3f}  numpy {y:6.2f}" for x, y in zip(a, b))
            + f"  best {min(b) / min(a):5.1f} times as fast")


def alone(tables, folder):
    import random

    dice = random.Random(1)
    rows = [sorted(dice.uniform(4, 96) for _ in range(5)) for _ in range(tables)]
    with open(folder / "input", "wb") as file:
        file.write(struct.pack("dd", tables, 5))
        for j in range(5): file.write(struct.pack(f"{tables}d", *(row[j] for row in rows)))
        for j in range(5): file.write(struct.pack(f"{tables}d", *(0.05 * row[j] for row in rows)))
        for j in range(5): file.write(struct.pack(f"{tables}d", *(round(dice.lognormvariate(12.5, 1.1)) for _ in rows)))
    whole, plain, handed = ours(folder / "input")
    print(f"{tables} tables of five classes: {whole:.3f} CPU microseconds a table, {plain:.3f} without the logistic forms")


with tempfile.TemporaryDirectory() as name:
    try:
        import numpy  # noqa: F401

        text = peer.read_text()
    except (ImportError, OSError) as absence:
        print(f"The peer is absent ({absence}): ours runs alone, nothing is compared.")
        text = None
    for tables in (1_000, 100_000):
        race(tables, text, pathlib.Path(name)) if text else alone(tables, pathlib.Path(name))
