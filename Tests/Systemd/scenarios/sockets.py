"""Sockets that systemd holds."""
import threading
import time

from machine import check
from scenario import scenario
from service import is_active, restart


def restarted_under_questions(m):
    """Asks for the status from several sides while the daemon is restarted; every question must be answered."""
    refused, answered, over = [], [], threading.Event()

    def ask():
        while not over.is_set():
            answer = m.run("klyfta", "status", seconds=90)
            (answered if answer.code == 0 else refused).append(answer.text)

    askers = [threading.Thread(target=ask) for _ in range(3)]
    for asker in askers:
        asker.start()
    try:
        for _ in range(3):
            m.must("systemctl", "restart", "klyfta")
            time.sleep(0.3)
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
