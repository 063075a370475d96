#!/usr/bin/env python3
"""Whether the configuration in a package names a schema that is there, and fits it: schema.py PEERS PACKAGE."""
import json
import pathlib
import subprocess
import sys
import tempfile

if len(sys.argv) != 3:
    sys.exit(__doc__)
JUDGE = pathlib.Path(__file__).parents[1] / "KlyftaDaemonTests/Oracles/schema.py"
MARK = "# yaml-language-server: $schema=file://"

with tempfile.TemporaryDirectory() as tree:
    tree = pathlib.Path(tree)
    subprocess.run(["dpkg-deb", "-x", sys.argv[2], tree], check=True)
    text = (tree / "etc/klyfta/klyfta.yaml").read_text(encoding="utf-8")
    first = text.splitlines()[0]
    if not first.startswith(MARK):
        sys.exit(f"klyfta.yaml begins with '{first}' and names no schema")
    schema = (tree / first.removeprefix(MARK).lstrip("/")).read_text(encoding="utf-8")
    question, answer = tree / "question", tree / "answer"
    question.write_text(json.dumps({"schema": schema, "documents": [text, text + "\nsauces: {}\n"]}), encoding="utf-8")
    subprocess.run([sys.executable, JUDGE, sys.argv[1], question, answer], check=True)
    good, broken = json.loads(answer.read_text(encoding="utf-8"))
    if good is not None:
        sys.exit(f"klyfta.yaml does not fit the schema it names: {good}")
    if broken is None:
        sys.exit("the schema takes a key that is none")
print("ok    klyfta.yaml fits the schema that it names")
