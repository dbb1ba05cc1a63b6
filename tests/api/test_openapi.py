from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate
from starlette.testclient import TestClient

from service.api.app import ROUTERS, create_app
from service.api.body import BodyLimits
from service.api.caller import Needs
from service.api.examples import PROBLEM_EXAMPLE, REQUEST_EXAMPLE
from service.api.openapi import BODIES, OPEN, as_file, dependencies
from service.api.problems import PROBLEM_TYPES
from service.bootstrap import build_services
from service.errors import ServiceError
from service.formats import WRITERS
from service.platforms.registry import PLATFORMS
from service.settings import Settings

BACKSTAGE = ("service.jobs", "service.platforms", "service.worker", "service.notifications", "service.cli")
"""Nothing that these raise is met by a caller over HTTP; were it to, it would be an internal error."""
FILE = Path(__file__).parents[2] / "openapi" / "openapi.json"


ROUTES = [route for router in ROUTERS for route in router.routes if isinstance(route, APIRoute)]


def built() -> FastAPI:
    return create_app(build_services(Settings()), BodyLimits(1, 1))


@pytest.fixture(scope="module")
def app() -> FastAPI:
    return built()


@pytest.fixture(scope="module")
def spec(app: FastAPI) -> dict[str, Any]:
    return app.openapi()


def operations(spec: dict[str, Any]) -> list[dict[str, Any]]:
    return [operation for path in spec["paths"].values() for operation in path.values()]


def test_the_committed_specification_is_what_the_code_says(app: FastAPI) -> None:
    assert FILE.read_text("utf-8") == as_file(app), "write it anew: adjuster openapi -o openapi/openapi.json"


def test_two_builds_give_the_same_bytes(app: FastAPI) -> None:
    assert as_file(app) == as_file(built())


def test_the_specification_is_valid_openapi_3_1(spec: dict[str, Any]) -> None:
    assert spec["openapi"].startswith("3.1")
    validate(spec)


def test_the_served_specification_is_the_committed_one(client: TestClient) -> None:
    assert client.get("/openapi.json").json() == json.loads(FILE.read_text("utf-8"))


def test_every_route_is_in_the_specification_under_its_own_id(spec: dict[str, Any]) -> None:
    described = {(entry[method]["operationId"], path, method) for path, entry in spec["paths"].items() for method in entry}
    assert described == {(route.operation_id, route.path_format, method.lower()) for route in ROUTES for method in route.methods}
    assert len({operation_id for operation_id, _, _ in described}) == len(described)


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.operation_id)
def test_a_route_asks_for_exactly_one_permission_or_is_known_to_be_open(route: APIRoute) -> None:
    needed = [call.permission for call in dependencies(route) if isinstance(call, Needs)]
    assert len(needed) == (0 if route.operation_id in OPEN else 1)


def test_every_operation_says_who_may_call_it_and_what_may_stop_it(spec: dict[str, Any]) -> None:
    for operation in operations(spec):
        is_open = operation["operationId"] in OPEN
        assert operation["security"] == [] if is_open else operation["security"][0]["key"]
        problems = {status: answer for status, answer in operation["responses"].items() if status >= "400"}
        assert {"500"} | (set() if is_open else {"401", "403"}) <= set(problems)
        for answer in problems.values():
            assert list(answer["content"]) == ["application/problem+json"]


def test_bodies_and_answers_are_described_by_the_documents(spec: dict[str, Any]) -> None:
    for operation in operations(spec):
        good = next(answer for status, answer in operation["responses"].items() if status < "300")
        assert all(content["schema"] for content in good.get("content", {}).values())
        if operation["operationId"] in BODIES:
            assert operation["requestBody"]["content"]["application/json"]["schema"]["$ref"]


def test_the_examples_fit_their_schemas(spec: dict[str, Any]) -> None:
    def validator(name: str) -> Draft202012Validator:
        return Draft202012Validator({"$ref": f"#/components/schemas/{name}", "components": spec["components"]})

    validator("AdjustRequestDocument").validate(REQUEST_EXAMPLE)
    validator("ProblemDocument").validate(PROBLEM_EXAMPLE)


def every_subclass(kind: type) -> set[type]:
    return {kind} | {deep for sub in kind.__subclasses__() for deep in every_subclass(sub)}


def test_every_error_of_the_service_has_a_problem_type() -> None:
    codes = {error.code for error in every_subclass(ServiceError) if not error.__module__.startswith(BACKSTAGE)}
    assert codes <= PROBLEM_TYPES.keys()


def test_every_body_and_every_answer_has_an_example_that_fits(spec: dict[str, Any]) -> None:
    without: list[str] = []
    for operation in operations(spec):
        good = next(answer for status, answer in operation["responses"].items() if status < "300")
        bodies = [operation.get("requestBody", {}), good]
        for content in (body["content"]["application/json"] for body in bodies if "application/json" in body.get("content", {})):
            if "example" not in content:
                without.append(operation["operationId"])
                continue
            Draft202012Validator({**content["schema"], "components": spec["components"]}).validate(content["example"])
    assert sorted(without) == []


def test_headers_that_are_read_by_us_are_described_as_they_are_read(spec: dict[str, Any]) -> None:
    headers = {
        p["name"]: p for path in spec["paths"].values() for op in path.values() for p in op.get("parameters", []) if p["in"] == "header"
    }
    assert headers["If-Match"]["required"] is True
    assert re.search(headers["If-Match"]["schema"]["pattern"], '"17"')
    assert not re.search(headers["If-Match"]["schema"]["pattern"], "17")
    key = headers["Idempotency-Key"]["schema"]["pattern"]
    assert [bool(re.search(key, text)) for text in ("a", '"a"', "a b", '"a', " a", "", "x" * 200, "x" * 201)] == [
        True, True, True, False, False, False, True, False,
    ]  # fmt: skip


def test_formats_and_platforms_are_named_in_the_specification(spec: dict[str, Any]) -> None:
    wanted = {p["name"]: p for p in spec["paths"]["/v1/plans/{plan_id}"]["get"]["parameters"]}["format"]
    assert wanted["schema"]["enum"] == [*WRITERS, None]
    assert spec["components"]["schemas"]["HookIn"]["properties"]["provider"]["enum"] == list(PLATFORMS)


def test_a_plan_may_be_answered_as_events_too(spec: dict[str, Any]) -> None:
    answer = spec["paths"]["/v1/plans/{plan_id}"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    assert [min(shape) for shape in answer["anyOf"]] == ["$ref", "description"]
