"""The OpenAPI document: generated, the same bytes every time, with every problem that each route can answer.

Bodies, permissions and problems are read off the dependencies of each route, so none can be forgotten; the bodies of the
thinking routes are read in workers and written in here.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute
from pydantic import BaseModel, Field
from pydantic.json_schema import JsonSchemaMode, models_json_schema

from service.api.answer_examples import answer_examples
from service.api.body_examples import BODY_EXAMPLES
from service.api.caller import Needs
from service.api.inputs import TAG, JsonBody, if_match
from service.api.once import FORM, idempotency_key
from service.api.problem_answers import by_status, problem_response
from service.api.problems import PROBLEM_TYPES, TYPE_PREFIX
from service.documents.adjust_request import AdjustRequestDocument
from service.documents.adjustment import AdjustmentDocument
from service.documents.assessment import AssessmentDocument
from service.documents.lint import LintDocument
from service.documents.plan import PlanDocument
from service.documents.why_not import WhyNotDocument, WhyNotRequest
from service.rules import Rule

REFERENCE = "#/components/schemas/{model}"
BODIES: Mapping[str, tuple[type[BaseModel], type[BaseModel]]] = {
    "adjust": (AdjustRequestDocument, AdjustmentDocument),
    "assess": (AdjustRequestDocument, AssessmentDocument),
    "lint": (PlanDocument, LintDocument),
    "whyNot": (WhyNotRequest, WhyNotDocument),
}
"""Request and answer by operation."""

ALSO: Mapping[str, dict[str, Any]] = {
    "getPlan": {"type": "array", "items": {"type": "object"}, "description": "`format=intervals`: events for intervals.icu"},
}
"""JSON of another shape that an operation answers with when it is asked for it."""

PLAIN = {"metrics": "text/plain", "docs": "text/html"}
"""Operations that answer with text, and which."""

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
OPEN: Mapping[str, tuple[str, ...]] = {
    "adjust": THINKING, "assess": THINKING, "lint": THINKING, "whyNot": THINKING, "listRules": (), "getRule": ("unknown-rule",),
    "livez": (), "readyz": ("not-ready",), "version": (), "metrics": (), "docs": (),
    "finishConsent": (
        "not-found", "bad-input", "conflict", "platform-access-lost", "platform-refused", "platform-try-later", "database-busy",
        "database-unreachable",
    ),
    "greetHook": ("hook-untrusted", "not-found", "database-busy", "database-unreachable"),
    "receiveHook": ("hook-untrusted", "not-found", "body-too-slow", "body-too-large", "database-busy", "database-unreachable"),
    "readFeed": ("not-found", "database-busy", "database-unreachable", "over-capacity", "took-too-long"),
}  # fmt: skip
"""Operations that need no key, and what may stop them."""

BY_DEPENDENCY: Mapping[str, tuple[str, ...]] = {
    "needs": ("unauthenticated", "forbidden", "too-many-calls", "database-busy", "database-unreachable"),
    "body": ("not-json", "body-too-slow", "body-too-large", "unsupported-media-type", "bad-input"),
    "if_match": ("precondition-required", "stale"),
    "once": ("bad-request", "still-running", "key-reused"),
    "path": ("not-found", "bad-input"),
    "query": ("bad-input",),
}
"""What may stop any operation with such a dependency."""

HEADERS: Mapping[str, dict[str, Any]] = {
    "If-Match": {"required": True, "schema": {"type": "string", "pattern": f"^{TAG}$"}},
    "Idempotency-Key": {"schema": {"type": "string", "pattern": f"^({FORM.pattern})$"}},
}
"""Read by us and not by the framework, which would answer 422 to what is 400, 412 and 428."""

MAY_FAIL = "x-may-fail"
EVERYWHERE = ("internal",)
SECURITY = {"key": {"type": "http", "scheme": "bearer", "description": "A key made by `adjuster keys create`."}}


def may_fail(*codes: str) -> dict[str, Any]:
    """For `openapi_extra` of a route: problems that do not follow from its dependencies."""
    return {MAY_FAIL: list(codes)}


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


def describe(app: FastAPI, routes: Iterable[APIRoute]) -> None:
    """Let the application publish the whole document instead of the part that the framework knows."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _document(app, routes)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def as_file(app: FastAPI) -> str:
    """The document as it is kept under version control."""
    return json.dumps(app.openapi(), indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def _document(app: FastAPI, described: Iterable[APIRoute]) -> dict[str, Any]:
    document = get_openapi(
        title=app.title, version=app.version, openapi_version="3.1.0", routes=app.routes,
        summary="Re-plans training after heavy-leg reports: safe first, changed as little as possible, proved best, explained.",
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        servers=[{"url": "/"}],
    )  # fmt: skip
    routes = {route.operation_id: route for route in described}
    names, schemas = _schemas(routes.values())
    known = document.get("components", {}).get("schemas", {})
    document["components"] = {"schemas": known | schemas, "securitySchemes": SECURITY}
    for path in document["paths"].values():
        for operation in path.values():
            _complete(operation, routes[operation["operationId"]], names)
    return document


def dependencies(route: APIRoute) -> Iterator[Any]:
    """Everything that is called before the route, at any depth."""
    waiting = list(route.dependant.dependencies)
    while waiting:
        dependant = waiting.pop()
        waiting += dependant.dependencies
        yield dependant.call


def _schemas(routes: Iterable[APIRoute]) -> tuple[References, dict[str, Any]]:
    wanted: list[tuple[type[BaseModel], JsonSchemaMode]] = [(ProblemDocument, "serialization"), (RuleList, "serialization")]
    for asked, answered in BODIES.values():
        wanted += [(asked, "validation"), (answered, "serialization")]
    for route in routes:
        wanted += [(call.model, "validation") for call in dependencies(route) if isinstance(call, JsonBody)]
        if isinstance(route.response_model, type) and issubclass(route.response_model, BaseModel):
            wanted.append((route.response_model, "serialization"))
    names, definitions = models_json_schema(list(dict.fromkeys(wanted)), ref_template=REFERENCE)
    return names, definitions["$defs"]


def _complete(operation: dict[str, Any], route: APIRoute, names: References) -> None:
    """Bodies, answers, problems, and who may call."""
    name, calls = operation["operationId"], list(dependencies(route))
    needed = [call.permission.value for call in calls if isinstance(call, Needs)]
    operation["security"] = [{"key": needed}] if needed else []
    for parameter in operation.get("parameters", []):
        parameter.update(HEADERS.get(parameter["name"], {}))
    for call in calls:
        if isinstance(call, JsonBody):
            operation["requestBody"] = _body(names[call.model, "validation"], BODY_EXAMPLES.get(call.model.__name__))
    _show_plans(operation.get("requestBody", {}).get("content", {}).get("application/json", {}))
    status = str(route.status_code or 200)
    if isinstance(route.response_model, type) and issubclass(route.response_model, BaseModel):
        operation["responses"][status].setdefault("content", {}).update(_answer(route.response_model, names, ALSO.get(name)))
    if name in BODIES:
        _describe_thinking(operation, *BODIES[name], names)
    elif name in PLAIN:
        operation["responses"]["200"]["content"] = {PLAIN[name]: {"schema": {"type": "string"}}}
    elif name == "listRules":
        operation["responses"]["200"]["content"] = _answer(RuleList, names)
    elif name == "getRule":
        operation["responses"]["200"]["content"] = _json({"$ref": REFERENCE.format(model="Rule")}, answer_examples().get("Rule"))
    operation["responses"].pop("422", None)  # the framework's own form of it, which we never send
    for code, codes in by_status((*problems_of(operation, route), *EVERYWHERE)).items():
        operation["responses"][code] = problem_response(codes, names[ProblemDocument, "serialization"])


def problems_of(operation: dict[str, Any], route: APIRoute) -> tuple[str, ...]:
    """Codes of everything that may stop the operation."""
    declared = operation.pop(MAY_FAIL, [])
    if operation["operationId"] in OPEN:
        return OPEN[operation["operationId"]]
    calls = list(dependencies(route))
    has = {
        "needs": any(isinstance(call, Needs) for call in calls),
        "body": any(isinstance(call, JsonBody) for call in calls),
        "if_match": if_match in calls,
        "once": idempotency_key in calls,
        "path": bool(route.dependant.path_params),
        "query": any(parameter["in"] in ("query", "header") for parameter in operation.get("parameters", [])),
    }
    implied = [code for sort, codes in BY_DEPENDENCY.items() if has[sort] for code in codes]
    return tuple(dict.fromkeys([*implied, *declared]))


def _describe_thinking(operation: dict[str, Any], asked: type[BaseModel], answered: type[BaseModel], names: References) -> None:
    operation["requestBody"] = _body(names[asked, "validation"], BODY_EXAMPLES.get(asked.__name__))
    operation["responses"]["200"]["content"] = _answer(answered, names)


def _show_plans(content: dict[str, Any]) -> None:
    """Bodies that a route describes by itself, because they may be files too."""
    if "PlanDocument" in str(content.get("schema", {})):
        content.setdefault("example", BODY_EXAMPLES["PlanDocument"])


def _answer(model: type[BaseModel], names: References, also: Any = None) -> dict[str, Any]:
    schema: Any = names[model, "serialization"]
    return _json({"anyOf": [schema, also]} if also else schema, answer_examples().get(model.__name__))


def _body(schema: Any, example: Any = None) -> dict[str, Any]:
    return {"required": True, "content": _json(schema, example)}


def _json(schema: Any, example: Any = None) -> dict[str, Any]:
    return {"application/json": {"schema": schema} | ({} if example is None else {"example": example})}
