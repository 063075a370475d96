"""What goes wrong around a daemon while alerts come: disk and journal. Nothing is lost, and it goes on by itself."""
import socket
import time

from machine import check
from scenario import scenario
from service import STATE, is_active, main_pid, restart
from watch import Watch

# Seconds of the watchdog while journald hangs.
PATIENCE = 10


@scenario("alerts reach the receiver and the alert file, each once, in order")
def told(m):
    watch = Watch.of(m)
    watch.advance()
    watch.nothing_is_lost()


@scenario("a full disk is told, ends nothing, and once there is room all goes on by itself, each alert told once")
def full_disk(m):
    watch = Watch.of(m)
    m.must("systemctl", "stop", "klyfta")
    try:
        m.must("sh", "-c", f"""mv {STATE} {STATE}.whole && mkdir {STATE} &&
            mount -t tmpfs -o size=8M,mode=750,uid=klyfta,gid=klyfta tmpfs {STATE} && cp -a {STATE}.whole/. {STATE}/""")
        m.must("systemctl", "start", "klyfta")
        pid = main_pid(m)
        m.shell(f"dd if=/dev/zero of={STATE}/filler bs=4k 2>/dev/null; dd if=/dev/zero of={STATE}/rest bs=1 2>/dev/null")
        watch.add_year()
        m.wait(lambda: "file system is full" in m.show("klyfta", "StatusText") + m.journal("-o", "json", "-n", "60"),
               lambda: m.show("klyfta", "StatusText"), seconds=60)
        check(not watch.knows_year() or not watch.untold(), "half of a round is there")
        m.must("rm", f"{STATE}/filler", f"{STATE}/rest")
        watch.settle()
        check(is_active(m) and main_pid(m) == pid, "it did not live through it")
        m.wait(lambda: " failing" not in m.show("klyfta", "StatusText") and "failed" not in m.show("klyfta", "StatusText"),
               lambda: f"it still tells the fault: {m.show('klyfta', 'StatusText')}", seconds=60)
        watch.nothing_is_lost()
    finally:
        m.shell(f"""systemctl stop klyfta; if mountpoint -q {STATE}; then
            rm -rf {STATE}.whole/* && cp -a {STATE}/. {STATE}.whole/ && umount {STATE} && rmdir {STATE} && mv {STATE}.whole {STATE}; fi""")


@scenario("without journald it goes on: an alert of that time is in the alert file and at the receiver")
def no_journal(m):
    watch, pid = Watch.of(m), main_pid(m)
    m.must("systemctl", "stop", "systemd-journald.socket", "systemd-journald-dev-log.socket", "systemd-journald-audit.socket",
           "systemd-journald.service")
    try:
        watch.advance()
        m.must("systemctl", "reload", "klyfta")
        check(m.run("systemctl", "is-active", "systemd-journald.service").out.strip() != "active", "journald ran all the time")
    finally:
        m.must("systemctl", "start", "systemd-journald.socket", "systemd-journald-dev-log.socket", "systemd-journald.service")
    check(main_pid(m) == pid, "it did not live through it")
    watch.nothing_is_lost()


@scenario("a journald that hangs holds nothing up: rounds, watchdog, reload and start go on, and what was not logged is counted")
def hung_journal(m):
    watch = Watch.of(m)
    journald = m.show("systemd-journald", "MainPID")
    m.put("/etc/systemd/system/klyfta.service.d/50-watchdog.conf", f"[Service]\nWatchdogSec={PATIENCE}s\n")
    m.must("systemctl", "daemon-reload")
    restart(m)
    pid = main_pid(m)
    m.must("klyfta", "log-level", "debug")
    m.shell(f"kill -STOP {journald}")
    try:
        began = time.monotonic()
        # At this level each question is an entry. The kernel holds some hundred for journald, the daemon some hundred more.
        m.wait(lambda: questions(m, 200) and "log entries dropped" in m.must("klyfta", "status").out,
               lambda: f"all of it had room: {m.must('klyfta', 'status').out}", seconds=120)
        watch.advance()
        m.must("systemctl", "reload", "klyfta")
        while time.monotonic() - began < 2 * PATIENCE:
            watch.advance()
        check(main_pid(m) == pid and m.show("klyfta", "NRestarts") == "0", "it did not live through it")
        m.must("systemctl", "restart", "klyfta")
        m.must("klyfta", "status")
        watch.advance()
    finally:
        m.shell(f"kill -CONT {journald}")
    watch.advance()
    m.wait(lambda: f"from {watch.year - 1} to {watch.year}" in m.journal("-n", "40"), lambda: m.journal("-n", "40"))
    watch.nothing_is_lost()


def questions(m, count):
    """Asks the daemon for its status, some hundred times."""
    for _ in range(count):
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as question:
            question.connect(f"/proc/{m.init}/root/run/klyfta/control.sock")
            question.sendall(b"status\n")
            while question.recv(65536):
                pass
    return True
