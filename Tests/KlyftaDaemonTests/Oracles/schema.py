#!/usr/bin/env python3
"""What jsonschema says of documents: schema.py PACKAGES QUESTION ANSWER.

QUESTION is {"schema": TEXT, "documents": [YAML]}, ANSWER what is wrong with each, or null. Plain scalars get the types of YAML 1.2's
core schema, as in editors: PyYAML by itself takes `no` for false and a day for a date.
"""
import json
import re
import sys

sys.path.insert(0, sys.argv[1])
import jsonschema  # noqa: E402
import yaml  # noqa: E402


class Core(yaml.SafeLoader):
    """YAML 1.2's core schema."""
    yaml_implicit_resolvers = {}


for tag, pattern, first in (
        ("null", r"^(~|null|Null|NULL|)$", list("~nN") + [""]),
        ("bool", r"^(true|True|TRUE|false|False|FALSE)$", list("tTfF")),
        ("float", r"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$", list("-+.0123456789"))):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), first)


def complaint(validator, text):
    try:
        document = yaml.load(text, Core)
    except yaml.YAMLError as error:
        return f"no YAML: {error}"
    error = jsonschema.exceptions.best_match(validator.iter_errors({} if document is None else document))
    return error and f"{error.json_path}: {error.message}"


with open(sys.argv[2], encoding="utf-8") as file:
    question = json.load(file)
schema = json.loads(question["schema"])
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
with open(sys.argv[3], "w", encoding="utf-8") as file:
    json.dump([complaint(validator, text) for text in question["documents"]], file)
