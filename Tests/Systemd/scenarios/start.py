"""From the installation to the first round, as the operator sees it."""
import json

from machine import check
from scenario import scenario
from service import is_active, state_is_sound


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


@scenario("ready means that it answers: 'klyfta status' succeeds as soon as systemctl has returned, and once enabled it stays so")
def ready_answers(m):
    check(m.run("systemctl", "is-enabled", "klyfta").out.strip() == "enabled", "the package did not enable it")
    for _ in range(5):
        answer = m.shell("systemctl restart klyfta && klyfta status --format json && test -S /run/klyfta/control.sock && "
                         "test -s /var/lib/klyfta/klyfta.sqlite")
        check(answer.code == 0, answer.text)


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
