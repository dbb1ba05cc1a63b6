"""Turns whatever stops a request into a problem answer."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException
from starlette.routing import Match

from service.api.problems import BY_STATUS, MEDIA_TYPE, PROBLEM_TYPES, Problem
from service.errors import Finding, ServiceError


def add_handlers(app: FastAPI) -> None:
    app.add_exception_handler(Problem, _problem)
    app.add_exception_handler(ServiceError, _service_error)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _parameters)


def answer(problem: Problem, request: Request) -> Response:
    return Response(problem.body(request.state.instance), problem.kind.status, problem.headers, MEDIA_TYPE)


async def _problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)
    return answer(error, request)


async def _service_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, ServiceError)
    return answer(Problem.of(error), request)


async def _http(request: Request, error: Exception) -> Response:
    """The framework's own errors know a status and no more."""
    assert isinstance(error, HTTPException)
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        return _other_method(request)
    code = BY_STATUS.get(error.status_code, "bad-request" if error.status_code < 500 else "internal")
    return answer(Problem(code, PROBLEM_TYPES[code].title + ".", headers=error.headers), request)


def _other_method(request: Request) -> Response:
    """What the address does take: the answer to OPTIONS, and part of the refusal of anything else."""
    allow = {"Allow": ", ".join(sorted(_methods(request)))}
    if request.method == "OPTIONS":
        return Response(status_code=204, headers=allow)
    return answer(Problem("method-not-allowed", f"This address takes {allow['Allow']}.", headers=allow), request)


def _methods(request: Request) -> set[str]:
    """Of all routes at this address; the framework tells those of the first."""
    found = {method for route in request.app.state.routes if route.matches(request.scope)[0] is not Match.NONE for method in route.methods}
    return found | {"OPTIONS"} | ({"HEAD"} if "GET" in found else set())


async def _parameters(request: Request, error: Exception) -> Response:
    """Path and query parameters that do not fit; the value itself stays out of the answer."""
    assert isinstance(error, RequestValidationError)
    findings = [Finding(" ".join(str(part) for part in e["loc"]), e["type"].replace("_", "-"), e["msg"]) for e in error.errors()]
    return answer(Problem("bad-input", "A parameter of the address cannot be used.", findings), request)
