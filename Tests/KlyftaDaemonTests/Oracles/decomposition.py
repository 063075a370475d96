"""Why a gap between two size classes moved, computed from tidy files in exact fractions.

usage: python3 decomposition.py <folder of the module's tidy files> > decomposition.csv

Each step changes one thing: who answered both times, their values, their classes, their
weights, who answered. A part is what the gap moves in its steps. No border moved between
the years that are compared. Classes by the population on 31 December of the same year, or
of a base year. Python 3, standard library.
"""
import csv
import pathlib
import sys
from fractions import Fraction

QUESTIONS = [("N07900", range(2009, 2023), 100000), ("N07920", range(2017, 2023), 100000),
             ("N00563", range(2021, 2023), 10000)]


def tidy(path):
    """The rows of a tidy file: the lines after the comments."""
    with open(path, encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(line for line in lines if not line.startswith("#"))


def mean(entries):
    """The weighted mean of pairs of weight and value."""
    return sum(w * y for w, y in entries) / sum(w for w, _ in entries)


def gap(roll):
    """The large minus the small of entries (class, weight, value)."""
    return mean([e[1:] for e in roll if e[0] == "large"]) - mean([e[1:] for e in roll if e[0] == "small"])


def parts(values, people, then, now, per, base, large):
    """The parts of the change, and the change itself."""
    def place(year, who):
        count = people[base or year][who]
        return "small" if count < 10000 else "large" if count >= large else None

    def roll(members, value, classed, weighed):
        return [(place(classed, who), Fraction(people[weighed][who] if per == "inhabitant" else 1), values[value][who])
                for who in members if place(classed, who)]

    before, after = values[then], values[now]
    both = [who for who in before if who in after]
    rolls = [roll(before, then, then, then), roll(both, then, then, then), roll(both, now, then, then),
             roll(both, now, now, then), roll(both, now, now, now), roll(after, now, now, now)]
    gaps = [gap(entries) for entries in rolls]
    left, real, moves, weights, came = [b - a for a, b in zip(gaps, gaps[1:])]
    return [real, moves, left + came, weights, gaps[-1] - gaps[0]]


def main(folder):
    people = {}
    for row in tidy(folder / "population.csv"):
        people.setdefault(int(row["day"][:4]), {})[row["municipality"]] = int(row["population"])
    print("indicator,from,to,weight,membership,large,real,class-moves,entry-and-exit,weights,change")
    for indicator, years, large in QUESTIONS:
        values = {}
        for row in tidy(folder / f"{indicator}.csv"):
            if row["value"]:
                values.setdefault(int(row["period"]), {})[row["municipality"]] = Fraction(float(row["value"]))
        for per in ["municipality", "inhabitant"]:
            for base in [None, years[0]]:
                pairs = [(then, then + 1) for then in years[:-1]] + [(years[0], years[-1])] * (len(years) > 2)
                for then, now in pairs:
                    numbers = parts(values, people, then, now, per, base, large)
                    print(f"skl.{indicator}", then, now, per, f"fixed:{base}" if base else "current", large,
                          *(repr(float(number)) for number in numbers), sep=",")


main(pathlib.Path(sys.argv[1]))
