"""The OpenAPI document: generated, the same bytes every time, with every problem that each route can answer.

Bodies are read in workers, so the framework does not know their models; they are written in here, from the documents.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel, Field, TypeAdapter
from pydantic.json_schema import JsonSchemaMode, models_json_schema

from service.api.examples import PROBLEM_EXAMPLE, REQUEST_EXAMPLE
from service.api.problems import MEDIA_TYPE, PROBLEM_TYPES, TYPE_PREFIX
from service.documents.adjust_request import AdjustRequestDocument
from service.documents.adjustment import AdjustmentDocument
from service.documents.assessment import AssessmentDocument
from service.documents.lint import LintDocument
from service.documents.plan import PlanDocument
from service.rules import Rule

REFERENCE = "#/components/schemas/{model}"
BODIES: Mapping[str, tuple[type[BaseModel], type[BaseModel]]] = {
    "adjust": (AdjustRequestDocument, AdjustmentDocument),
    "assess": (AdjustRequestDocument, AssessmentDocument),
    "lint": (PlanDocument, LintDocument),
}
"""Request and answer by operation."""

THINKING = (
    "not-json",
    "body-too-slow",
    "body-too-large",
    "unsupported-media-type",
    "bad-input",
    "over-capacity",
    "took-too-long",
    "answer-breaks-rules",
)
PROBLEMS: Mapping[str, tuple[str, ...]] = {
    "adjust": THINKING, "assess": THINKING, "lint": THINKING, "listRules": (), "getRule": ("unknown-rule",),
    "livez": (), "readyz": ("not-ready",), "version": (),
}  # fmt: skip
EVERYWHERE = ("internal",)
References = Mapping[Any, Any]
"""Where each model is described: by class and mode."""


class FindingPart(BaseModel):
    """One place that has to be mended."""

    pointer: str = Field(description="JSON pointer into the body")
    code: str
    detail: str


class ProblemDocument(BaseModel):
    """Problem details (RFC 9457). What came in is never repeated."""

    type: str = Field(description=f"{TYPE_PREFIX}<code>", json_schema_extra={"enum": [TYPE_PREFIX + code for code in PROBLEM_TYPES]})
    title: str
    status: int
    detail: str
    instance: str = Field(description="Names this one request, as in the X-Request-ID header")
    errors: list[FindingPart]


class RuleList(BaseModel):
    rules: list[Rule]


def describe(app: FastAPI) -> None:
    """Let the application publish the whole document instead of the part that the framework knows."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _document(app)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def as_file(app: FastAPI) -> str:
    """The document as it is kept under version control."""
    return json.dumps(app.openapi(), indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def _document(app: FastAPI) -> dict[str, Any]:
    document = get_openapi(
        title=app.title, version=app.version, openapi_version="3.1.0", routes=app.routes,
        summary="Re-plans training after heavy-leg reports: safe first, changed as little as possible, proved best, explained.",
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        servers=[{"url": "/"}],
    )  # fmt: skip
    names, schemas = _schemas()
    document["components"] = {"schemas": schemas}
    for path in document["paths"].values():
        for operation in path.values():
            _complete(operation, names)
    return document


def _schemas() -> tuple[References, dict[str, Any]]:
    wanted: list[tuple[type[BaseModel], JsonSchemaMode]] = [(ProblemDocument, "serialization"), (RuleList, "serialization")]
    for asked, answered in BODIES.values():
        wanted += [(asked, "validation"), (answered, "serialization")]
    names, definitions = models_json_schema(list(dict.fromkeys(wanted)), ref_template=REFERENCE)
    return names, definitions["$defs"]


def _complete(operation: dict[str, Any], names: References) -> None:
    """Bodies, answers, problems; and no authentication, said openly."""
    name = operation["operationId"]
    operation["security"] = []
    answer = operation["responses"]["200"]
    if name in BODIES:
        asked, answered = BODIES[name]
        content: dict[str, Any] = {"schema": names[asked, "validation"]}
        if asked is AdjustRequestDocument:
            content["example"] = REQUEST_EXAMPLE
        operation["requestBody"] = {"required": True, "content": {"application/json": content}}
        answer["content"] = {"application/json": {"schema": names[answered, "serialization"]}}
    elif name == "listRules":
        answer["content"] = {"application/json": {"schema": names[RuleList, "serialization"]}}
    elif name == "getRule":
        answer["content"] = {"application/json": {"schema": {"$ref": REFERENCE.format(model="Rule")}}}
    for status, codes in _by_status((*PROBLEMS[name], *EVERYWHERE)).items():
        operation["responses"][status] = _problem_response(codes, names[ProblemDocument, "serialization"])
    if name == "getRule":
        operation["responses"].pop("422", None)  # any text is a rule id that may exist or not


def _by_status(codes: tuple[str, ...]) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = {}
    for code in codes:
        grouped.setdefault(str(PROBLEM_TYPES[code].status), []).append(code)
    return grouped


def _problem_response(codes: list[str], reference: Any) -> dict[str, Any]:
    response: dict[str, Any] = {
        "description": "; ".join(f"`{code}`: {PROBLEM_TYPES[code].title}" for code in codes),
        "content": {MEDIA_TYPE: {"schema": reference}},
    }
    if "bad-input" in codes:
        response["content"][MEDIA_TYPE]["example"] = PROBLEM_EXAMPLE
    if any(PROBLEM_TYPES[code].retry for code in codes):
        seconds = TypeAdapter(int).json_schema()
        response["headers"] = {"Retry-After": {"description": "Seconds to wait", "schema": seconds}}
    return response
