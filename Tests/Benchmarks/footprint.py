#!/usr/bin/env python3
"""What the daemon costs while it does nothing, beside three daemons that machines like this one run anyway.

  footprint.py KLYFTA [--starts N] [--idle SECONDS] [--json FILE] [--bound]

Measured in one run: from exec to READY=1 (of the peers: until their port answers), in turn, the median of N on a warm cache;
then all of them idle side by side: PSS, the processor's time and the voluntary context switches of all threads a minute, and
threads. Klyfta runs the configuration that ships, on a state that exists. With --bound what the product promises of memory,
processor and wake-ups decides the exit code; time to READY is told, and fails nobody.
"""
import argparse
import json
import os
import pathlib
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time

# What is promised: MiB, milliseconds and wake-ups a minute.
BOUNDS = {"pss": 30.0, "cpu": 5.0, "wakeups": 6.0}
# After the start everything is let come to rest: rounds, compactions, threads that nobody needs any more.
REST = 30.0


class Daemon:
    """A program under measurement: how it is started, and how it shows that it is ready."""

    def __init__(self, name, arguments, folder, ready):
        self.name, self.arguments, self.folder, self.ready = name, arguments, folder, ready
        self.process = None

    def start(self):
        """Starts it; the answer is how many milliseconds it took until it was ready."""
        environment, await_ready = self.ready()
        began = time.perf_counter_ns()
        self.process = subprocess.Popen(
            self.arguments, cwd=self.folder, env=os.environ | environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=(self.folder / f"{self.name}.log").open("ab"))
        await_ready(self.process)
        return (time.perf_counter_ns() - began) / 1e6

    def stop(self):
        self.process.terminate()
        if self.process.wait(timeout=60) not in (0, -15):
            sys.exit(f"footprint: {self.name} ended with {self.process.returncode}")


def ready_by_notification(folder):
    """READY=1 on a socket, as systemd hears it."""
    def ready():
        path = folder / "notify.sock"
        path.unlink(missing_ok=True)
        ear = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        ear.bind(str(path))
        ear.settimeout(60)

        def await_ready(_):
            while b"READY=1" not in ear.recv(4096).split(b"\n"):
                pass
            # The rest of its life it talks to an ear that nobody empties: sd_notify must not wait for one.
            ear.close()
        # As the unit has it.
        return {"NOTIFY_SOCKET": str(path), "WATCHDOG_USEC": "180000000", "LIBDISPATCH_LOG": "NO"}, await_ready
    return ready


def ready_by_answer(port):
    """An answer on a port of this machine."""
    def ready():
        def await_ready(process):
            while process.poll() is None:
                try:
                    with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
                        connection.sendall(b"GET / HTTP/1.0\r\n\r\n")
                        if connection.recv(1):
                            return
                except OSError:
                    time.sleep(0.0002)
            sys.exit(f"footprint: the program for port {port} ended with {process.returncode}")
        return {}, await_ready
    return ready


class Idle:
    """What a process did between two moments. Threads come and go, so they are looked at often: what one does between the
    last look and its end is not seen, and that is at most one wake-up of each."""

    def __init__(self, pid):
        self.pid = pid
        self.seen = {}
        self.wakeups = 0
        self.look(counting=False)
        self.began, self.cpu = time.monotonic(), self.cpu_now()

    def cpu_now(self):
        """Seconds of the processor that all its threads used, dead ones too (clock_getcpuclockid)."""
        return time.clock_gettime((~self.pid << 3) | 2)

    def look(self, counting=True):
        for task in os.listdir(f"/proc/{self.pid}/task"):
            try:
                text = pathlib.Path(f"/proc/{self.pid}/task/{task}/status").read_text()
            except (FileNotFoundError, ProcessLookupError):
                continue
            count = int(text.split("\nvoluntary_ctxt_switches:")[1].split()[0])
            if counting:
                self.wakeups += count - self.seen.get(task, 0)
            self.seen[task] = count

    def figures(self):
        minutes = (time.monotonic() - self.began) / 60
        rollup = pathlib.Path(f"/proc/{self.pid}/smaps_rollup").read_text()
        pss, private = (
            sum(int(line.split()[1]) for line in rollup.splitlines() if line.split(":")[0] in keys) / 1024
            for keys in (("Pss",), ("Private_Clean", "Private_Dirty")))
        return {
            "pss": pss, "private": private, "cpu": (self.cpu_now() - self.cpu) * 1000 / minutes,
            "wakeups": self.wakeups / minutes, "threads": len(os.listdir(f"/proc/{self.pid}/task")),
            "descriptors": len(os.listdir(f"/proc/{self.pid}/fd")),
        }


def klyfta(program, work):
    """The daemon on the configuration that ships, with a state that a first round left."""
    folder = work / "klyfta"
    (folder / "klyfta.yaml.d").mkdir(parents=True)
    shipped = subprocess.run([program, "sample"], check=True, capture_output=True).stdout
    (folder / "klyfta.yaml").write_bytes(shipped)
    (folder / "klyfta.yaml.d/10-here.yaml").write_text(f"state: {folder}/state\n")
    once = subprocess.run([program, "once", "--config", folder / "klyfta.yaml"], capture_output=True, text=True)
    if once.returncode != 0:
        sys.exit(f"footprint: klyfta once: {once.stderr}")
    return Daemon("klyfta", [program, "run", "--config", folder / "klyfta.yaml"], folder, ready_by_notification(folder))


def peers(work):
    """Those of Debian's daemons that are installed, with nothing to watch."""
    def free_port():
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            return probe.getsockname()[1]

    def arguments(name, folder, port):
        match name:
            case "prometheus":
                (folder / "empty.yml").write_text("global: {}\n")
                return [f"--config.file={folder}/empty.yml", f"--storage.tsdb.path={folder}/data",
                        f"--web.listen-address=127.0.0.1:{port}"]
            case "prometheus-alertmanager":
                (folder / "one.yml").write_text("route: { receiver: none }\nreceivers: [{ name: none }]\n")
                return [f"--config.file={folder}/one.yml", f"--storage.path={folder}/data", "--cluster.listen-address=",
                        f"--web.listen-address=127.0.0.1:{port}"]
            case _:
                return [f"--web.listen-address=127.0.0.1:{port}"]

    for name in ("prometheus", "prometheus-alertmanager", "prometheus-node-exporter"):
        path = shutil.which(name)
        if path is None:
            print(f"footprint: {name} is not installed (.ci/peers), so nothing is measured beside it")
            continue
        folder, port = work / name, free_port()
        folder.mkdir()
        yield Daemon(name, [path, *arguments(name, folder, port)], folder, ready_by_answer(port))


def measure(daemons, starts, seconds):
    times = {daemon.name: [] for daemon in daemons}
    # The first start of each warms the cache and does not count; then in turn, so that all see the same machine.
    for turn in range(starts + 1):
        for daemon in daemons:
            took = daemon.start()
            daemon.stop()
            if turn > 0:
                times[daemon.name].append(took)
    for daemon in daemons:
        daemon.start()
    time.sleep(REST)
    idle = {daemon.name: Idle(daemon.process.pid) for daemon in daemons}
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        time.sleep(0.1)
        for watched in idle.values():
            watched.look()
    results = {}
    for daemon in daemons:
        results[daemon.name] = idle[daemon.name].figures() | {
            "ready": statistics.median(times[daemon.name]), "ready_best": min(times[daemon.name]),
            "binary": os.path.getsize(daemon.arguments[0]) / (1 << 20),
        }
        daemon.stop()
    return results


def report(results):
    columns = [("ready", "READY ms"), ("ready_best", "best"), ("pss", "PSS MiB"), ("private", "private"),
               ("cpu", "CPU ms/min"), ("wakeups", "wake-ups/min"), ("threads", "threads"), ("descriptors", "fds"),
               ("binary", "program MiB")]
    print(f"{'':26}" + "".join(f"{title:>14}" for _, title in columns))
    for name, row in results.items():
        print(f"{name:26}" + "".join(f"{row[key]:14.1f}" for key, _ in columns))
    ours = results["klyfta"]
    for name, row in results.items():
        if name != "klyfta":
            ratios = (f"{ours[key] / row[key]:14.2f}" if row[key] else f"{'-':>14}" for key, _ in columns)
            print(f"{'klyfta / ' + name.removeprefix('prometheus-'):26}" + "".join(ratios))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("--starts", type=int, default=15)
    parser.add_argument("--idle", type=float, default=180, metavar="SECONDS")
    parser.add_argument("--json", metavar="FILE")
    parser.add_argument("--bound", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="klyfta-footprint-") as work:
        daemons = [klyfta(os.path.realpath(options.program), pathlib.Path(work)), *peers(pathlib.Path(work))]
        try:
            results = measure(daemons, options.starts, options.idle)
        finally:
            for daemon in daemons:
                if daemon.process and daemon.process.poll() is None:
                    daemon.process.kill()
                    daemon.process.wait()
    report(results)
    if options.json:
        pathlib.Path(options.json).write_text(json.dumps(results, indent=1) + "\n")
    over = [f"{key} {results['klyfta'][key]:.1f} > {most}" for key, most in BOUNDS.items() if results["klyfta"][key] > most]
    if over:
        print("footprint: over what is promised: " + ", ".join(over))
    return 1 if over and options.bound else 0


sys.exit(main())
