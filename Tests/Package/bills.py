#!/usr/bin/env python3
"""Whether the bills of materials in a package are what they say they are: bills.py PEERS PACKAGE.

PEERS is where .ci/peers puts cyclonedx-python-lib and spdx-tools, whose schemas and rules decide. That they would find something is
tried on damaged copies.
"""
import json
import pathlib
import subprocess
import sys
import tempfile

if len(sys.argv) != 3:
    sys.exit(__doc__)
sys.path.insert(0, sys.argv[1])
try:
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator
    from spdx_tools.spdx.parser.error import SPDXParsingError
    from spdx_tools.spdx.parser.parse_anything import parse_file
    from spdx_tools.spdx.validation.document_validator import validate_full_spdx_document
except ModuleNotFoundError as missing:
    sys.exit(f"bills.py: {missing}; run .ci/peers")


def cyclonedx(path):
    """What is wrong with a bill of CycloneDX 1.5."""
    fault = JsonStrictValidator(SchemaVersion.V1_5).validate_str(path.read_text(encoding="utf-8"))
    return [str(fault)] if fault else []


def spdx(path):
    """What is wrong with a bill of SPDX."""
    try:
        return [fault.validation_message for fault in validate_full_spdx_document(parse_file(str(path)))]
    except SPDXParsingError as error:
        return error.get_messages()


def check(path, faults_of, parts, needed):
    """A bill is good, names what it is made of, and would not be good without what it needs."""
    faults = faults_of(path)
    if faults:
        sys.exit(f"{path.name}: " + "\n".join(faults[:10]))
    bill = json.loads(path.read_text(encoding="utf-8"))
    if not any(part["name"] == "swift-nio" for part in bill[parts]):
        sys.exit(f"{path.name} does not name what is linked in")
    del bill[parts][0][needed]
    damaged = path.with_name(f"damaged-{path.name}")
    damaged.write_text(json.dumps(bill), encoding="utf-8")
    if not faults_of(damaged):
        sys.exit(f"{path.name}: without '{needed}' of a part nobody complains, so the check checks nothing")
    print(f"ok    {path.name}: {len(bill[parts])} {parts}, valid")


with tempfile.TemporaryDirectory() as tree:
    subprocess.run(["dpkg-deb", "-x", sys.argv[2], tree], check=True)
    documents = pathlib.Path(tree) / "usr/share/doc/klyfta"
    check(documents / "klyfta.cdx.json", cyclonedx, "components", "name")
    check(documents / "klyfta.spdx.json", spdx, "packages", "name")
