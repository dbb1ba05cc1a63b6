"""Twelve sorts of change that break callers are found, and twelve that do not are let through."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.agreements.breaking_changes import breaking_changes

BASE: dict[str, Any] = {
    "paths": {
        "/v1/things": {
            "post": {
                "operationId": "createThing",
                "security": [{"key": ["plans:write"]}],
                "parameters": [{"name": "limit", "in": "query", "schema": {"type": "integer", "maximum": 200}}],
                "requestBody": {
                    "required": True,
                    "content": {
                        "application/json": {"schema": {"$ref": "#/components/schemas/In"}},
                        "text/csv": {"schema": {"type": "string"}},
                    },
                },
                "responses": {
                    "201": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Out"}}, "text/csv": {"schema": {}}}},
                    "422": {"content": {}},
                },
            },
            "get": {"operationId": "listThings", "security": [], "responses": {"200": {"content": {}}}},
        },
        "/v1/other": {"get": {"operationId": "other", "security": [], "responses": {"200": {"content": {}}}}},
    },
    "components": {
        "schemas": {
            "In": {
                "type": "object",
                "properties": {
                    "name": {"type": "string", "maxLength": 100},
                    "size": {"anyOf": [{"type": "number"}, {"type": "null"}]},
                    "sort": {"enum": ["a", "b"]},
                    "note": {"type": "string"},
                },
                "required": ["name"],
                "additionalProperties": False,
            },
            "Out": {
                "type": "object",
                "properties": {
                    "id": {"type": "string"},
                    "state": {"enum": ["open", "done"]},
                    "parts": {"type": "array", "items": {"type": "integer"}},
                },
                "required": ["id", "state", "parts"],
            },
        }
    },
}  # fmt: skip
Change = Callable[[dict[str, Any], dict[str, Any], dict[str, Any], dict[str, Any]], object]
"""Given the paths, the operation, and the schemas In and Out."""

BREAKING: dict[str, Change] = {
    "a path is gone": lambda paths, op, inn, out: paths.pop("/v1/other"),
    "an operation is gone": lambda paths, op, inn, out: paths["/v1/things"].pop("get"),
    "an operation has another id": lambda paths, op, inn, out: op.update(operationId="makeThing"),
    "an answer is gone": lambda paths, op, inn, out: op["responses"].update({"200": op["responses"].pop("201")}),
    "an answer has lost a form": lambda paths, op, inn, out: op["responses"]["201"]["content"].pop("text/csv"),
    "a body has lost a form": lambda paths, op, inn, out: op["requestBody"]["content"].pop("text/csv"),
    "a parameter is needed": lambda paths, op, inn, out: op["parameters"].append({"name": "x", "in": "query", "required": True}),
    "a known parameter is needed": lambda paths, op, inn, out: op["parameters"][0].update(required=True),
    "a parameter is gone": lambda paths, op, inn, out: op["parameters"].clear(),
    "a parameter takes less": lambda paths, op, inn, out: op["parameters"][0]["schema"].update(maximum=100),
    "a new field is needed": lambda paths, op, inn, out: inn["properties"].update(x={}) or inn["required"].append("x"),
    "a known field is needed": lambda paths, op, inn, out: inn["required"].append("note"),
    "a field is not taken": lambda paths, op, inn, out: inn["properties"].pop("note"),
    "a text may be less long": lambda paths, op, inn, out: inn["properties"]["name"].update(maxLength=50),
    "a field has another type": lambda paths, op, inn, out: inn["properties"]["note"].update(type="integer"),
    "a field takes no null": lambda paths, op, inn, out: inn["properties"].update(size={"type": "number"}),
    "a field takes fewer values": lambda paths, op, inn, out: inn["properties"]["sort"].update(enum=["a"]),
    "a free field takes a few values": lambda paths, op, inn, out: inn["properties"]["note"].update(enum=["x"]),
    "a text needs a form": lambda paths, op, inn, out: inn["properties"]["note"].update(pattern="^x"),
    "a field of the answer is gone": lambda paths, op, inn, out: out["properties"].pop("id"),
    "a field of the answer may be missing": lambda paths, op, inn, out: out["required"].remove("id"),
    "a field of the answer may be null": lambda paths, op, inn, out: out["properties"]["id"].update(type=["string", "null"]),
    "an answer has a new value": lambda paths, op, inn, out: out["properties"]["state"].update(enum=["open", "done", "lost"]),
    "an item of the answer has another type": lambda paths, op, inn, out: out["properties"]["parts"]["items"].update(type="string"),
    "a key is needed": lambda paths, op, inn, out: paths["/v1/things"]["get"].update(security=[{"key": ["plans:read"]}]),
    "another permission is needed": lambda paths, op, inn, out: op["security"][0]["key"].append("admin"),
}

HARMLESS: dict[str, Change] = {
    "a new path": lambda paths, op, inn, out: paths.update({"/v1/new": paths["/v1/other"]}),
    "a new operation": lambda paths, op, inn, out: paths["/v1/other"].update(put={"operationId": "put", "responses": {}}),
    "a new optional parameter": lambda paths, op, inn, out: op["parameters"].append({"name": "x", "in": "query"}),
    "a parameter takes more": lambda paths, op, inn, out: op["parameters"][0]["schema"].update(maximum=500),
    "a new optional field": lambda paths, op, inn, out: inn["properties"].update(x={"type": "string"}),
    "a field is not needed any more": lambda paths, op, inn, out: inn["required"].clear(),
    "a text may be longer": lambda paths, op, inn, out: inn["properties"]["name"].update(maxLength=200),
    "a field takes more values": lambda paths, op, inn, out: inn["properties"]["sort"].update(enum=["a", "b", "c"]),
    "a field takes numbers of all sorts": lambda paths, op, inn, out: inn["properties"].update(size={"type": ["number", "null", "string"]}),
    "a body has another form": lambda paths, op, inn, out: op["requestBody"]["content"].update({"text/plain": {}}),
    "a new field of the answer": lambda paths, op, inn, out: out["properties"].update(x={"type": "string"}),
    "fewer values in an answer": lambda paths, op, inn, out: out["properties"]["state"].update(enum=["open"]),
    "an answer has another form": lambda paths, op, inn, out: op["responses"]["201"]["content"].update({"text/calendar": {}}),
    "a new problem": lambda paths, op, inn, out: op["responses"].update({"409": {"content": {}}}),
    "other words": lambda paths, op, inn, out: op.update(summary="Other words", description="x"),
    "no key is needed any more": lambda paths, op, inn, out: op.update(security=[]),
}


def changed(change: Change) -> dict[str, Any]:
    new = copy.deepcopy(BASE)
    schemas = new["components"]["schemas"]
    change(new["paths"], new["paths"]["/v1/things"]["post"], schemas["In"], schemas["Out"])
    assert new != BASE
    return new


@pytest.mark.parametrize("name", BREAKING)
def test_what_breaks_a_caller_is_found(name: str) -> None:
    assert breaking_changes(BASE, changed(BREAKING[name])) != []


@pytest.mark.parametrize("name", HARMLESS)
def test_what_breaks_nobody_is_let_through(name: str) -> None:
    assert breaking_changes(BASE, changed(HARMLESS[name])) == []


def kept(name: str) -> dict[str, Any]:
    spec: dict[str, Any] = json.loads((Path(__file__).parents[2] / "openapi" / name).read_text("utf-8"))
    return spec


def test_the_same_specification_breaks_nobody() -> None:
    assert breaking_changes(kept("openapi.json"), kept("openapi.json")) == []


def test_nothing_that_callers_were_promised_is_taken_back() -> None:
    assert breaking_changes(kept("released.json"), kept("openapi.json")) == []


def test_as_a_command_it_ends_with_one_and_names_the_place(tmp_path: Path) -> None:
    old, new = tmp_path / "old.json", tmp_path / "new.json"
    old.write_text(json.dumps(BASE), "utf-8")
    new.write_text(json.dumps(changed(BREAKING["a known field is needed"])), "utf-8")
    command = [sys.executable, "-m", "tests.agreements.breaking_changes"]
    done = subprocess.run([*command, old, new], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "POST /v1/things: body/note: is needed now\n")
    same = subprocess.run([*command, old, old], capture_output=True, text=True, check=False)
    assert (same.returncode, same.stdout) == (0, "nothing that would break a caller\n")
