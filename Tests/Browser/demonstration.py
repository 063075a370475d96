"""The daemon over the years that ship, with its page on 127.0.0.1: what browsers and benchmarks look at."""
import contextlib, http.client, json, os, pathlib, re, socket, subprocess, tempfile, time

# A debug build on a busy machine takes its time; nothing here waits for a span, only for what it needs.
PATIENCE = 300


class Demonstration:
    """A daemon that runs: `port` is its page's, `folder` is where its state lies, `program` made it."""

    def __init__(self, program, folder, prefix=()):
        self.program, self.port = pathlib.Path(program).resolve(), free_port()
        environment = os.environ | {"TMPDIR": str(folder)}
        subprocess.run([self.program, "demo"], env=environment, check=True, stdout=subprocess.DEVNULL)
        self.folder = next(pathlib.Path(folder).glob("klyfta-demo-*"))
        self.configuration = self.folder / "klyfta.yaml"
        (self.folder / "klyfta.yaml.d" / "page.yaml").write_text(f'page: {{ listen: "127.0.0.1:{self.port}" }}\n')
        self.log = (self.folder / "daemon.log").open("wb")
        self.process = subprocess.Popen(
            [*prefix, self.program, "run", "--config", self.configuration], stdout=self.log, stderr=self.log,
            stdin=subprocess.DEVNULL)

    def ask(self, path, fields=None):
        """One question on a connection of its own: status, fields, body."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        with contextlib.closing(connection):
            connection.request("GET", path, headers=fields or {})
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read()

    def wait(self):
        """Until the first round of this process is told, and a page can be looked at."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if self.process.poll() is not None:
                raise SystemExit(f"the daemon ended with {self.process.returncode}: {self.log.name}")
            with contextlib.suppress(OSError):
                if b'klyfta_rounds_total{outcome="success"} 0' not in self.ask("/metrics")[2]:
                    if self.ask("/en/")[0] == 200:
                        return self
            time.sleep(0.05)
        raise SystemExit("the daemon shows no page")

    def paths(self):
        """Every page, found by following the links of the first ones. A link that leads nowhere is a fault."""
        found, waiting, dead = {}, ["/sv/", "/nb/", "/en/"], []
        while waiting:
            path = waiting.pop()
            if path in found:
                continue
            status, fields, body = self.ask(path)
            if status != 200:
                dead.append(f"{path}: {status}")
            found[path] = body.decode() if fields.get("Content-Type", "").startswith("text/html") else ""
            waiting += re.findall(r'href="(/(?:sv|nb|en)/[^"#]*)"', found[path])
        return {path: text for path, text in sorted(found.items()) if text}, dead

    def report(self, file):
        """What `klyfta report` prints, as a file."""
        with open(file, "wb") as text:
            subprocess.run([self.program, "report", "--config", self.configuration], check=True, stdout=text)
        return pathlib.Path(file)

    def stop(self):
        self.process.terminate()
        if self.process.wait(timeout=PATIENCE) != 0:
            raise SystemExit(f"the daemon ended with {self.process.returncode}: {self.log.name}")


@contextlib.contextmanager
def demonstration(program, prefix=()):
    """A demonstration in a folder of its own, which goes with it."""
    with tempfile.TemporaryDirectory() as folder:
        shown = Demonstration(program, folder, prefix)
        try:
            yield shown.wait()
            shown.stop()
        finally:
            shown.process.kill()
            shown.process.wait()


def free_port():
    with socket.socket() as ear:
        ear.bind(("127.0.0.1", 0))
        return ear.getsockname()[1]
