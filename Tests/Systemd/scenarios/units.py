"""The unit, and what it can be made into."""
from machine import check
from scenario import scenario


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
