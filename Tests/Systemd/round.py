"""Catching the daemon in the middle of a round: it has taken new figures, and has not judged them yet."""
import contextlib
import os
import pathlib
import signal
import sqlite3

from machine import Failure, check
from service import STATE, main_pid


def outer_pid(m):
    """The daemon's process as this machine numbers it: a signal from here is there at once."""
    inner, space = main_pid(m), os.readlink(f"/proc/{m.init}/ns/pid")
    for process in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            numbers = next(line.split()[1:] for line in (process / "status").read_text().splitlines() if line.startswith("NSpid:"))
            if numbers[-1] == inner and os.readlink(process / "ns/pid") == space:
                return int(process.name)
        except (OSError, StopIteration):
            continue
    raise Failure("the daemon's process is not seen from here")


def is_halted(pid):
    """Whether all threads of a process have stopped."""
    states = [(task / "stat").read_text().rpartition(") ")[2][0] for task in pathlib.Path(f"/proc/{pid}/task").iterdir()]
    return all(state == "T" for state in states)


def halt_in_round(watch):
    """Adds years until the daemon stands still between taking the figures of one and judging them; returns its process.

    A commit is a fact for everybody, so the state itself says where the round is: an adoption more, and no event of the year.
    """
    m = watch.m
    pid = outer_pid(m)
    with contextlib.closing(sqlite3.connect(f"file:{m.root}{STATE}/klyfta.sqlite?mode=ro", uri=True)) as state:
        def adoptions():
            return state.execute("SELECT count(*) FROM adoption").fetchone()[0]
        for _ in range(40):
            before = adoptions()
            watch.add_year()
            m.wait(lambda: adoptions() > before, f"the figures of {watch.year} were not taken", seconds=60, every=0)
            os.kill(pid, signal.SIGSTOP)
            m.wait(lambda: is_halted(pid), "it does not stop")
            if not watch.knows_year():
                check(adoptions() > before, "the figures are gone")
                return pid
            os.kill(pid, signal.SIGCONT)
            watch.settle()
    raise Failure("every round was over before it was caught")
