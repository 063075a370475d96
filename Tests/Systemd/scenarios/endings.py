"""How a daemon ends while alerts come: stopped, killed, hung, refused, out of memory. What it comes back to is whole."""
import contextlib
import os
import re
import signal
import time

import country
from machine import check
from round import halt_in_round
from scenario import scenario
from service import STATE, events, is_active, main_pid, query, restart, restore, state_is_sound
from watch import Watch

OVER = "/etc/systemd/system/klyfta.service.d/50-ending.conf"


# How Swift's runtime and C++'s say that there is no memory.
OUT_OF_MEMORY = re.compile("failed to allocate|bad_alloc")


def peak(m):
    """The most address space that the daemon had until now, in KiB."""
    return int(m.must("sed", "-n", r"s/^VmPeak:[^0-9]*\([0-9]*\) kB/\1/p", f"/proc/{main_pid(m)}/status").out)


def lay_over(m, lines):
    """Lines of the unit, for the rest of the scenario."""
    m.put(OVER, f"[Service]\n{lines}\n")
    m.must("systemctl", "daemon-reload")


@contextlib.contextmanager
def many_municipalities():
    """A country whose figures take far more room than those of the few that there are else."""
    few = country.SMALL, country.LARGE
    country.SMALL = few[0] + [f"SE-{code}" for code in range(3000, 6000)]
    country.LARGE = few[1] + [f"SE-{code}" for code in range(6000, 10000)]
    try:
        yield
    finally:
        country.SMALL, country.LARGE = few


@contextlib.contextmanager
def ending_for_want_of_memory(m):
    """What is done in it lets the daemon end: until systemd has begun it again, and the one before has said why."""
    began = time.time()
    yield
    m.wait(lambda: m.show("klyfta", "NRestarts") != "0", lambda: m.journal("-n", "30"), seconds=180)
    # A backtrace of a hundred lines comes behind it.
    said = ("--since", f"@{began:.3f}", "-n", "2000")
    m.wait(lambda: OUT_OF_MEMORY.search(m.journal(*said)), lambda: m.journal(*said))


@scenario("stopped in the middle of a round it ends in time and well; the round is made up, each alert told once")
def stopped_in_round(m):
    watch = Watch.of(m)
    # At a stop systemd sends SIGTERM, and SIGCONT behind it: the daemon learns of it where it stands.
    halt_in_round(watch)
    began = time.monotonic()
    m.must("systemctl", "stop", "klyfta")
    took = time.monotonic() - began
    check(took < 10, f"it took {took:.1f} s to stop")
    check(m.show("klyfta", "Result") == "success", m.show("klyfta", "Result"))
    state_is_sound(m)
    restart(m)
    watch.settle()
    watch.nothing_is_lost()


@scenario("killed with -9 in the middle of a round it comes back by itself; the round is made up, each alert told once")
def killed_in_round(m):
    watch = Watch.of(m)
    pid, before, kills = halt_in_round(watch), main_pid(m), int(m.show("klyfta", "NRestarts"))
    os.kill(pid, signal.SIGKILL)
    m.wait(lambda: is_active(m) and main_pid(m) != before, lambda: m.run("systemctl", "status", "klyfta").text, seconds=60)
    check(int(m.show("klyfta", "NRestarts")) == kills + 1, "it was not systemd that brought it back")
    watch.settle()
    watch.nothing_is_lost()


@scenario("killed again and again while alerts come, none is lost; one that was under way may come again, under its id")
def killed_while_telling(m):
    watch = Watch.of(m)
    for _ in range(10):
        before, known = main_pid(m), len(watch.received())
        watch.add_year()
        # With the first post on its way, the others wait.
        m.wait(lambda: len(watch.received()) > known, lambda: m.journal("-n", "20"), seconds=60, every=0.001)
        m.must("systemctl", "kill", "--kill-who=main", "-s", "KILL", "klyfta")
        m.run("systemctl", "reset-failed", "klyfta")
        m.wait(lambda: is_active(m) and main_pid(m) != before, lambda: m.run("systemctl", "status", "klyfta").text, seconds=60)
        watch.settle()
    watch.nothing_is_lost(may_repeat=True)


@scenario("hung while figures come it is ended by the watchdog, and each alert is told once when it is back")
def watchdog_with_news(m):
    watch = Watch.of(m)
    lay_over(m, "WatchdogSec=3s\nTimeoutAbortSec=1s")
    restart(m)
    hung = main_pid(m)
    m.shell(f"kill -STOP {hung}")
    watch.add_year()
    m.wait(lambda: is_active(m) and main_pid(m) != hung, lambda: m.run("systemctl", "status", "klyfta").text, seconds=60)
    check("Watchdog timeout" in m.journal("-n", "60"), "it was not the watchdog")
    watch.settle()
    watch.nothing_is_lost()


@scenario("a thousand hangups while figures come change nothing: the same daemon tells each alert once")
def hangups_with_news(m):
    watch, pid = Watch.of(m), main_pid(m)
    watch.add_year()
    m.shell(f"i=0; while [ $i -lt 1000 ]; do kill -HUP {pid}; i=$((i+1)); done")
    watch.settle()
    m.must("systemctl", "reload", "klyfta")
    check(main_pid(m) == pid, f"it did not survive: {m.journal('-n', '20')}")
    watch.nothing_is_lost()


@scenario("with a state that cannot be written it does not begin, and what came meanwhile is told once it can")
def read_only_with_news(m):
    watch = Watch.of(m)
    m.must("systemctl", "stop", "klyfta")
    before = events(m)
    lay_over(m, "StateDirectory=\nReadOnlyPaths=/var/lib/klyfta")
    watch.add_year()
    m.run("systemctl", "start", "klyfta")
    m.wait(lambda: m.show("klyfta", "ExecMainStatus") in ("74", "77"), lambda: m.run("systemctl", "status", "klyfta").text)
    check(events(m) == before, "it wrote all the same")
    restore(m)
    watch.settle()
    watch.nothing_is_lost()


@scenario("without address space for a big round it ends and begins again, nothing of it is taken, and with room all is told once")
def out_of_memory_in_round(m):
    watch = Watch.of(m)
    # In a unit of its own the source has room: it is the daemon that has none for what it is told.
    m.put("/etc/klyfta/klyfta.yaml.d/50-unit.yaml", "sources: { skl: { socket: /run/klyfta-sources/skl.sock } }\n")
    m.must("systemctl", "start", "klyfta-source@skl.socket")
    # glibc reserves 64 MiB for each further arena, or does not, as threads happen to meet: with one it is the same each time.
    lay_over(m, "Environment=MALLOC_ARENA_MAX=1")
    restart(m)
    watch.advance()
    # Room for four more threads; the figures that come take four times as much.
    lay_over(m, f"Environment=MALLOC_ARENA_MAX=1\nLimitAS={peak(m) + 32768}K")
    restart(m)
    watch.advance()
    before, taken = events(m), query(m, "SELECT count(*) FROM adoption")
    try:
        with many_municipalities():
            with ending_for_want_of_memory(m):
                watch.add_year()
            check(query(m, "SELECT count(*) FROM adoption") == taken and events(m) == before, "something of it was taken")
            m.must("klyfta", "state", "verify", "--state", STATE)
    finally:
        watch.write_figures()
        restore(m)
        restart(m)
        m.run("systemctl", "stop", "klyfta-source@skl.socket")
    watch.settle()
    watch.nothing_is_lost()


@scenario("a state that was damaged is restored by the administrator, and is the daemon's again")
def damaged_and_restored(m):
    watch = Watch.of(m)
    watch.nothing_is_lost()
    m.must("klyfta", "state", "backup", "/root/copy.sqlite", "--state", STATE)
    m.must("systemctl", "stop", "klyfta")
    m.shell(f"printf spoilt | dd of={STATE}/klyfta.sqlite conv=notrunc status=none")
    m.run("systemctl", "start", "klyfta")
    m.wait(lambda: not is_active(m), "it runs on a damaged state")
    m.run("systemctl", "stop", "klyfta")
    m.must("klyfta", "state", "restore", "/root/copy.sqlite", "--state", STATE)
    owners = m.must("find", STATE, "!", "-user", "klyfta", "-o", "!", "-group", "klyfta").out
    check(owners == "", f"not the daemon's: {owners}")
    restart(m)
    m.wait(lambda: is_active(m), lambda: m.run("systemctl", "status", "klyfta").text)
    watch.advance()
    watch.nothing_is_lost()
    m.shell(f"rm -f /root/copy.sqlite {STATE}/klyfta.sqlite.*-20*")
