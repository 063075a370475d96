#!/usr/bin/env python3
"""What the service promises on a real systemd: scenarios.py PACKAGE [NAME...]. Each scenario is one promise; the last line counts.

They run in order on one machine, from the installation to the purge; each leaves the service running and the state sound.
"""
import json
import sys
import time
import traceback

from machine import Failure, Machine, check

SCENARIOS = []
BROKEN = "rules:\n  broadband-100:\n    sevrity: info\n"


def scenario(promise):
    """A promise, in the order in which they are written."""
    def add(function):
        SCENARIOS.append((function.__name__, promise, function))
        return function
    return add


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


@scenario("the package installs, and its service is active once it says that it is ready")
def install(m):
    answer = m.shell("DEBIAN_FRONTEND=noninteractive dpkg -i /klyfta.deb 2>&1", seconds=120)
    check(answer.code == 0, answer.text)
    m.wait(lambda: is_active(m), lambda: m.run("systemctl", "status", "klyfta").text)
    check(m.show("klyfta", "Type") == "notify", "systemd does not take the unit for Type=notify")
    began = float(m.show("klyfta", "ExecMainStartTimestampMonotonic"))
    ready = float(m.show("klyfta", "ActiveEnterTimestampMonotonic"))
    check(ready - began < 2e6, f"ready only {(ready - began) / 1e6:.2f} s after its start")
    check(m.run("klyfta", "--version").code == 0, "the program does not run")


@scenario("the status line says what an operator asks first, and the first round has run on the figures that ship")
def first_round(m):
    m.wait(lambda: "ready; " in m.show("klyfta", "StatusText"), lambda: m.show("klyfta", "StatusText"))
    m.wait(lambda: "Recomputed" in m.journal(), lambda: m.journal()[-2000:], seconds=90)
    state_is_sound(m)


@scenario("the journal has the fields of an alert, and explains it in Swedish, Norwegian and English")
def journal_fields(m):
    m.wait(lambda: "KLYFTA_RULE_ID" in m.journal("-o", "json"), "no entry with KLYFTA_RULE_ID")
    entries = [json.loads(line) for line in m.journal("-o", "json").splitlines()]
    alerts = [entry for entry in entries if "KLYFTA_ALERT_ID" in entry]
    check(alerts, "no entry has KLYFTA_ALERT_ID")
    check(all("MESSAGE_ID" in entry for entry in alerts), "an alert has no MESSAGE_ID")
    m.must("journalctl", "--update-catalog")
    texts = {}
    for language in ("sv_SE", "nb_NO", "en_US"):
        m.must("localedef", "-i", language, "-f", "UTF-8", f"{language}.UTF-8")
        said = m.run("env", f"LANG={language}.UTF-8", f"LC_MESSAGES={language}.UTF-8", "journalctl", "--no-pager", "-x", "-u", "klyfta",
                     f"MESSAGE_ID={alerts[0]['MESSAGE_ID']}", "-n", "1").out
        explained = [line for line in said.splitlines() if line.startswith("░░") and "Subject:" in line]
        check(explained, f"{language}: nothing is explained: {said}")
        texts[language] = explained[0]
        check("@KLYFTA" not in said.split("Subject:")[1].splitlines()[0], f"a field was not filled in: {explained[0]}")
    check(len(set(texts.values())) == 3, f"the languages say the same: {texts}")


@scenario("a broken configuration fails a reload with its reason, and the old one runs on")
def broken_reload(m):
    m.put("/etc/klyfta/klyfta.yaml.d/50-broken.yaml", BROKEN)
    answer = m.run("systemctl", "reload", "klyfta")
    check(answer.code != 0, "the reload of a broken configuration succeeded")
    check(is_active(m), "the daemon ended")
    status = m.run("systemctl", "status", "klyfta").text + m.journal("-n", "20")
    check("sevrity" in status, f"the reason is not told: {status}")
    (m.root / "etc/klyfta/klyfta.yaml.d/50-broken.yaml").unlink()
    m.must("systemctl", "reload", "klyfta")


@scenario("a drop-in overrides one key")
def drop_in(m):
    m.put("/etc/klyfta/klyfta.yaml.d/50-language.yaml", "language: sv\n")
    m.must("systemctl", "reload", "klyfta")
    (m.root / "etc/klyfta/klyfta.yaml.d/50-language.yaml").unlink()
    m.must("systemctl", "reload", "klyfta")


@scenario("a broken configuration at the start ends with status 78 and one readable line, and is not tried again")
def broken_start(m):
    m.put("/etc/klyfta/klyfta.yaml.d/50-broken.yaml", BROKEN)
    m.run("systemctl", "restart", "klyfta")
    m.wait(lambda: m.run("systemctl", "is-failed", "klyfta").out.strip() == "failed", "it did not fail")
    check(m.show("klyfta", "ExecMainStatus") == "78", f"status {m.show('klyfta', 'ExecMainStatus')}")
    check(m.show("klyfta", "NRestarts") == "0", "it was tried again")
    check("did you mean" in m.journal("-n", "20").lower(), m.journal("-n", "20"))
    restore(m)


@scenario("killed with -9 it comes back, its state sound and no event lost or told twice under two names")
def killed(m):
    m.put("/etc/systemd/system/klyfta.service.d/soon.conf", "[Service]\nRestartSec=100ms\n")
    m.must("systemctl", "daemon-reload")
    before, pid = events(m), main_pid(m)
    m.run("systemctl", "kill", "-s", "KILL", "klyfta")
    m.wait(lambda: is_active(m) and m.show("klyfta", "MainPID") != pid, "it did not come back", seconds=60)
    state_is_sound(m)
    check(events(m)[:len(before)] == before, "the events changed")


@scenario("a second daemon on the same state ends with status 75, and the first runs on")
def second_daemon(m):
    answer = m.run("runuser", "-u", "klyfta", "--", "klyfta", "run", seconds=30)
    check(answer.code == 75, f"status {answer.code}: {answer.text}")
    check(is_active(m), "the first one ended")


@scenario("a thousand hangups are one reload at a time, and change nothing")
def hangups(m):
    pid = main_pid(m)
    m.shell(f"i=0; while [ $i -lt 1000 ]; do kill -HUP {pid}; i=$((i+1)); done")
    check(m.show("klyfta", "MainPID") == pid and is_active(m), "it did not survive")
    m.must("systemctl", "reload", "klyfta")


@scenario("without journald it goes on, and its alert file is the record")
def no_journal(m):
    m.must("systemctl", "stop", "systemd-journald.socket", "systemd-journald-dev-log.socket", "systemd-journald-audit.socket",
           "systemd-journald.service")
    try:
        m.must("systemctl", "reload", "klyfta")
        check(is_active(m), "it ended")
    finally:
        m.must("systemctl", "start", "systemd-journald.socket", "systemd-journald-dev-log.socket", "systemd-journald.service")


@scenario("a state directory that cannot be written is refused with status 77 or 74, and nothing in it changes")
def read_only_state(m):
    m.must("systemctl", "stop", "klyfta")
    m.put("/etc/systemd/system/klyfta.service.d/read-only.conf",
          "[Service]\nStateDirectory=\nReadOnlyPaths=/var/lib/klyfta\n")
    m.must("systemctl", "daemon-reload")
    m.run("systemctl", "start", "klyfta")
    m.wait(lambda: m.show("klyfta", "ExecMainStatus") in ("74", "77"), lambda: m.run("systemctl", "status", "klyfta").text)
    restore(m)
    state_is_sound(m)


@scenario("stopped in the middle of a round it ends within its time, and the state is sound")
def stop_in_round(m):
    m.run("systemctl", "restart", "klyfta")
    began = time.monotonic()
    m.must("systemctl", "stop", "klyfta")
    check(time.monotonic() - began < 10, "it took more than 10 s to stop")
    check(m.show("klyfta", "Result") == "success", m.show("klyfta", "Result"))
    state_is_sound(m)
    restart(m)


@scenario("a hung loop is ended by the watchdog, and the daemon comes back")
def watchdog(m):
    m.put("/etc/systemd/system/klyfta.service.d/watchdog.conf", "[Service]\nWatchdogSec=3s\nTimeoutAbortSec=1s\nRestartSec=100ms\n")
    m.must("systemctl", "daemon-reload")
    restart(m)
    pid = main_pid(m)
    m.shell(f"kill -STOP {pid}")
    m.wait(lambda: m.show("klyfta", "NRestarts") == "1" and is_active(m), lambda: m.run("systemctl", "status", "klyfta").text,
           seconds=60)
    check("Watchdog timeout" in m.journal("-n", "60"), "it was not the watchdog")
    restore(m)
    state_is_sound(m)


@scenario("out of address space it fails cleanly, and runs again once it has room")
def out_of_memory(m):
    m.put("/etc/systemd/system/klyfta.service.d/memory.conf", "[Service]\nLimitAS=64M\nRestart=no\n")
    m.must("systemctl", "daemon-reload")
    m.run("systemctl", "restart", "klyfta")
    m.wait(lambda: not is_active(m), "it runs in 64 MiB of address space: the scenario says nothing")
    restore(m)
    state_is_sound(m)


@scenario("with another user for each start (DynamicUser=) it runs as well")
def dynamic_user(m):
    m.must("systemctl", "stop", "klyfta")
    m.put("/etc/systemd/system/klyfta-dynamic.service",
          (m.root / "lib/systemd/system/klyfta.service").read_text().replace("User=klyfta", "User=klyfta-dynamic")
          .replace("Group=klyfta", "DynamicUser=yes").replace("Directory=klyfta", "Directory=klyfta-dynamic")
          .replace("ExecStart=/usr/bin/klyfta run", "ExecStart=/usr/bin/klyfta run --config /etc/klyfta-dynamic/klyfta.yaml"))
    m.put("/etc/klyfta-dynamic/klyfta.yaml",
          (m.root / "etc/klyfta/klyfta.yaml").read_text().replace("/var/lib/klyfta", "/var/lib/klyfta-dynamic")
          .replace("/var/log/klyfta", "/var/log/klyfta-dynamic").replace("/run/klyfta", "/run/klyfta-dynamic"))
    m.must("systemctl", "daemon-reload")
    m.must("systemctl", "start", "klyfta-dynamic")
    m.wait(lambda: "Recomputed" in m.run("journalctl", "--no-pager", "-u", "klyfta-dynamic").out,
           lambda: m.run("systemctl", "status", "klyfta-dynamic").text, seconds=60)
    m.must("systemctl", "stop", "klyfta-dynamic")
    m.shell("rm -rf /etc/systemd/system/klyfta-dynamic.service /etc/klyfta-dynamic /var/*/klyfta-dynamic "
            "/var/*/private/klyfta-dynamic; systemctl daemon-reload")


@scenario("the unit is as closed as promised, and systemd has nothing to say against it")
def exposure(m):
    answer = m.run("systemd-analyze", "verify", "--man=no", "/lib/systemd/system/klyfta.service")
    check(answer.text.strip() == "", answer.text)
    answer = m.run("systemd-analyze", "security", "--no-pager", "--threshold=11", "klyfta.service")
    check(answer.code == 0, answer.text[-600:])
    print("   ", answer.out.strip().splitlines()[-1])


@scenario("removed it is gone but for its state, and purged nothing of it is left")
def purge(m):
    m.must("dpkg", "-r", "klyfta", seconds=60)
    check(not is_active(m), "it still runs")
    check((m.root / "var/lib/klyfta/klyfta.sqlite").exists(), "removal took the state")
    m.must("dpkg", "-P", "klyfta", seconds=60)
    left = m.shell("find / -xdev -name '*klyfta*' -not -path '/proc/*' -not -path '/run/log/*' -not -path '/var/log/journal/*' "
                   "-not -name klyfta.deb; getent passwd klyfta; systemctl list-unit-files | grep klyfta").out
    check(left.strip() == "", f"left behind:\n{left}")


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    package, wanted = sys.argv[1], set(sys.argv[2:])
    passed = failed = 0
    with Machine() as machine:
        machine.bring(package, "/klyfta.deb")
        for name, promise, function in SCENARIOS:
            if wanted and name not in wanted | {"install"}:
                continue
            began = time.monotonic()
            try:
                function(machine)
                passed += 1
                print(f"ok    {promise} ({time.monotonic() - began:.1f} s)", flush=True)
            except Failure as failure:
                failed += 1
                print(f"FAIL  {promise} [{name}]\n      {failure}", flush=True)
            except Exception:
                failed += 1
                print(f"FAIL  {promise} [{name}]", flush=True)
                traceback.print_exc()
            if name != "purge":
                restore(machine)
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
