#!/usr/bin/env python3
"""The bill of materials of a build: sbom.py VERSION cyclonedx|spdx, with the answer of
`swift package show-dependencies --format json` on standard input.

What is linked in is listed by name, version and package URL; what the machine provides (libsystemd, libcurl, ...) is
Depends: of the package. No time and no random number goes in, so that the same build has the same bill.
"""
import hashlib
import json
import sys
import uuid

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://klyfta.invalid/sbom")


def packages(node):
    """All packages below a node, each once, in order of their names."""
    found = {}
    stack = list(node["dependencies"])
    while stack:
        one = stack.pop()
        found[one["identity"]] = one
        stack += one["dependencies"]
    return [found[name] for name in sorted(found)]


def edges(node):
    """Which package depends on which, by identity."""
    found = {}
    stack = [node]
    while stack:
        one = stack.pop()
        found[one["identity"]] = sorted({other["identity"] for other in one["dependencies"]})
        stack += one["dependencies"]
    return dict(sorted(found.items()))


def address(package):
    """The package URL: purl of type swift, as package-url/purl-spec has it."""
    place = package["url"].split("://", 1)[-1].removesuffix(".git")
    return f"pkg:swift/{place}@{package['version']}"


def cyclonedx(version, root):
    """CycloneDX 1.5 as JSON."""
    names = {package["identity"]: address(package) for package in packages(root)}
    names[root["identity"]] = f"pkg:generic/klyfta@{version}"
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{uuid.uuid5(NAMESPACE, digest(version, root))}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application", "name": "klyfta", "version": version,
                "bom-ref": names[root["identity"]], "licenses": [{"license": {"id": "Apache-2.0"}}],
            }
        },
        "components": [
            {
                "type": "library", "name": package["identity"], "version": package["version"],
                "bom-ref": address(package), "purl": address(package),
                "externalReferences": [{"type": "vcs", "url": package["url"]}],
            }
            for package in packages(root)
        ],
        "dependencies": [
            {"ref": names[name], "dependsOn": [names[other] for other in others]}
            for name, others in edges(root).items()
        ],
    }


def spdx(version, root):
    """SPDX 2.3 as JSON."""
    def reference(name):
        return "SPDXRef-Package-" + "".join(c if c.isalnum() or c in ".-" else "-" for c in name)

    listed = [
        {
            "SPDXID": reference(package["identity"]), "name": package["identity"], "versionInfo": package["version"],
            "downloadLocation": f"git+{package['url']}@{package['version']}", "filesAnalyzed": False,
            "licenseConcluded": "NOASSERTION", "licenseDeclared": "NOASSERTION", "copyrightText": "NOASSERTION",
            "externalRefs": [{
                "referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl", "referenceLocator": address(package),
            }],
        }
        for package in packages(root)
    ]
    own = {
        "SPDXID": reference(root["identity"]), "name": "klyfta", "versionInfo": version,
        "downloadLocation": "NOASSERTION", "filesAnalyzed": False, "licenseConcluded": "Apache-2.0",
        "licenseDeclared": "Apache-2.0", "copyrightText": "NOASSERTION",
    }
    return {
        "spdxVersion": "SPDX-2.3",
        "dataLicense": "CC0-1.0",
        "SPDXID": "SPDXRef-DOCUMENT",
        "name": f"klyfta-{version}",
        "documentNamespace": f"https://klyfta.invalid/spdx/{version}-{digest(version, root)}",
        # The format asks for a time; the one of the sources says more than the one of the build.
        "creationInfo": {"created": sys.argv[3] if len(sys.argv) > 3 else "1970-01-01T00:00:00Z",
                         "creators": ["Tool: klyfta-sbom"]},
        "packages": [own] + listed,
        "relationships": [{
            "spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBES",
            "relatedSpdxElement": reference(root["identity"]),
        }] + [
            {"spdxElementId": reference(name), "relationshipType": "DEPENDS_ON", "relatedSpdxElement": reference(other)}
            for name, others in edges(root).items() for other in others
        ],
    }


def digest(version, root):
    text = version + "".join(f"{package['identity']}@{package['version']}\n" for package in packages(root))
    return hashlib.sha256(text.encode()).hexdigest()[:32]


if __name__ == "__main__":
    forms = {"cyclonedx": cyclonedx, "spdx": spdx}
    if len(sys.argv) < 3 or sys.argv[2] not in forms:
        sys.exit("usage: sbom.py VERSION cyclonedx|spdx [TIME]")
    root = json.load(sys.stdin)
    root["identity"] = "klyfta"  # and not the name of the folder it was built in
    json.dump(forms[sys.argv[2]](sys.argv[1], root), sys.stdout, indent=2, sort_keys=True)
    print()
