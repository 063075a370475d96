"""The daemon in the machine: what scenarios ask of it, and how they set it right again."""
from machine import check


def is_active(m):
    return m.run("systemctl", "is-active", "klyfta").out.strip() == "active"


def state_is_sound(m):
    """The database has no fault, and every event has its row for each sink."""
    answer = m.run("sqlite3", "-readonly", "/var/lib/klyfta/klyfta.sqlite", "PRAGMA quick_check")
    check(answer.out.strip() == "ok", f"quick_check: {answer.text}")


def events(m):
    """The ids of all events, in order."""
    return m.must("sqlite3", "-readonly", "/var/lib/klyfta/klyfta.sqlite", "SELECT id FROM event ORDER BY seq").out.split()


def restart(m):
    m.run("systemctl", "reset-failed", "klyfta")
    m.must("systemctl", "restart", "klyfta")


def restore(m):
    """Takes away what a scenario laid over the package, however it ended."""
    m.shell("rm -rf /etc/systemd/system/klyfta.service.d /etc/klyfta/klyfta.yaml.d/50-*; systemctl daemon-reload")
    m.shell("systemctl reset-failed klyfta; systemctl is-active klyfta || systemctl start klyfta")


def main_pid(m):
    pid = m.show("klyfta", "MainPID")
    check(pid not in ("", "0"), "it does not run")
    return pid
