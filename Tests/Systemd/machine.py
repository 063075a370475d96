"""A real systemd to try the package on: Debian's, booted by systemd-nspawn in a root of its own, driven from outside.

Needs root, debootstrap and systemd-container. The root is made once (about a minute) and kept in /var/tmp; what a run changes
lies in an overlay that goes with it.
"""
import os
import pathlib
import shutil
import subprocess
import tempfile
import time

BASE = pathlib.Path(os.environ.get("KLYFTA_SYSTEMD_ROOT", "/var/tmp/klyfta-systemd-root"))
PACKAGES = ("systemd,systemd-sysv,dbus,ca-certificates,tzdata,libsqlite3-0,libcurl4,libsystemd0,zlib1g,sqlite3,"
            "logrotate,faketime,python3-minimal,locales")


class Failure(Exception):
    """A scenario did not end as it must."""


def check(holds, what):
    """Fails the scenario unless something holds."""
    if not holds:
        raise Failure(what)


class Answer:
    """What a command in the machine came to."""

    def __init__(self, done):
        self.code, self.out, self.err = done.returncode, done.stdout, done.stderr

    @property
    def text(self):
        return self.out + self.err


class Machine:
    """One booted systemd."""

    def __enter__(self):
        self.prepare_base()
        self.place = pathlib.Path(tempfile.mkdtemp(prefix="klyfta-machine-"))
        for name in ("upper", "work", "root"):
            (self.place / name).mkdir()
        self.root = self.place / "root"
        subprocess.run(
            ["mount", "-t", "overlay", "overlay", "-o",
             f"lowerdir={BASE},upperdir={self.place}/upper,workdir={self.place}/work", str(self.root)], check=True)
        self.log = open(self.place / "console", "wb")
        self.kept = []
        self.container = subprocess.Popen(
            ["systemd-nspawn", "-D", str(self.root), "--boot", "--private-network", "--register=no", "--keep-unit",
             f"--machine=klyfta{os.getpid()}"] + os.environ.get("KLYFTA_NSPAWN", "").split(),
            stdin=subprocess.DEVNULL, stdout=self.log, stderr=subprocess.STDOUT, start_new_session=True)
        self.init = self.wait(self.find_init, "the machine did not start", seconds=30)
        self.wait(lambda: self.run("systemctl", "is-system-running").out.strip() in ("running", "degraded"),
                  "systemd did not come up", seconds=60)
        return self

    def __exit__(self, *_):
        for process in self.kept:
            process.kill()
            process.wait()
        try:
            self.run("systemctl", "poweroff")
            self.container.wait(30)
        except Exception:
            self.container.kill()
            self.container.wait()
        self.log.close()
        subprocess.run(["umount", "-l", str(self.root)])
        shutil.rmtree(self.place, ignore_errors=True)

    @staticmethod
    def prepare_base():
        stamp = BASE / "made-with"
        if stamp.exists() and stamp.read_text() == PACKAGES:
            return
        shutil.rmtree(BASE, ignore_errors=True)
        print(f"making a Debian in {BASE} (about a minute)", flush=True)
        subprocess.run(
            ["debootstrap", "--variant=minbase", f"--include={PACKAGES}", "bookworm", str(BASE)],
            check=True, stdout=subprocess.DEVNULL)
        # Two of one name on one journal are two machines.
        (BASE / "etc/machine-id").write_text("")
        stamp.write_text(PACKAGES)

    def find_init(self):
        """The machine's first process; systemd-nspawn has other children before it."""
        children = pathlib.Path(f"/proc/{self.container.pid}/task/{self.container.pid}/children").read_text().split()
        for child in children:
            try:
                status = pathlib.Path(f"/proc/{child}/status").read_text()
            except OSError:
                continue
            numbers = next((line.split()[1:] for line in status.splitlines() if line.startswith("NSpid:")), [])
            if len(numbers) > 1 and numbers[-1] == "1" and status.startswith("Name:\tsystemd\n"):
                return child
        return None

    def keep(self, process):
        """A process beside the machine that ends with it."""
        self.kept.append(process)
        return process

    def run(self, *command, stdin=None, seconds=60):
        """Runs a command in the machine."""
        return Answer(subprocess.run(
            ["nsenter", "-t", self.init, "-a", "env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LANG=C.UTF-8", *command],
            input=stdin, capture_output=True, text=True, timeout=seconds))

    def shell(self, script, seconds=60):
        """Runs a script in the machine."""
        return self.run("sh", "-c", script, seconds=seconds)

    def must(self, *command, **options):
        """Runs a command that must succeed."""
        answer = self.run(*command, **options)
        check(answer.code == 0, f"{' '.join(command)}: status {answer.code}\n{answer.text}")
        return answer

    def wait(self, question, complaint, seconds=20, every=0.05):
        """Asks until the answer is true, and returns it."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            answer = question()
            if answer:
                return answer
            time.sleep(every)
        raise Failure(complaint() if callable(complaint) else complaint)

    def put(self, path, text, mode=0o644):
        """Writes a file of the machine."""
        target = self.root / path.lstrip("/")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)
        target.chmod(mode)

    def bring(self, source, path):
        """Copies a file into the machine."""
        shutil.copy(source, self.root / path.lstrip("/"))

    def show(self, unit, name):
        """A property of a unit."""
        return self.run("systemctl", "show", "--value", "-p", name, unit).out.strip()

    def journal(self, *options):
        """What the journal says of the daemon."""
        return self.run("journalctl", "--no-pager", "-u", "klyfta", *options).out
