"""A stop that takes long, and why systemd waits for it."""
import contextlib
import sqlite3
import time

from machine import check
from scenario import scenario
from service import STATE, is_active, main_pid, state_is_sound


@contextlib.contextmanager
def writer_elsewhere(m):
    """Holds the right to write to the database, as somebody with a tool might: each write of the daemon waits for seconds."""
    connection = sqlite3.connect(m.root / STATE.lstrip("/") / "klyfta.sqlite", isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        connection.rollback()
        connection.close()


def children(m):
    """The processes that the daemon runs: its sources."""
    return m.shell(f"cat /proc/{main_pid(m)}/task/*/children").out.strip()


@scenario("a stop that takes longer than TimeoutStopSec= is waited for, while the daemon proves that it goes on")
def long_stop(m):
    m.put("/etc/systemd/system/klyfta.service.d/stopping.conf", "[Service]\nTimeoutStopSec=12\n")
    m.must("systemctl", "daemon-reload")
    check(is_active(m), "it does not run")
    # Every source is due, and what each delivers waits to be written, one after another.
    m.must("sqlite3", f"{STATE}/klyfta.sqlite", "DELETE FROM job")
    with writer_elsewhere(m):
        m.must("systemctl", "reload", "klyfta")
        # Until the answers are there, nothing waits yet.
        m.wait(lambda: children(m), lambda: m.journal("-n", "20"), every=0.01)
        m.wait(lambda: not children(m), lambda: m.journal("-n", "20"))
        began = time.monotonic()
        m.must("systemctl", "stop", "klyfta", seconds=170)
        took = time.monotonic() - began
    check(took > 12, f"it took {took:.1f} s to stop: the scenario says nothing")
    check(m.show("klyfta", "Result") == "success", m.show("klyfta", "Result"))
    state_is_sound(m)
