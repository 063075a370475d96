"""Sockets that systemd holds, and sources in units of their own."""
import subprocess
import threading
import time

from machine import check
from scenario import scenario
from service import is_active, main_pid, restart

OFFICE = """
import socket
server = socket.create_server(("127.0.0.1", 8099))
while True:
    caller = server.accept()[0]
    caller.recv(100)
    caller.sendall(b"97.5\\n")
    caller.close()
"""
# A source that asks the office of the machine; it hangs on demand.
PROBE = r'''#!/usr/bin/python3
import os, socket, sys, time
sys.stdin.readline()
while os.path.exists("/etc/klyfta-hang"):
    time.sleep(0.1)
with socket.create_connection(("127.0.0.1", 8099), 5) as office:
    office.sendall(b"?")
    value = float(office.recv(100))
print("""{"klyfta":{"lines":1,"source":"probe"}}
{"indicator":{"id":"probe.desk","title":{"sv":"a","nb":"a","en":"a"},"unit":"percent","direction":"higher-is-better",\
"nature":"survey","breaks":[],"attribution":{"raw":"The office","derived":"Klyfta"}}}
{"observations":{"indicator":"probe.desk","period":"2024","values":{"SE-0180":%s},"absent":{}}}
{"end":{"indicators":1,"observations":1,"populations":0,"names":0,"boundaryChanges":0,"published":0}}""" % value)
'''


def restarted_under_questions(m, question=None):
    """Asks from several sides while the daemon is restarted; every question, by default for the status, must be answered."""
    refused, answered, over = [], [], threading.Event()

    def ask():
        while not over.is_set():
            answer = question() if question else m.run("klyfta", "status", seconds=90)
            (answered if answer.code == 0 else refused).append(answer.text)

    askers = [threading.Thread(target=ask) for _ in range(3)]
    for asker in askers:
        asker.start()
    try:
        for _ in range(3):
            known = len(answered)
            restart(m)
            m.wait(lambda: len(answered) + len(refused) > known + 3, "nobody is answered", seconds=90)
    finally:
        over.set()
        for asker in askers:
            asker.join()
    check(not refused, f"{len(refused)} of {len(refused) + len(answered)} were refused: {refused[:1]}")
    check(len(answered) >= 10, f"only {len(answered)} were asked")
    print(f"    {len(answered)} of {len(answered)} questions answered over three restarts")


def kept(m):
    return m.show("klyfta", "NFileDescriptorStore")


@scenario("without a socket unit systemd keeps the control socket over restarts and crashes, and nobody is refused")
def descriptor_store(m):
    restart(m)
    check(kept(m) == "1", f"systemd keeps {kept(m)} descriptors")
    restarted_under_questions(m)
    m.put("/etc/systemd/system/klyfta.service.d/soon.conf", "[Service]\nRestartSec=2s\n")
    m.must("systemctl", "daemon-reload")
    m.run("systemctl", "kill", "-s", "KILL", "klyfta")
    m.must("klyfta", "status", seconds=90)
    check(is_active(m) and m.show("klyfta", "NRestarts") == "1", "it was not restarted")
    m.put("/etc/klyfta/klyfta.yaml.d/50-control.yaml", "control: /run/klyfta/other.sock\n")
    restart(m)
    m.must("klyfta", "status")
    check(kept(m) == "1", f"a stale one is kept: {kept(m)}")
    (m.root / "etc/klyfta/klyfta.yaml.d/50-control.yaml").unlink()
    restart(m)
    check(kept(m) == "1", f"a stale one is kept: {kept(m)}")


@scenario("with klyfta.socket it is started by the first question, and nobody is refused while it restarts")
def socket_activation(m):
    try:
        m.must("systemctl", "stop", "klyfta")
        m.must("systemctl", "start", "klyfta.socket")
        check(not is_active(m), "it runs before anybody asked")
        m.must("klyfta", "status", seconds=90)
        check(is_active(m), "the question did not start it")
        check(kept(m) == "0", "a copy is kept besides")
        restarted_under_questions(m)
        m.must("systemctl", "reload", "klyfta")
        m.put("/etc/klyfta/klyfta.yaml.d/50-control.yaml", "control: /run/klyfta/other.sock\n")
        m.run("systemctl", "restart", "klyfta")
        m.wait(lambda: "does not listen here" in m.journal("-n", "20"), lambda: m.journal("-n", "20"))
    finally:
        m.shell("rm -f /etc/klyfta/klyfta.yaml.d/50-control.yaml; systemctl stop klyfta.socket klyfta; systemctl reset-failed klyfta")


def network_of(m, pid, command):
    """Runs a command in the network of a process of the machine."""
    return m.run("nsenter", "-t", pid, "-n", *command)


@scenario("a source in a unit of its own reaches an office that the daemon cannot, and its crash fails that fetch alone")
def split(m):
    m.put("/usr/local/bin/probe", PROBE, 0o755)
    m.put("/usr/local/lib/office.py", OFFICE)
    source = 'sources: { probe: { module: exec, program: [probe], schedule: "*-*-* *:*:0/5", deadline: 20s%s } }\n'
    drop_in = "/etc/klyfta/klyfta.yaml.d/50-probe.yaml"
    office = subprocess.Popen(
        ["nsenter", "-t", m.init, "-a", "python3", "/usr/local/lib/office.py"], stdin=subprocess.DEVNULL)

    def told(word):
        return lambda: word in m.journal("-n", "10", "KLYFTA_SOURCE_ID=probe", "-o", "json")
    try:
        reach = ["python3", "-c", "import socket; socket.create_connection(('127.0.0.1', 8099), 5).close()"]
        m.wait(lambda: m.run(*reach).code == 0, "the office does not answer")
        m.put(drop_in, source % "")
        restart(m)
        check(network_of(m, main_pid(m), reach).code != 0, "the daemon reaches the office: it has a network")
        names = network_of(m, main_pid(m), ["cat", "/proc/self/net/dev"]).out
        check([line.split(":")[0].strip() for line in names.splitlines()[2:]] == ["lo"], names)
        m.wait(told("Source failed"), "as a child of the daemon it does not fail", seconds=60)

        m.must("systemctl", "start", "klyfta-source@probe.socket")
        m.put(drop_in, source % ", socket: /run/klyfta-sources/probe.sock")
        restart(m)
        m.wait(told("New figures taken"), lambda: m.journal("-n", "20") + m.run(
            "journalctl", "--no-pager", "-n", "20", "-u", "klyfta-source@probe").out, seconds=60)
        check(network_of(m, main_pid(m), reach).code != 0, "the daemon has a network now")

        m.put("/etc/klyfta-hang", "")
        # A fetch takes milliseconds: a unit that is active for longer is the one that hangs.
        unit = "klyfta-source@probe.service"
        m.wait(lambda: all(m.show(unit, "ActiveState") == "active" and not time.sleep(0.5) for _ in range(3)),
               "the source is not asked again", seconds=60)
        m.must("systemctl", "kill", "--kill-who=main", "-s", "KILL", unit)
        m.wait(told("its unit ended before its release was whole"), lambda: m.journal("-n", "20"), seconds=60)
        check(is_active(m) and m.show("klyfta", "NRestarts") == "0", "the daemon ended with it")
        m.must("klyfta", "status")
    finally:
        office.kill()
        m.shell("rm -f /etc/klyfta-hang /usr/local/bin/probe /usr/local/lib/office.py; "
                "systemctl stop klyfta-source@probe.socket 'klyfta-source@probe.service'; systemctl reset-failed")

