"""The page, when systemd holds its socket."""
import pathlib
import subprocess
import sys

from machine import Answer, check
from scenario import scenario
from scenarios.sockets import network_of, restarted_under_questions
from service import is_active, main_pid, restart

LOOK = pathlib.Path(__file__).parents[1] / "look.py"
OVER = "/etc/systemd/system/klyfta-page.socket.d"


def look(m, place):
    """Looks at the page, by a path or at a port of the machine."""
    where = f"/proc/{m.init}/root{place}" if place.startswith("/") else place
    return Answer(subprocess.run(
        ["nsenter", "-t", m.init, "-n", sys.executable, LOOK, where, "/healthz"], capture_output=True, text=True, timeout=90))


def must_look(m, place):
    answer = look(m, place)
    check(answer.code == 0, f"{place}: {answer.text}\n{m.journal('-n', '20')}")


@scenario("with klyfta-page.socket the first look starts it, and every look is answered while it restarts")
def page_socket(m):
    try:
        m.must("systemctl", "stop", "klyfta")
        m.must("systemctl", "start", "klyfta-page.socket")
        check(not is_active(m), "it runs before anybody looked")
        must_look(m, "/run/klyfta/page.sock")
        check(is_active(m), "the look did not start it")
        restarted_under_questions(m, lambda: look(m, "/run/klyfta/page.sock"))
    finally:
        m.shell("systemctl stop klyfta-page.socket klyfta; systemctl reset-failed klyfta")


@scenario("a port of 127.0.0.1 that is handed over serves the page, and the daemon has no network and may make no such socket")
def page_port(m):
    try:
        # The port is laid over a socket that is in use, as one would who reads how.
        m.must("systemctl", "stop", "klyfta")
        m.must("systemctl", "start", "klyfta-page.socket", "klyfta")
        m.shell(f"install -D -m 644 -t {OVER} /usr/share/doc/klyfta/examples/page-port.conf; systemctl daemon-reload")
        m.must("systemctl", "stop", "klyfta")
        m.must("systemctl", "restart", "klyfta-page.socket", "klyfta")
        must_look(m, "/run/klyfta/page.sock")
        must_look(m, "127.0.0.1:8080")
        restarted_under_questions(m, lambda: look(m, "127.0.0.1:8080"))
        unit = {name: m.show("klyfta", name) for name in ("PrivateNetwork", "RestrictAddressFamilies", "IPAddressDeny")}
        check(unit["PrivateNetwork"] == "yes" and unit["RestrictAddressFamilies"] == "AF_UNIX", f"{unit}")
        check("0.0.0.0/0" in unit["IPAddressDeny"], f"{unit}")
        own = network_of(m, main_pid(m), ("cat", "/proc/self/net/dev")).out
        check("lo:" in own and len(own.strip().splitlines()) == 3, f"it has a network: {own}")
    finally:
        m.shell(f"systemctl stop klyfta-page.socket klyfta; rm -rf {OVER}; systemctl daemon-reload; systemctl reset-failed klyfta")
    restart(m)
    check(look(m, "127.0.0.1:8080").code != 0, "the port is still served")
    must_look(m, "/run/klyfta/page.sock")
