"""The package over the life of a machine."""
from machine import check
from scenario import scenario
from service import is_active


@scenario("removed it is gone but for its state, and purged nothing of it is left")
def purge(m):
    m.must("dpkg", "-r", "klyfta", seconds=60)
    check(not is_active(m), "it still runs")
    check((m.root / "var/lib/klyfta/klyfta.sqlite").exists(), "removal took the state")
    m.must("dpkg", "-P", "klyfta", seconds=60)
    left = m.shell("find / -xdev -name '*klyfta*' -not -path '/proc/*' -not -path '/run/log/*' -not -path '/var/log/journal/*' "
                   "-not -name klyfta.deb; getent passwd klyfta; systemctl list-unit-files | grep klyfta").out
    check(left.strip() == "", f"left behind:\n{left}")
