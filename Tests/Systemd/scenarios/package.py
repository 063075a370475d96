"""The package over the life of a machine: upgraded, downgraded, removed, purged.

The package of before is this one under a lower version: building an older commit would cost CI a second release build. What
differs between versions is the schema of the state, so the state is what is made older and newer here. Where an older package
is at hand (scenarios.py --previous), its program writes the state that is upgraded.
"""
from pathlib import Path

from machine import check
from scenario import scenario
from service import STATE, is_active, query, state_is_sound
from watch import Watch

OLDER_STATE = Path(__file__).parents[2] / "SystemTests/Fixtures/state-5.sql"


def install(m, package):
    answer = m.shell(f"DEBIAN_FRONTEND=noninteractive dpkg -i {package} 2>&1", seconds=120)
    check(answer.code == 0, answer.text)


def lower_version(m, package="klyfta"):
    """A package under a lower version."""
    lower = f"/{package}-lower.deb"
    if not (m.root / lower.lstrip("/")).exists():
        m.must("sh", "-c", f"dpkg-deb -R /{package}.deb /lower && sed -i 's/^Version: .*/Version: 0.0.1-1/' /lower/DEBIAN/control && "
                           f"dpkg-deb --root-owner-group -Zgzip -z1 -b /lower {lower} && rm -rf /lower", seconds=120)
    return lower


def version(m):
    return m.must("dpkg-query", "-W", "-f", "${Version}", "klyfta").out


@scenario("upgraded with alerts firing and some not delivered yet, no event is lost or told twice")
def upgrade(m):
    watch = Watch.of(m)
    install(m, lower_version(m))
    upgraded_with_news(m, watch)


@scenario("upgraded from an older program, whose state this one brings up to date, no event is lost or told twice")
def upgrade_from_previous(m):
    if not m.previous:
        return "no package of an older commit is given (make previous)"
    Watch.end(m)
    m.must("systemctl", "stop", "klyfta")
    m.bring(m.previous, "/klyfta-previous.deb")
    install(m, lower_version(m, "klyfta-previous"))
    program = m.must("sha256sum", "/usr/bin/klyfta").out
    watch = Watch.of(m)
    steps = int(query(m, "SELECT count(*) FROM grdb_migrations"))
    upgraded_with_news(m, watch)
    check(m.must("sha256sum", "/usr/bin/klyfta").out != program, "it is the same program")
    print(f"    {steps} steps of the schema became {query(m, 'SELECT count(*) FROM grdb_migrations')}")


def upgraded_with_news(m, watch):
    """Upgrades from the lower version that runs, while alerts fire and the receiver has yet to hear of some."""
    check(version(m) == "0.0.1-1", version(m))
    watch.advance()
    if watch.year % 2:
        watch.advance()
    before = watch.events()
    firing = m.must("klyfta", "alerts", "--state", STATE, "--format", "json").out
    check("firing" in firing, f"no alert fires: {firing}")
    watch.close()
    watch.add_year()
    m.wait(watch.knows_year, "the year was not judged", seconds=60)
    m.wait(lambda: "hook" in m.show("klyfta", "StatusText") + m.journal("-o", "json", "-n", "20"), "the closed receiver is not told")
    pending = watch.events()
    watch.open()
    install(m, "/klyfta.deb")
    check(version(m) != "0.0.1-1", "it was not upgraded")
    m.wait(lambda: is_active(m), lambda: m.run("systemctl", "status", "klyfta").text)
    m.must("klyfta", "outbox", "retry", "--sink", "hook", "--comment", "it is open again")
    watch.settle()
    after = watch.events()
    check(after[:len(before)] == before and after[:len(pending)] == pending, "the upgrade changed events")
    watch.nothing_is_lost()


@scenario("the state of a version with an older schema is brought up to date by the upgrade, with every event under its id")
def older_schema(m):
    Watch.of(m)
    m.must("systemctl", "stop", "klyfta")
    m.must("mv", STATE, f"{STATE}.aside")
    try:
        m.bring(OLDER_STATE, "/older.sql")
        m.must("sh", "-c", f"install -d -m 750 -o klyfta -g klyfta {STATE} && sqlite3 {STATE}/klyfta.sqlite </older.sql && "
                           f"chown klyfta:klyfta {STATE}/*; rm /older.sql")
        before = query(m, "SELECT id FROM event ORDER BY seq").split()
        steps = query(m, "SELECT count(*) FROM grdb_migrations")
        check(before, "the older state has no event")
        install(m, lower_version(m))
        install(m, "/klyfta.deb")
        m.wait(lambda: is_active(m), lambda: m.run("systemctl", "status", "klyfta").text)
        check(int(query(m, "SELECT count(*) FROM grdb_migrations")) > int(steps), "the schema is as it was")
        check(query(m, "SELECT id FROM event ORDER BY seq").split()[:len(before)] == before, "the events changed")
        state_is_sound(m)
    finally:
        m.shell(f"systemctl stop klyfta; rm -rf {STATE}; mv {STATE}.aside {STATE}")


@scenario("downgraded below the schema of its state it ends once with 65 and one line, and nothing of the state changes")
def downgrade(m):
    Watch.of(m)
    m.must("systemctl", "stop", "klyfta")
    newer = "a step of a later version"
    m.must("sqlite3", f"{STATE}/klyfta.sqlite", f"INSERT INTO grdb_migrations VALUES ('{newer}'); PRAGMA wal_checkpoint(TRUNCATE)")
    m.must("chown", "-R", "klyfta:klyfta", STATE)
    # The lock names who holds it, and SQLite's index of its journal is no content.
    digest = "cd /var/lib/klyfta && find . -type f ! -name '*-shm' ! -name klyfta.pid -size +0 -exec sha256sum {} + | sort"
    before = m.shell(digest).out
    try:
        install(m, lower_version(m))
        m.wait(lambda: m.run("systemctl", "is-failed", "klyfta").out.strip() == "failed",
               lambda: m.run("systemctl", "status", "klyfta").text)
        check(m.show("klyfta", "ExecMainStatus") == "65", f"status {m.show('klyfta', 'ExecMainStatus')}")
        check(m.show("klyfta", "NRestarts") == "0", "it was tried again")
        pid = m.show("klyfta", "ExecMainPID")
        said = [line for line in m.journal("-o", "cat", f"_PID={pid}").splitlines() if line.strip()]
        check(len(said) == 1 and "newer klyfta" in said[0], f"not one readable line: {said}")
        check(m.shell(digest).out == before, f"the state changed:\n{before}\n{m.shell(digest).out}")
    finally:
        m.must("sqlite3", f"{STATE}/klyfta.sqlite", f"DELETE FROM grdb_migrations WHERE identifier = '{newer}'")
        m.must("chown", "-R", "klyfta:klyfta", STATE)
        m.shell("systemctl reset-failed klyfta")
        install(m, "/klyfta.deb")
    m.wait(lambda: is_active(m), lambda: m.run("systemctl", "status", "klyfta").text)
    state_is_sound(m)


@scenario("removed it is gone but for its state, and purged nothing of it is left")
def purge(m):
    Watch.end(m)
    m.put("/etc/klyfta/second.yaml", (m.root / "etc/klyfta/klyfta.yaml").read_text()
          .replace("/var/lib/klyfta", "/var/lib/klyfta/second").replace("/var/log/klyfta", "/var/log/klyfta/second")
          .replace("/run/klyfta", "/run/klyfta/second"))
    m.put("/etc/klyfta/klyfta.yaml.d/10-mine.yaml", "language: sv\n")
    for unit in ("klyfta.service", "klyfta@second.service"):
        m.put(f"/etc/systemd/system/{unit}.d/override.conf", "[Service]\nTimeoutStopSec=20s\n")
    m.must("systemctl", "daemon-reload")
    m.must("systemctl", "enable", "--now", "klyfta@second")
    check((m.root / "var/lib/klyfta/second/klyfta.sqlite").exists(), "the second instance has no state")
    m.must("dpkg", "-r", "klyfta", seconds=60)
    check(not is_active(m), "it still runs")
    check(m.run("systemctl", "is-active", "klyfta@second").out.strip() != "active", "the second instance still runs")
    check((m.root / "var/lib/klyfta/klyfta.sqlite").exists(), "removal took the state")
    m.must("dpkg", "-P", "klyfta", seconds=60)
    # systemd forgets a unit that is gone when it has nothing else to do.
    m.wait(lambda: left_behind(m) == "", lambda: f"left behind:\n{left_behind(m)}\n{why_kept(m)}", seconds=60)


def why_kept(m):
    """Who still speaks of the unit."""
    said = m.run("systemctl", "show", "klyfta.service").out.splitlines()
    return "\n".join(line for line in said if line.split("=")[0].endswith(("By", "State", "Before", "After", "Job", "Path")))


def left_behind(m):
    """Files, users, units and texts of the package."""
    return m.shell("find / -xdev -name '*klyfta*' -not -path '/proc/*' -not -path '/run/log/*' -not -path '/var/log/journal/*' "
                   "-not -name 'klyfta*.deb'; find /run /etc/systemd -name '*klyfta*' -not -path '/run/log/*'; "
                   "getent passwd klyfta; getent group klyfta; systemctl list-unit-files | grep klyfta; "
                   "systemctl list-units --all | grep klyfta; "
                   "journalctl --list-catalog 2>/dev/null | grep -i klyfta").out.strip()
