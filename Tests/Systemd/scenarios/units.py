"""The unit, and what it can be made into."""
import re

from machine import check
from scenario import scenario
from service import is_active, restart

UNITS = "/lib/systemd/system"


def tail(m, unit, lines=40):
    return m.run("journalctl", "--no-pager", "-u", unit, "-n", str(lines)).out


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


@scenario("every unit is as closed as promised, and systemd has nothing to say against any")
def exposure(m):
    # A template is looked at as an instance of it.
    names = [path.name.replace("@.", "@a.") for path in (m.root / UNITS.lstrip("/")).glob("klyfta*")]
    check(len(names) >= 8, f"only {names}")
    answer = m.run("systemd-analyze", "verify", "--man=no", *names)
    check(answer.code == 0 and answer.text.strip() == "", answer.text)
    for unit, most in (("klyfta.service", 3), ("klyfta@a.service", 3), ("klyfta-source@a.service", 11)):
        score(m, unit, most)
    m.shell("install -D -m 644 /usr/share/doc/klyfta/examples/live.conf /etc/systemd/system/klyfta.service.d/live.conf; "
            "systemctl daemon-reload")
    score(m, "klyfta.service", 11)


def score(m, unit, most):
    """Tenths of exposure."""
    answer = m.run("systemd-analyze", "security", "--no-pager", f"--threshold={most}", unit)
    check(answer.code == 0, answer.text[-600:])
    print("   ", answer.out.strip().splitlines()[-1])


@scenario("two instances side by side have their own state, socket and alerts, and neither sees the other's")
def instances(m):
    text = (m.root / "etc/klyfta/klyfta.yaml").read_text()
    for name in ("a", "b"):
        own = text
        for place in ("/var/lib/klyfta", "/var/log/klyfta", "/run/klyfta"):
            own = own.replace(place, f"{place}/{name}")
        m.put(f"/etc/klyfta/{name}.yaml", own)
    try:
        m.must("systemctl", "start", "klyfta@a", "klyfta@b")
        for name in ("a", "b"):
            m.wait(lambda: "Recomputed" in tail(m, f"klyfta@{name}"), lambda: tail(m, f"klyfta@{name}"), seconds=90)
            m.must("klyfta", "status", "--config", f"/etc/klyfta/{name}.yaml")
            m.must("systemctl", "reload", f"klyfta@{name}")
            for place in (f"var/lib/klyfta/{name}/klyfta.sqlite", f"var/log/klyfta/{name}/alerts.jsonl"):
                check((m.root / place).stat().st_size > 0, f"no {place}")
            pid = m.show(f"klyfta@{name}", "MainPID")
            seen = m.shell(f"ls /proc/{pid}/root/var/lib/klyfta /proc/{pid}/root/var/log/klyfta /proc/{pid}/root/run/klyfta").out
            there = {line for line in seen.split("\n") if line and not line.startswith("/")}
            check(there == {name}, f"{name} sees {there}")
        m.must("systemctl", "stop", "klyfta@a")
        check(m.run("systemctl", "is-active", "klyfta@b").out.strip() == "active" and is_active(m), "one ended with the other")
    finally:
        m.shell("systemctl stop klyfta@a klyfta@b; rm -rf /etc/klyfta/[ab].yaml /var/*/klyfta/[ab] /run/klyfta/[ab]")


@scenario("a credential that is missing keeps it from starting, with 243/CREDENTIALS and one line that names it")
def missing_credential(m):
    m.put("/etc/systemd/system/klyfta.service.d/secret.conf",
          "[Service]\nLoadCredential=duty:/etc/klyfta/absent\nRestart=no\n")
    m.must("systemctl", "daemon-reload")
    m.run("systemctl", "restart", "klyfta")
    m.wait(lambda: m.show("klyfta", "ExecMainStatus") == "243", lambda: m.run("systemctl", "status", "klyfta").text)
    said = m.journal("-n", "20")
    check("status=243/CREDENTIALS" in said and "Failed to set up credentials" in said, said)


@scenario("credentials, plain and encrypted, reach the program, and a key that is wrong is told without being shown")
def credentials(m):
    m.put("/etc/klyfta/duty.secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n", 0o600)
    m.put("/etc/klyfta/klyfta.yaml.d/50-duty.yaml",
          'sinks: { duty: { kind: webhook, url: "https://example.org/in", secret: "credential:duty" } }\n')
    plain = "LoadCredential=duty:/etc/klyfta/duty.secret"
    m.must("mkdir", "-p", "/etc/credstore.encrypted")
    m.must("systemd-creds", "encrypt", "--name=duty", "/etc/klyfta/duty.secret", "/etc/credstore.encrypted/duty")
    sealed = "LoadCredentialEncrypted=duty:/etc/credstore.encrypted/duty"
    # Only a unit's main process has its credentials. The doctor reads each secret as a sink does.
    doctor = "Type=oneshot\nRestart=no\nExecStart=\nExecStart=-/usr/bin/klyfta doctor\n"
    try:
        for line, said in ((plain, "duty: ready to be tried"), (sealed, "duty: ready to be tried"), ("", "LoadCredential=duty:")):
            m.must("systemctl", "stop", "klyfta")
            m.must("journalctl", "--rotate")
            m.must("journalctl", "--vacuum-time=1s")
            m.put("/etc/systemd/system/klyfta.service.d/secret.conf", f"[Service]\n{line}\n{doctor}")
            m.must("systemctl", "daemon-reload")
            m.must("systemctl", "start", "klyfta")
            m.wait(lambda: said in m.journal(), lambda: f"{line}: {m.journal()}")
            check("whsec_" not in m.journal(), "the secret is in the journal")
            m.put("/etc/systemd/system/klyfta.service.d/secret.conf", f"[Service]\n{line}\n")
            m.must("systemctl", "daemon-reload")
            restart(m)
            check(is_active(m), f"with {line} it does not run")
    finally:
        m.shell("rm -rf /etc/klyfta/duty.secret /etc/credstore.encrypted/duty")


@scenario("the mail about a failure is sent once, when the start limit is reached, and not at each crash")
def on_failure(m):
    m.must("mkdir", "-p", "/usr/sbin")
    m.put("/usr/sbin/sendmail", "#!/bin/sh\ncat >>/root/mail\n", 0o755)
    examples = "/usr/share/doc/klyfta/examples"
    m.must("cp", f"{examples}/klyfta-failure@.service", "/etc/systemd/system/")
    m.shell(f"install -D -m 644 {examples}/on-failure.conf /etc/systemd/system/klyfta.service.d/on-failure.conf")
    m.put("/etc/systemd/system/klyfta.service.d/crash.conf",
          "[Service]\nType=simple\nExecStart=\nExecStart=/bin/sh -c 'kill -SEGV $$'\nRestartSec=300ms\n")
    try:
        m.must("systemctl", "daemon-reload")
        m.run("systemctl", "reset-failed", "klyfta")
        m.run("systemctl", "restart", "klyfta")
        m.wait(lambda: int(m.show("klyfta", "NRestarts")) >= 1, "it was not tried again")
        check(not (m.root / "root/mail").exists(), "a mail at the first crash")
        m.wait(lambda: (m.root / "root/mail").exists(), lambda: m.run("systemctl", "status", "klyfta").text, seconds=60)
        m.wait(lambda: m.run("systemctl", "is-active", "klyfta-failure@klyfta.service").out.strip() == "inactive", "it hangs")
        mails = (m.root / "root/mail").read_text()
        check(len(re.findall("^Subject: klyfta.service failed on", mails, re.M)) == 1, mails)
        check(m.show("klyfta", "NRestarts") == "5", f"{m.show('klyfta', 'NRestarts')} restarts")
    finally:
        m.shell("rm -f /usr/sbin/sendmail /root/mail /etc/systemd/system/klyfta-failure@.service")
