"""The daemon watching a country whose figures come when a scenario wants them, and a receiver that is told of every alert.

What proves that nothing is lost is the comparison of three records: the events of the state, the alert file, the receiver.
"""
import json
import subprocess
import sys
from pathlib import Path

import country
from machine import check
from service import STATE, is_active, query, state_is_sound

FIGURES = "/srv/figures"
PORT = 9099
CONFIGURATION = f"""
recompute: {{ schedule: yearly }}
sources:
  ssb: null
  esv: null
  demoskop: null
  skl: {{ schedule: "*-*-* *:*:0/2", figures: {FIGURES}, indicators: [{", ".join(country.INDICATORS)}] }}
sinks: {{ hook: {{ kind: webhook, url: "http://127.0.0.1:{PORT}/in" }} }}
{country.RULES}
"""
# Not in /etc, where scenarios lay theirs and take them away again.
UNIT = "/usr/local/lib/systemd/system/klyfta.service.d"


class Watch:
    """The watched country in the machine. It stays from one scenario to the next, and its years go on."""

    def __init__(self, m):
        self.m, self.year, self.excused = m, 2003, set()
        self.posts = Path(m.place) / "posts"
        self.receiver = m.keep(subprocess.Popen(
            ["nsenter", "-t", m.init, "-n", sys.executable, str(Path(__file__).with_name("receiver.py")), str(PORT), str(self.posts)]))
        m.wait(self.posts.exists, "the receiver does not listen")
        m.run("systemctl", "stop", "klyfta")
        m.shell(f"find {STATE} /var/log/klyfta -mindepth 1 -delete")
        self.write_figures()
        m.put("/etc/klyfta/klyfta.yaml.d/40-watch.yaml", CONFIGURATION)
        m.put(f"{UNIT}/40-watch.conf",
              "[Service]\nPrivateNetwork=no\nRestrictAddressFamilies=AF_INET AF_INET6\nIPAddressAllow=localhost\nRestartSec=100ms\n")
        m.must("systemctl", "daemon-reload")
        m.must("systemctl", "restart", "klyfta")

    @classmethod
    def of(cls, m):
        """The one of the machine, begun when first asked for; the daemon runs on it."""
        if getattr(m, "watch", None) is None:
            m.watch = cls(m)
            m.watch.advance()
        m.wait(lambda: is_active(m), lambda: m.run("systemctl", "status", "klyfta").text)
        return m.watch

    @staticmethod
    def end(m):
        """Takes away what the watch laid over the package, and the receiver; the state it wrote stays."""
        if getattr(m, "watch", None) is not None:
            m.watch.receiver.kill()
            m.watch.receiver.wait()
            m.watch.posts.unlink()
        m.watch = None
        m.shell(f"rm -rf {UNIT} /etc/klyfta/klyfta.yaml.d/40-watch.yaml {FIGURES}; systemctl daemon-reload")

    def write_figures(self):
        """Puts the figures through this year in their place, each file by a rename: nobody reads half of one."""
        folder = self.m.root / FIGURES.lstrip("/")
        for name, text in country.files(self.year).items():
            self.m.put(f"{FIGURES}/{name}.next", text)
            (folder / f"{name}.next").rename(folder / name)

    def close(self):
        """The receiver takes nothing more until it is opened."""
        self.posts.with_name("posts.closed").touch()

    def open(self):
        self.posts.with_name("posts.closed").unlink(missing_ok=True)

    def add_year(self):
        """A year more lies there; the daemon finds it within seconds."""
        self.year += 1
        self.write_figures()

    def knows_year(self):
        """Whether the year stands in the state with its events."""
        return query(self.m, f"SELECT count(*) FROM event WHERE period = '{self.year}' AND announced") not in ("0", "")

    def advance(self, seconds=60):
        """A year more, seen through to the receiver."""
        self.add_year()
        self.settle(seconds)

    def settle(self, seconds=60):
        """Waits until the year is judged and everybody told."""
        self.m.wait(self.knows_year, lambda: f"{self.year} was not judged:\n{self.m.journal('-n', '30')}", seconds)
        self.m.wait(lambda: not self.untold(), lambda: f"not told: {self.untold()}\n{self.m.journal('-n', '30')}", seconds)

    def events(self):
        """The ids of all events that are announced, in order."""
        return query(self.m, "SELECT id FROM event WHERE announced ORDER BY seq").split()

    def received(self):
        """The ids that the receiver took, in order, as often as they came."""
        return [json.loads(line)["id"] for line in self.posts.read_text().splitlines()]

    def filed(self):
        """The ids in the alert file, in order."""
        file = self.m.root / "var/log/klyfta/alerts.jsonl"
        # The last line may be in the middle of being written.
        return [json.loads(line)["id"] for line in file.read_text().split("\n")[:-1]] if file.exists() else []

    def untold(self):
        """What the receiver or the alert file lacks."""
        return sorted(set(self.events()) - (set(self.received()) & set(self.filed())))

    def nothing_is_lost(self, may_repeat=False):
        """Every event came, under its id, in order and once; after a kill one may come again, under the same id."""
        state_is_sound(self.m)
        events, received, filed = self.events(), self.received(), self.filed()
        check(len(set(events)) == len(events), "two events have one id")
        check(filed == events, f"the alert file differs from the state: {set(filed) ^ set(events)}")
        check(set(received) == set(events), f"the receiver differs from the state: {set(received) ^ set(events)}")
        once = list(dict.fromkeys(received))
        check(once == events, f"came out of order: {once}")
        repeated = {one for one in once if received.count(one) > 1}
        if not may_repeat:
            check(repeated == self.excused, f"came twice: {repeated - self.excused}")
        self.excused = repeated
