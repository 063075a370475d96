#!/usr/bin/env python3
"""Races the store on PostgreSQL against psql's COPY: a release of 'nordic' written and loaded, beside the same observations
copied into and out of plain tables of the same server.

    postgresql.py KLYFTA_BENCH [ROUNDS]

The server is one of its own, from Debian's package, on a disk, with its settings as they are installed (it syncs). The peers are
a table of four columns (indicator, period, municipality: text; value: double precision) without any index, and the same with the
primary key that a table would need in which a figure can be found again. Ours keeps vintages, hashes every line, and has an
index; loading it, all figures lie in columns of municipalities at the end. Medians and ratios are printed; only a wrong number of
observations fails. The generator lies beside the checkout in ../shared/bench; without it there is nothing to race.
"""
import os
import pathlib
import pwd
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "bench"
BENCH = ROOT / ".build" / "bench"
COLUMNS = "indicator text, period text, municipality text, value double precision"


def programs():
    found = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


class Server:
    """A server of its own on a Unix socket."""

    def __init__(self, folder):
        self.folder, self.bin = folder, programs()
        if os.geteuid() == 0:
            # PostgreSQL does not run as root.
            shutil.chown(folder, "postgres")
        self.run("initdb", "-D", f"{folder}/data", "-A", "trust", "-U", "klyfta", "-E", "UTF8", "--no-locale")
        self.run("pg_ctl", "-w", "-D", f"{folder}/data", "-l", f"{folder}/log", "-o", f"-k {folder} -c listen_addresses=", "start")

    def run(self, program, *arguments):
        user = pwd.getpwnam("postgres") if os.geteuid() == 0 else None
        subprocess.run([self.bin / program, *arguments], check=True, stdout=subprocess.DEVNULL, cwd=self.folder,
                       user=user and user.pw_uid, group=user and user.pw_gid)

    def psql(self, *commands):
        words = [word for command in commands for word in ("-c", command)]
        return subprocess.run(["psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", self.address, *words], check=True,
                              capture_output=True, text=True).stdout.strip()

    @property
    def address(self):
        return f"postgresql://klyfta@/postgres?host={self.folder}"

    def stop(self):
        self.run("pg_ctl", "-D", f"{self.folder}/data", "-m", "immediate", "stop")


def timed(work):
    start = time.monotonic()
    work()
    return (time.monotonic() - start) * 1000


def data():
    """A folder of figures, and the same observations as the file that psql copies."""
    import numpy
    folder, file = BENCH / "data" / "nordic-bin", BENCH / "data" / "nordic-observations.csv"
    if not (folder / "values.f64").exists():
        subprocess.run([sys.executable, SHARED / "gen.py", "--scale", "nordic", "--out", folder, "--formats", "bin"], check=True,
                       stdout=subprocess.DEVNULL)
    if not file.exists():
        names = {name: (folder / f"{name}.txt").read_text().split() for name in ("indicators", "years", "codes")}
        values = iter(numpy.fromfile(folder / "values.f64").tolist())
        with open(file, "w") as out:
            for indicator in names["indicators"]:
                for year in names["years"]:
                    start = f"bench.{indicator},{year},SE-"
                    out.writelines(f"{start}{code},{value!r}\n" for code, value in zip(names["codes"], values) if value == value)
    return folder, file


def copy(server, file, key):
    """Copies into a new table, in one transaction, and out of it. Returns both times and how many rows there are."""
    server.psql("DROP TABLE IF EXISTS plain", f"CREATE TABLE plain ({COLUMNS}{key})", "CHECKPOINT")
    written = timed(lambda: server.psql(rf"\copy plain FROM '{file}' CSV"))
    server.psql("CHECKPOINT")
    read = timed(lambda: server.psql(r"\copy plain TO '/dev/null' CSV"))
    return written, read, int(server.psql("SELECT count(*) FROM plain"))


def ask(server, indicator):
    """What an analyst waits for who asks for one indicator: by the view, ten vintages or the one that stands, and by the key of the
    plain table. How many rows each gives."""
    questions = {
        "ask-plain": f"SELECT * FROM plain WHERE indicator = '{indicator}'",
        "ask-standing": f"SELECT * FROM bench.standing_observation WHERE indicator = '{indicator}'",
        "ask-ten-vintages": f"SELECT * FROM bench.observation WHERE indicator = '{indicator}'",
    }
    server.psql("ANALYZE")
    times = {name: timed(lambda: server.psql(rf"\copy ({question}) TO '/dev/null'")) for name, question in questions.items()}
    return times, {name: int(server.psql(f"SELECT count(*) FROM ({question}) AS rows")) for name, question in questions.items()}


def size(server, relations):
    return int(server.psql(f"SELECT sum(pg_total_relation_size(oid)) FROM pg_class WHERE relkind = 'r' AND {relations}")) / 2**20


def ours(server, program, folder, state):
    """The times that klyfta-bench prints, and how many observations it stored."""
    server.psql("DROP SCHEMA IF EXISTS bench CASCADE", "CHECKPOINT")
    lines = subprocess.run([program, "store", folder, state, "1", server.address], check=True, capture_output=True, text=True)
    numbers = {}
    for name, number, *_ in [line.split() for line in lines.stdout.splitlines()]:
        if name in ("take", "load-figures", "take-revision"):
            numbers.setdefault(name, []).append(float(number))
    count = int(server.psql("SELECT count(*) FROM bench.observation WHERE taken_at = to_timestamp(0.001)"))
    return {name: statistics.median(each) for name, each in numbers.items()}, count


def race(server, program, rounds, state):
    folder, file = data()
    times = {}
    for _ in range(rounds):
        for name, key in (("copy", ""), ("copy-with-key", ", PRIMARY KEY (indicator, period, municipality)")):
            written, read, rows = copy(server, file, key)
            times.setdefault(f"{name}-in", []).append(written)
            times.setdefault(f"{name}-out", []).append(read)
        numbers, count = ours(server, program, folder, state)
        asked, given = ask(server, "bench.N10000")
        for name, number in {**numbers, **asked}.items():
            times.setdefault(name, []).append(number)
        if rows != count or not 0 < 10 * given["ask-plain"] == 10 * given["ask-standing"] == given["ask-ten-vintages"]:
            sys.exit(f"postgresql: {count} observations of {rows} were stored, and {given} given")
    plain, kept = size(server, "relname = 'plain'"), size(server, "relnamespace = 'bench'::regnamespace")
    print(f"{rows} observations; with indexes {plain:.0f} MiB in the plain table, {kept:.0f} MiB in ten vintages of ours, of which "
          "nine differ in one indicator")
    return {name: statistics.median(each) for name, each in times.items()}


def main():
    program, rounds = pathlib.Path(sys.argv[1]).resolve(), int(sys.argv[2]) if len(sys.argv) > 2 else 3
    for lacking in [what for what, is_here in (
            (f"{SHARED}, so there are no figures", SHARED.is_dir()), ("PostgreSQL (Debian's postgresql-15)", programs()),
            ("psql (Debian's postgresql-client-15)", shutil.which("psql"))) if not is_here]:
        print(f"postgresql: there is no {lacking}; nothing was raced")
        return
    BENCH.joinpath("data").mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=os.environ.get("KLYFTA_BENCH_DISK")) as top:
        os.chmod(top, 0o755)
        folder = pathlib.Path(top) / "server"
        folder.mkdir()
        server = Server(folder)
        try:
            times = race(server, program, rounds, f"{top}/state")
        finally:
            server.stop()
    for name, value in times.items():
        way = {"take": "in", "load-figures": "out"}.get(name)
        speeds = "  ".join(
            f"{times[f'{peer}-{way}'] / value:.2f} x the speed of {peer}-{way}" for peer in ("copy", "copy-with-key") if way)
        print(f"{name:24} {value:9.0f} ms  {speeds}")


main()
