"""Checks the files beside this one against the schemas of those who read them.

usage: validate.py FLINKDEPLOYMENT_CRD COMPOSE_SCHEMA

The first is the operator's custom resource definition (YAML), the second Compose's JSON schema.
"""

import json
import sys
from pathlib import Path

import yaml
from jsonschema import Draft7Validator

HERE = Path(__file__).parent


def closed(schema):
    """The schema without room for fields that it does not name, which Kubernetes would drop."""
    if isinstance(schema, dict):
        schema = {key: closed(value) for key, value in schema.items()}
        if "properties" in schema and "additionalProperties" not in schema:
            schema["additionalProperties"] = schema.get("x-kubernetes-preserve-unknown-fields", False)
    return schema


def problems(file: str, schema: dict) -> list[str]:
    content = yaml.safe_load((HERE / file).read_text())
    errors = Draft7Validator(schema).iter_errors(content)
    return [f"{file}: {'.'.join(map(str, error.path))}: {error.message}" for error in errors]


def main(crd: str, compose: str) -> None:
    versions = yaml.safe_load(Path(crd).read_text())["spec"]["versions"]
    deployment = closed(versions[0]["schema"]["openAPIV3Schema"])
    deployment["properties"] |= {"apiVersion": {}, "kind": {}, "metadata": {"type": "object"}}
    found = problems("flink-deployment.yaml", deployment)
    found += problems("compose.yaml", json.loads(Path(compose).read_text()))
    print("\n".join(found) or "Both files have the form that their readers expect.")
    sys.exit(bool(found))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit("usage: validate.py FLINKDEPLOYMENT_CRD COMPOSE_SCHEMA")
    main(*sys.argv[1:])
