"""What goes wrong around a daemon, and how it must end."""
import time

from machine import check
from scenario import scenario
from service import events, is_active, main_pid, restart, restore, state_is_sound


@scenario("killed with -9 it comes back, its state sound and no event lost or told twice under two names")
def killed(m):
    m.put("/etc/systemd/system/klyfta.service.d/soon.conf", "[Service]\nRestartSec=100ms\n")
    m.must("systemctl", "daemon-reload")
    before, pid = events(m), main_pid(m)
    m.run("systemctl", "kill", "-s", "KILL", "klyfta")
    m.wait(lambda: is_active(m) and m.show("klyfta", "MainPID") != pid, "it did not come back", seconds=60)
    state_is_sound(m)
    check(events(m)[:len(before)] == before, "the events changed")


@scenario("a second daemon on the same state ends with status 75, and the first runs on")
def second_daemon(m):
    answer = m.run("runuser", "-u", "klyfta", "--", "klyfta", "run", seconds=30)
    check(answer.code == 75, f"status {answer.code}: {answer.text}")
    check(is_active(m), "the first one ended")


@scenario("a thousand hangups are one reload at a time, and change nothing")
def hangups(m):
    pid = main_pid(m)
    m.shell(f"i=0; while [ $i -lt 1000 ]; do kill -HUP {pid}; i=$((i+1)); done")
    # While it reloads, systemd calls it "reloading".
    m.wait(lambda: is_active(m), lambda: m.run("systemctl", "status", "klyfta").text)
    check(m.show("klyfta", "MainPID") == pid, f"it did not survive: {m.journal('-n', '20')}")
    m.must("systemctl", "reload", "klyfta")


@scenario("a state directory that cannot be written is refused with status 77 or 74, and nothing in it changes")
def read_only_state(m):
    m.must("systemctl", "stop", "klyfta")
    m.put("/etc/systemd/system/klyfta.service.d/read-only.conf",
          "[Service]\nStateDirectory=\nReadOnlyPaths=/var/lib/klyfta\n")
    m.must("systemctl", "daemon-reload")
    m.run("systemctl", "start", "klyfta")
    m.wait(lambda: m.show("klyfta", "ExecMainStatus") in ("74", "77"), lambda: m.run("systemctl", "status", "klyfta").text)
    restore(m)
    state_is_sound(m)


@scenario("stopped in the middle of a round it ends within its time, and the state is sound")
def stop_in_round(m):
    m.run("systemctl", "restart", "klyfta")
    began = time.monotonic()
    m.must("systemctl", "stop", "klyfta")
    check(time.monotonic() - began < 10, "it took more than 10 s to stop")
    check(m.show("klyfta", "Result") == "success", m.show("klyfta", "Result"))
    state_is_sound(m)
    restart(m)


@scenario("a hung loop is ended by the watchdog, and the daemon comes back")
def watchdog(m):
    m.put("/etc/systemd/system/klyfta.service.d/watchdog.conf", "[Service]\nWatchdogSec=3s\nTimeoutAbortSec=1s\nRestartSec=100ms\n")
    m.must("systemctl", "daemon-reload")
    restart(m)
    pid = main_pid(m)
    m.shell(f"kill -STOP {pid}")
    m.wait(lambda: m.show("klyfta", "NRestarts") == "1" and is_active(m), lambda: m.run("systemctl", "status", "klyfta").text,
           seconds=60)
    check("Watchdog timeout" in m.journal("-n", "60"), "it was not the watchdog")
    restore(m)
    state_is_sound(m)


@scenario("out of address space it fails cleanly, and runs again once it has room")
def out_of_memory(m):
    m.put("/etc/systemd/system/klyfta.service.d/memory.conf", "[Service]\nLimitAS=64M\nRestart=no\n")
    m.must("systemctl", "daemon-reload")
    m.run("systemctl", "restart", "klyfta")
    m.wait(lambda: not is_active(m), "it runs in 64 MiB of address space: the scenario says nothing")
    restore(m)
    state_is_sound(m)
