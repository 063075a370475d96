"""The daemon in the machine: what scenarios ask of it, and how they set it right again."""
from machine import check

STATE = "/var/lib/klyfta"


def query(m, sql):
    """What the database of the state answers."""
    return m.must("sqlite3", "-readonly", f"{STATE}/klyfta.sqlite", sql).out.strip()


def is_active(m):
    return m.run("systemctl", "is-active", "klyfta").out.strip() == "active"


def state_is_sound(m):
    """The state is whole, and every event that was announced has its row for the sinks that are always there."""
    m.must("klyfta", "state", "verify", "--state", STATE)
    check(query(m, "PRAGMA foreign_key_check") == "", "a row of the state points nowhere")
    lost = query(m, "SELECT id FROM event WHERE announced AND (SELECT count(*) FROM outbox "
                    "WHERE outbox.event = event.seq AND sink IN ('file', 'log')) < 2")
    check(lost == "", f"announced and never to be sent: {lost}")


def events(m):
    """The ids of all events, in order."""
    return query(m, "SELECT id FROM event ORDER BY seq").split()


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
