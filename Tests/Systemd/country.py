"""A country of eight municipalities whose gap between small and large is 10 in odd years and 14 in even ones.

Each year more, therefore, is some event more: of a rule on a level and of one on a widening.
"""
FIRST = 1990
SMALL = [f"SE-{code}" for code in range(2401, 2405)]
LARGE = [f"SE-{code}" for code in range(1401, 1405)]
INDICATORS = ("N07900", "N90002")

RULES = """
rules:
  broadband-100: null
  rural-gigabit: null
  gigabit: null
  broadband-100-level: null
  measured-download: null
  electronic-purchase: null
  a-widened: { indicator: skl.N07900, between: [0-9999, 100000+], widened: { by: 1, since: previous } }
  b-level: { indicator: skl.N07900, between: [0-9999, 100000+], level: { above: 11 } }
  c-widened: { indicator: skl.N90002, between: [0-9999, 100000+], widened: { by: 1, since: previous } }
"""


def files(year):
    """The files of a folder for `figures:`, through a year."""
    towns = SMALL + LARGE
    found = {
        "breaks.csv": "indicator,period,reason\n",
        "boundary-changes.csv": "day,from,to,from_name,to_name\n",
        "published.csv": "id,indicator,period,kind,group,from,to,value,words,n,of,denominator,source\n",
        "municipalities.csv": table("municipality,name,from,to", [f"{town},{town},," for town in towns]),
        "indicators.csv": table(
            "id,unit,direction,nature,title_en,title_sv,title_nb",
            [f"skl.{name},percent,higher-is-better,register,{name},{name},{name}" for name in INDICATORS]),
        "population.csv": table(
            "municipality,day,population",
            [f"{town},{day}-12-31,{5000 if town in SMALL else 150000}" for day in range(FIRST - 1, year + 1) for town in towns]),
    }
    for name in INDICATORS:
        found[f"{name}.csv"] = table(
            "municipality,period,value,absence",
            [f"{town},{one},{50 - (gap(one) if town in SMALL else 0)}," for one in range(FIRST, year + 1) for town in towns])
    return found


def gap(year):
    return 10 if year % 2 else 14


def table(header, rows):
    return "\n".join([header] + rows) + "\n"
