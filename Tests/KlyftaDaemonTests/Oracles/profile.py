"""Profile of one indicator by population class, computed from two tidy files.

usage: python3 profile.py <KPI>.csv population.csv > profile.csv

The class of a municipality is that of its population on 31 December of the same year.
n and missing count the members of the class with and without a value. The mean is
unweighted, mean_weighted is weighted by population; both use math.fsum. The median of
an even number of values is the mean of the two middle ones. Python 3, standard library.
"""
import csv
import pathlib
import statistics
import sys
from math import fsum

CLASSES = [("0-9999", 0), ("10000-19999", 10000), ("20000-49999", 20000),
           ("50000-99999", 50000), ("100000+", 100000)]


def tidy(path):
    """The rows of a tidy file: the lines after the comments."""
    with open(path, encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(line for line in lines if not line.startswith("#"))


def size_class(population):
    return [name for name, least in CLASSES if population >= least][-1]


def profile(values, population):
    """One row per period and class; values and population are paths of tidy files."""
    people = {(row["municipality"], row["day"]): int(row["population"]) for row in tidy(population)}
    cells = {}
    for row in tidy(values):
        count = people[row["municipality"], row["period"] + "-12-31"]
        value = float(row["value"]) if row["value"] else None
        cells.setdefault((row["period"], size_class(count)), []).append((value, count))
    for period in sorted({period for period, _ in cells}):
        for name, _ in CLASSES:
            members = cells.get((period, name), [])
            known = [(value, count) for value, count in members if value is not None]
            numbers = [value for value, _ in known]
            row = [period, name, len(known), len(members) - len(known)]
            if known:
                weight = fsum(count for _, count in known)
                row += [fsum(numbers) / len(numbers), fsum(value * count for value, count in known) / weight,
                        statistics.median(numbers), min(numbers), max(numbers)]
            else:
                row += [""] * 5
            yield row


if __name__ == "__main__":
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow("indicator,period,class,n,missing,mean,mean_weighted,median,min,max".split(","))
    for row in profile(sys.argv[1], sys.argv[2]):
        out.writerow(["skl." + pathlib.Path(sys.argv[1]).stem] + row)
