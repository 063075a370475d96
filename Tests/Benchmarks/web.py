#!/usr/bin/env python3
"""How long a reader waits for a page over the figures that ship: make bench-web.

  web.py KLYFTA [--rounds N]

The daemon and its peers have one core to themselves each in turn (taskset), the reader another where there is one. Asked one
by one on a connection that stays: every sort of page drawn anew (other pages are asked for in between until it is kept no
more), the same page kept, and the same by who has it already (304). Beside it, in the same run: nginx with the very same
pages as files, if there is one, and Prometheus with its own metrics beside ours.

Asked of the daemon: 20 ms at the median and 100 ms at the 99th percentile for a page, 2 ms at the median for a 304. What is
above decides the exit code. What differs from one machine to another are the milliseconds; quote the ratios.
"""
import argparse, collections, http.client, os, pathlib, shutil, statistics, subprocess, sys, tempfile, time

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "Browser"))
from demonstration import demonstration, free_port

BOUNDS = {"median": 20.0, "p99": 100.0, "known": 2.0}
CORES = sorted(os.sched_getaffinity(0))
PINNED = ("taskset", "-c", str(CORES[-1]))
# More than the daemon keeps.
FORGOTTEN = 65


class Reader:
    """Somebody who asks on one connection and looks at the clock."""

    def __init__(self, port):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def ask(self, path, **fields):
        """Milliseconds until the answer was there, its status and its tag."""
        began = time.perf_counter_ns()
        self.connection.request("GET", path, headers=fields)
        answer = self.connection.getresponse()
        answer.read()
        return (time.perf_counter_ns() - began) / 1e6, answer.status, answer.headers.get("ETag")

    def times(self, count, path, status=200, **fields):
        asked = [self.ask(path, **fields) for _ in range(count)]
        assert all(told == status for _, told, _ in asked), (path, asked[0])
        return [took for took, _, _ in asked]


def sort_of(path):
    return (path.split("/") + [""])[2] or "situation"


def drawn(reader, pages, rounds):
    """By sort, the times of pages that have to be drawn."""
    by_sort = collections.defaultdict(list)
    for path in pages:
        by_sort[sort_of(path)].append(path)
    many = by_sort["municipality"]
    times = collections.defaultdict(list)
    for sort, paths in by_sort.items():
        for number in range(rounds):
            path = paths[number % len(paths)]
            if len(paths) < 2 * FORGOTTEN:
                for place in range(FORGOTTEN):
                    reader.ask(many[(number * FORGOTTEN + place) % len(many)])
            took, status, _ = reader.ask(path)
            assert status == 200, path
            times[sort].append(took)
    return times


def kept(reader, path, rounds):
    _, _, tag = reader.ask(path)
    return reader.times(rounds, path), reader.times(rounds, path, status=304, **{"If-None-Match": tag})


def tell(what, times, bound=None, beside=None):
    median, last = statistics.median(times), statistics.quantiles(times, n=100)[98]
    over = bound is not None and (median > bound[0] or last > bound[1])
    ratio = "" if beside is None else f"   {median / beside:6.2f} x the peer's"
    print(f"  {what:<34} {median:8.2f} ms {last:8.2f} ms{ratio}{'   OVER' if over else ''}", flush=True)
    return median, over


class Nginx:
    """Serves a folder as nginx does with one worker."""

    def __init__(self, folder, pages):
        self.port, self.folder = free_port(), pathlib.Path(folder)
        for path, text in pages.items():
            place = self.folder / "site" / path.strip("/")
            place.mkdir(parents=True, exist_ok=True)
            (place / "index.html").write_text(text)
        (self.folder / "nginx.conf").write_text(
            f"daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/error.log; user root;\n"
            "events {} http { default_type text/html; access_log off; keepalive_requests 1000000;\n"
            f"server {{ listen 127.0.0.1:{self.port}; root {folder}/site;"
            " location / { try_files $uri/index.html =404; } } }\n")
        self.process = subprocess.Popen([*PINNED, "nginx", "-e", f"{folder}/error.log", "-c", f"{folder}/nginx.conf"])


class Prometheus:
    def __init__(self, folder):
        self.port = free_port()
        pathlib.Path(folder, "prometheus.yml").write_text("global: {}\n")
        self.process = subprocess.Popen(
            [*PINNED, "prometheus", f"--config.file={folder}/prometheus.yml", f"--storage.tsdb.path={folder}/tsdb",
             f"--web.listen-address=127.0.0.1:{self.port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def beside(peer, path, rounds, **fields):
    """The times of a peer, which is waited for and ended."""
    try:
        for _ in range(600):
            try:
                if Reader(peer.port).ask(path)[1] == 200:
                    break
            except OSError:
                time.sleep(0.1)
        reader = Reader(peer.port)
        return reader.times(rounds, path, **fields), kept(reader, path, rounds)[1] if reader.ask(path)[2] else None
    finally:
        peer.process.terminate()
        peer.process.wait()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("klyfta")
    parser.add_argument("--rounds", type=int, default=200)
    terms = parser.parse_args()
    os.sched_setaffinity(0, {CORES[0]})
    with demonstration(terms.klyfta, PINNED) as shown, tempfile.TemporaryDirectory() as folder:
        pages, _ = shown.paths()
        largest = max((path for path in pages if sort_of(path) == "indicator"), key=lambda path: len(pages[path]))
        reader = Reader(shown.port)
        times = drawn(reader, pages, terms.rounds)
        again, known = kept(reader, largest, terms.rounds * 5)
        metrics = reader.times(terms.rounds * 5, "/metrics")
        nginx = beside(Nginx(folder, pages), largest, terms.rounds * 5) if shutil.which("nginx") else None
        other = beside(Prometheus(folder), "/metrics", terms.rounds * 5)[0] if shutil.which("prometheus") else None
    missed = False
    print(f"{len(pages)} pages, the largest {max(len(text.encode()) for text in pages.values())} bytes;"
          f" median and 99th percentile of {terms.rounds} and more")
    print("drawn anew:")
    page = (BOUNDS["median"], BOUNDS["p99"])
    for sort, one in sorted(times.items()):
        missed |= tell(sort, one, page)[1]
    print(f"kept ({largest}, {len(pages[largest].encode())} bytes):")
    missed |= tell("page", again, page, nginx and statistics.median(nginx[0]))[1]
    missed |= tell("304", known, (BOUNDS["known"], BOUNDS["p99"]), nginx and nginx[1] and statistics.median(nginx[1]))[1]
    missed |= tell("/metrics", metrics, page, other and statistics.median(other))[1]
    print("peers:")
    for name, one in (("nginx, the same page as a file", nginx and nginx[0]), ("nginx, 304", nginx and nginx[1]),
                      ("Prometheus, its own /metrics", other)):
        if one:
            tell(name, one)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
