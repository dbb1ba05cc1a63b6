from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate
from starlette.testclient import TestClient

from service.api.app import create_app
from service.api.examples import PROBLEM_EXAMPLE, REQUEST_EXAMPLE
from service.api.openapi import BODIES, PROBLEMS, as_file
from service.api.problems import PROBLEM_TYPES
from service.bootstrap import build_services
from service.errors import ServiceError
from service.settings import Settings

FILE = Path(__file__).parents[2] / "openapi" / "openapi.json"


@pytest.fixture(scope="module")
def app() -> FastAPI:
    return create_app(build_services(Settings()))


@pytest.fixture(scope="module")
def spec(app: FastAPI) -> dict[str, Any]:
    return app.openapi()


def operations(spec: dict[str, Any]) -> list[dict[str, Any]]:
    return [operation for path in spec["paths"].values() for operation in path.values()]


def test_the_committed_specification_is_what_the_code_says(app: FastAPI) -> None:
    assert FILE.read_text("utf-8") == as_file(app), "write it anew: adjuster openapi -o openapi/openapi.json"


def test_two_builds_give_the_same_bytes(app: FastAPI) -> None:
    assert as_file(app) == as_file(create_app(build_services(Settings())))


def test_the_specification_is_valid_openapi_3_1(spec: dict[str, Any]) -> None:
    assert spec["openapi"].startswith("3.1")
    validate(spec)


def test_the_served_specification_is_the_committed_one(client: TestClient) -> None:
    assert client.get("/openapi.json").json() == json.loads(FILE.read_text("utf-8"))


def test_every_route_is_in_the_specification_under_its_own_id(app: FastAPI, spec: dict[str, Any]) -> None:
    ids = [operation["operationId"] for operation in operations(spec)]
    assert len(ids) == len(set(ids))
    assert set(ids) == set(PROBLEMS)
    routes = {(route.path, method.lower()) for route in app.routes if isinstance(route, APIRoute) for method in route.methods}
    assert routes <= {(path, method) for path, entry in spec["paths"].items() for method in entry}


def test_every_operation_lists_its_problems_and_says_that_it_needs_no_key(spec: dict[str, Any]) -> None:
    for operation in operations(spec):
        assert operation["security"] == []
        statuses = {str(PROBLEM_TYPES[code].status) for code in (*PROBLEMS[operation["operationId"]], "internal")}
        assert statuses | {"200"} == set(operation["responses"])
        for status in statuses:
            assert list(operation["responses"][status]["content"]) == ["application/problem+json"]


def test_bodies_and_answers_are_described_by_the_documents(spec: dict[str, Any]) -> None:
    for operation in operations(spec):
        answer = operation["responses"]["200"]["content"]["application/json"]["schema"]
        assert answer
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
    codes = {error.code for error in every_subclass(ServiceError)}
    assert codes <= PROBLEM_TYPES.keys()
