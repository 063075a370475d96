"""What goes wrong around a daemon, and how it must end."""
from machine import check
from scenario import scenario
from service import is_active, restore, state_is_sound


@scenario("a second daemon on the same state ends with status 75, and the first runs on")
def second_daemon(m):
    answer = m.run("runuser", "-u", "klyfta", "--", "klyfta", "run", seconds=30)
    check(answer.code == 75, f"status {answer.code}: {answer.text}")
    check(is_active(m), "the first one ended")


@scenario("out of address space it fails cleanly, and runs again once it has room")
def out_of_memory(m):
    m.put("/etc/systemd/system/klyfta.service.d/memory.conf", "[Service]\nLimitAS=64M\nRestart=no\n")
    m.must("systemctl", "daemon-reload")
    m.run("systemctl", "restart", "klyfta")
    m.wait(lambda: not is_active(m), "it runs in 64 MiB of address space: the scenario says nothing")
    restore(m)
    state_is_sound(m)
