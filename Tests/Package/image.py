#!/usr/bin/env python3
"""Whether the image runs as it says: image.py ARCHIVE. As its user, on a root that cannot be written, with a state to write to.

No engine is needed: what an engine does with it is done by mount and chroot. Needs root.
"""
import json
import os
import pathlib
import subprocess
import sys
import tarfile
import tempfile
import time

if len(sys.argv) != 2:
    sys.exit(__doc__)
ROUND = 60  # Seconds that the first round may take on a busy machine; measured: 1.


def blob(layout, digest):
    return layout / "blobs" / digest.replace(":", "/")


def unpack(archive, folder):
    """The root of an image and its configuration."""
    layout, root = folder / "layout", folder / "root"
    with tarfile.open(archive) as file:
        file.extractall(layout)
    manifest = json.loads(blob(layout, json.loads((layout / "index.json").read_text())["manifests"][0]["digest"]).read_text())
    for layer in manifest["layers"]:
        with tarfile.open(blob(layout, layer["digest"])) as file:
            file.extractall(root)
    return root, json.loads(blob(layout, manifest["config"]["digest"]).read_text())["config"]


def inside(root, user, *command):
    """A command in the image as an engine starts it."""
    return ["/usr/sbin/chroot", f"--userspec={user}", str(root), *command]


def check(holds, what):
    if not holds:
        sys.exit(f"FAIL  {what}")


def try_it(root, settings):
    user, program = settings["User"], settings["Entrypoint"] + settings["Cmd"]
    check(user == "65532:65532", f"it runs as {user}")
    check(list(settings["Volumes"]) == ["/var/lib/klyfta"], f"it has {settings['Volumes']}")
    daemon = subprocess.Popen(inside(root, user, *program), env={"PATH": "/usr/bin"}, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    try:
        end, said = time.monotonic() + ROUND, ""
        while " ok; next" not in said and time.monotonic() < end and daemon.poll() is None:
            answer = subprocess.run(inside(root, user, "/usr/bin/klyfta", "status"), capture_output=True, text=True)
            said = answer.stdout + answer.stderr
            time.sleep(0.1)
        # Not "4 sources (ssb failing)": figures are taken, although there is no folder for temporary files.
        check(said.startswith("ready; 4 sources, ") and " ok; next" in said, f"it says: {said}")
        status = pathlib.Path(f"/proc/{daemon.pid}/status").read_text()
        check("\nUid:\t65532\t65532\t65532\t65532\n" in status, "it runs as somebody else")
        check("\nCapEff:\t0000000000000000\n" in status, "it has capabilities")
        flags = root.joinpath("proc/self/mountinfo").read_text().splitlines()
        check(any(line.split()[4] == str(root) and line.split()[5].startswith("ro") for line in flags), "its root can be written")
        check((root / "var/lib/klyfta/klyfta.sqlite").stat().st_uid == 65532, "the state is somebody else's")
    finally:
        daemon.terminate()
        errors = daemon.stderr.read().decode()
        code = daemon.wait(60)
    check(code == 0, f"it ended with {code}: {errors[-2000:]}")
    print(f"ok    the image runs read-only as {user}: {said.splitlines()[0]}")


if __name__ == "__main__":
    if os.environ.get("KLYFTA_IMAGE_MOUNTS") != "own":
        # Mounts that nobody else sees, and that go with this process.
        os.environ["KLYFTA_IMAGE_MOUNTS"] = "own"
        os.execvp("unshare", ["unshare", "--mount", "--propagation", "private", sys.executable, *sys.argv])
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        root, settings = unpack(sys.argv[1], folder)
        state = root / "var/lib/klyfta"
        for command in (["mount", "--bind", root, root], ["mount", "-o", "remount,bind,ro", root],
                        ["mount", "-t", "tmpfs", "-o", "uid=65532,gid=65532,mode=750", "tmpfs", state],
                        ["mount", "--bind", "/proc", root / "proc"]):
            subprocess.run(command, check=True)
        try:
            try_it(root, settings)
        finally:
            subprocess.run(["umount", root / "proc", state])
            subprocess.run(["umount", root])
