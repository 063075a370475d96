"""What a configuration does that is broken, or laid over another."""
from machine import check
from scenario import scenario
from service import is_active, restore

BROKEN = "rules:\n  broadband-100:\n    sevrity: info\n"


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


@scenario("a drop-in overrides one key of the configuration, and takes effect at the reload")
def drop_in(m):
    def sources():
        return m.must("klyfta", "status").out
    before = sources()
    check("4 sources" in before, before)
    m.put("/etc/klyfta/klyfta.yaml.d/50-fewer.yaml", "sources: { demoskop: { enabled: false } }\n")
    m.must("systemctl", "reload", "klyfta")
    m.wait(lambda: "3 sources" in sources(), sources)
    (m.root / "etc/klyfta/klyfta.yaml.d/50-fewer.yaml").unlink()
    m.must("systemctl", "reload", "klyfta")
    m.wait(lambda: "4 sources" in sources(), sources)


@scenario("a broken configuration at the start ends with status 78 and one readable line, and is not tried again")
def broken_start(m):
    m.put("/etc/klyfta/klyfta.yaml.d/50-broken.yaml", BROKEN)
    m.run("systemctl", "restart", "klyfta")
    m.wait(lambda: m.run("systemctl", "is-failed", "klyfta").out.strip() == "failed", "it did not fail")
    check(m.show("klyfta", "ExecMainStatus") == "78", f"status {m.show('klyfta', 'ExecMainStatus')}")
    check(m.show("klyfta", "NRestarts") == "0", "it was tried again")
    check("did you mean" in m.journal("-n", "20").lower(), m.journal("-n", "20"))
    restore(m)
