"""Every operation that takes a body: hostile ones are refused by name, and a caller sets no field that is ours."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from typing import Any

import pytest
from fastapi.routing import APIRoute
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient

from service.api.app import ROUTERS
from service.api.body_examples import BODY_EXAMPLES
from service.api.inputs import JsonBody
from service.api.openapi import dependencies
from service.platforms.base import App
from service.platforms.outside import Outside
from service.usecases.services import Services
from tests.api.probe_table import DOORS
from tests.api.test_athletes import taken_in
from tests.support.services import Club, bearing

JSON = {"Content-Type": "application/json"}
ROUTES = {route.operation_id: route for router in ROUTERS for route in router.routes if isinstance(route, APIRoute)}
MODELS = {operation: call.model for operation, route in ROUTES.items() for call in dependencies(route) if isinstance(call, JsonBody)}
LARGE = 2**63
UNREADABLE = {
    "no number": b'{"name": NaN}',
    "no end of numbers": b'{"name": Infinity}',
    "below all numbers": b'{"name": -Infinity}',
    "too large a float": b'{"name": 1e400}',
    "too large a number": b'{"name": %d}' % (LARGE * 1000),
    "half a pair in a value": b'{"name": "\\ud800"}',
    "half a pair in a key": b'{"\\ud800": 1}',
    "a null byte": b'{"name": "a\\u0000b"}',
    "a key twice": b'{"name": "a", "name": "b"}',
    "bytes that are no text": b'{"name": "\xff\xfe"}',
    "another encoding": '{"name": "x"}'.encode("utf-16"),
    "cut off": b'{"name": "x"',
    "nothing": b"",
    "two documents": b"{} {}",
    "far too deep": b"[" * 5_000 + b"]" * 5_000,
    "deep objects": b'{"a":' * 5_000 + b"1" + b"}" * 5_000,
}
READABLE: dict[str, Any] = {
    "null": None,
    "a list": [],
    "a number": 1,
    "a text": "x",
    "true": True,
    "nothing in it": {"\u202e": 1},
    "an unknown key": {"__proto__": {"admin": True}},
}


def wrong_values(example: dict[str, Any]) -> list[dict[str, Any]]:
    """The example with each of its values in turn put to something hostile."""
    hostile: tuple[Any, ...] = (
        LARGE - 1, -LARGE, 2**31, 1e308, "inf", "nan", "x" * 20_001, "a\x00b", "a\x1bb", "\u2028", [], {}, [[]], {"$ne": 1}, None, True,
        " 12 ", "9999-99-99", "2026-02-30", "0000-00-00T00:00:00Z", "9999-12-31T23:59:59+00:00", "'; DROP TABLE athletes; --", "${jndi:x}",
    )  # fmt: skip
    return [copy.deepcopy(example) | {name: value} for name in example for value in hostile]


@pytest.fixture
def services(services: Services) -> Services:
    """No platform can be reached."""
    nowhere = Outside({name: App(base_url="http://127.0.0.1:9") for name in ("intervals_icu", "strava")})
    return replace(services, outside=nowhere)


@pytest.fixture
def world(api: TestClient, club: Club) -> dict[str, str]:
    """An athlete with a plan; everything else is not there."""
    athlete = taken_in(api, club.tokens[0])["id"]
    plan = api.post(f"/v1/athletes/{athlete}/plans", json=BODY_EXAMPLES["PlanDocument"], headers=bearing(club.head))
    assert plan.status_code == 201, plan.text
    there = {"athlete": athlete, "policy": "house", "plan": plan.json()["stored"]["id"]}
    return there | dict.fromkeys(
        (
            "adjustment", "coach", "deputy", "key", "endpoint", "delivery", "hook", "connection", "conflict", "suggestion", "session",
            "report",
        ),
        "x_1",
    )  # fmt: skip


def send(api: TestClient, operation: str, token: str, content: bytes, world: dict[str, str]) -> Any:
    [method] = ROUTES[operation].methods
    headers = bearing(token) | JSON | {"If-Match": '"1"'}
    return api.request(method, DOORS[operation].address.format(**world), content=content, headers=headers)


def test_hostile_bodies_are_refused_on_every_route_and_nothing_breaks(api: TestClient, club: Club, world: dict[str, str]) -> None:
    bodies = UNREADABLE | {name: json.dumps(value).encode() for name, value in READABLE.items()}
    assert len(bodies) == 23
    for operation in MODELS:
        for name, body in bodies.items():
            answer = send(api, operation, club.head, body, world)
            assert answer.status_code in (400, 422), f"{operation}, {name}: {answer.status_code} {answer.text[:200]}"
            assert answer.headers["content-type"] == "application/problem+json"


def test_hostile_values_in_each_field_never_break_anything(api: TestClient, club: Club, world: dict[str, str]) -> None:
    """An odd value may be fine in its place; it may not be a fault of ours."""
    for operation, model in MODELS.items():
        for body in wrong_values(BODY_EXAMPLES[model.__name__]):
            answer = send(api, operation, club.head, json.dumps(body).encode(), world)
            assert answer.status_code < 500 or "platform-try-later" in answer.text, (
                f"{operation}, {body}: {answer.status_code} {answer.text[:200]}"
            )


def fields_of_ours() -> list[tuple[str, str]]:
    """What answers of a route hold and its bodies do not, and what the store keeps beside."""
    found = []
    for operation, model in MODELS.items():
        route = ROUTES[operation]
        answered = set(getattr(route.response_model, "model_fields", {}))
        ours = answered | {"id", "org_id", "version", "created_at", "status", "author", "tenant_id", "secret_hash"}
        taken = {name for field, info in model.model_fields.items() for name in (field, info.alias) if name}
        found += [(operation, field) for field in sorted(ours - taken)]
    return found


def test_no_field_of_ours_can_be_set(api: TestClient, club: Club, world: dict[str, str]) -> None:
    assert len(fields_of_ours()) > 150
    for operation, field in fields_of_ours():
        body = BODY_EXAMPLES[MODELS[operation].__name__] | {field: "x"}
        answer = send(api, operation, club.head, json.dumps(body).encode(), world)
        assert answer.status_code == 422, f"{operation}: {field} gets {answer.status_code}"
        assert f"/{field}" in [entry["pointer"] for entry in answer.json()["errors"]], f"{operation}: {answer.text[:300]}"


def test_the_example_of_a_body_is_one_that_its_route_takes(client: TestClient) -> None:
    spec = client.get("/openapi.json").json()
    for model in set(MODELS.values()):
        example = BODY_EXAMPLES[model.__name__]
        model.model_validate_json(json.dumps(example))
        schema = {"$ref": f"#/components/schemas/{model.__name__}", "components": spec["components"]}
        Draft202012Validator(schema).validate(example)
