"""The clock of the machine jumps while the daemon runs."""
import pathlib
import shutil
import subprocess

from machine import Failure, check
from scenario import scenario
from service import main_pid
from watch import Watch

SOURCE = pathlib.Path(__file__).parents[1] / "real-timers.c"
TIMERS = "/usr/local/lib/real-timers.so"

# libfaketime makes the memory that it shares with its children itself, and tells them by a variable that it sets before main().
# That moves the environment, below which Swift's runtime looks for the arguments: they would be gone. So the memory is another
# process's, for as long as that runs.
HOLDER = """[Service]
User=klyfta
ExecStart=/usr/bin/faketime -f +0d /bin/sleep infinity
"""
CLOCK = """[Service]
Environment="LD_PRELOAD={timers} /usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"
Environment="FAKETIME_SHARED=/faketime_sem_{holder} /faketime_shm_{holder}"
Environment=FAKETIME_TIMESTAMP_FILE=/srv/clock FAKETIME_NO_CACHE=1 FAKETIME_DONT_FAKE_MONOTONIC=1
"""


def compiler():
    """A C compiler: Swift brings one."""
    swift = shutil.which("swift")
    places = [shutil.which("cc"), shutil.which("clang"), swift and str(pathlib.Path(swift).resolve().with_name("clang"))]
    found = next((place for place in places if place and pathlib.Path(place).exists()), None)
    if found is None:
        raise Failure("no C compiler, not even Swift's")
    return found


def set_clock(m, offset):
    """Sets the daemon's clock, by a rename: nobody reads half of it."""
    m.put("/srv/clock.next", f"{offset}\n")
    (m.root / "srv/clock.next").rename(m.root / "srv/clock")


@scenario("the clock set back by two days while it runs is told, schedules go on from there, and nothing is judged twice")
def clock_set_back(m):
    watch = Watch.of(m)
    (m.root / TIMERS.lstrip("/")).parent.mkdir(parents=True, exist_ok=True)
    subprocess.run([compiler(), "-shared", "-fPIC", "-O1", "-o", m.root / TIMERS.lstrip("/"), SOURCE], check=True)
    set_clock(m, "+0d")
    m.put("/etc/systemd/system/clock.service", HOLDER)
    m.must("systemctl", "daemon-reload")
    m.must("systemctl", "start", "clock")
    try:
        holder = m.show("clock", "MainPID")
        m.wait(lambda: f"faketime_shm_{holder}" in m.run("ls", "/dev/shm").out, "faketime shares nothing")
        m.put("/etc/systemd/system/klyfta.service.d/clock.conf", CLOCK.format(timers=TIMERS, holder=holder))
        m.must("systemctl", "daemon-reload")
        check(m.run("systemctl", "restart", "klyfta").code == 0, m.journal("-n", "20"))
        pid = main_pid(m)
        watch.advance()
        before = m.must("klyfta", "status").out
        set_clock(m, "-2d")
        m.wait(lambda: "The clock was set back" in m.journal("-n", "50"), lambda: m.journal("-n", "30"), seconds=90)
        watch.advance()
        check(m.must("klyfta", "status").out.split("last ")[1] < before.split("last ")[1], "it does not go by the clock of the scenario")
        watch.nothing_is_lost()
        set_clock(m, "+0d")
        watch.advance()
        check(main_pid(m) == pid, f"it did not live through it: {m.journal('-n', '30')}")
        watch.nothing_is_lost()
    finally:
        m.shell("systemctl stop klyfta clock; rm -f /etc/systemd/system/clock.service /etc/systemd/system/klyfta.service.d/clock.conf "
                f"{TIMERS} /srv/clock; systemctl daemon-reload; systemctl start klyfta")
