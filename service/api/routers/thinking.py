"""The stateless thinking routes: a document in, a document out, computed in a worker process."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Annotated, TypeVar

from anyio import to_thread
from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from service.api.body import read_json_body
from service.api.problems import Problem
from service.documents.base import LocalDate
from service.usecases import thinking

log = logging.getLogger(__name__)
Payload = TypeVar("Payload")
router = APIRouter(prefix="/v1", tags=["adjust"])


@router.post("/adjust", operation_id="adjust", summary="Re-plan after heavy-leg reports", response_class=Response)
async def adjust(request: Request) -> Response:
    """Nothing is stored: the same request always gets the same answer."""
    return await _work(request, thinking.adjust, await _body(request))


@router.post("/assess", operation_id="assess", summary="Assess reports without re-planning", response_class=Response)
async def assess(request: Request) -> Response:
    """What the reports add up to, and what they would ask of the plan."""
    return await _work(request, thinking.assess, await _body(request))


@router.post("/lint", operation_id="lint", summary="Check a plan", response_class=Response)
async def lint(
    request: Request, today: Annotated[LocalDate | None, Query(description="Local date, for what looks ahead from today.")] = None
) -> Response:
    """What a coach may want to look at in a plan, also one written by hand."""
    return await _work(request, thinking.lint, (await _body(request), today))


@router.post("/why-not", operation_id="whyNot", summary="Why not another day, or another form?", response_class=Response)
async def why_not(request: Request) -> Response:
    """The rule that forbids it, or what it would cost, for a request of your own. Nothing is stored."""
    return await _work(request, thinking.why_not, await _body(request))


async def _body(request: Request) -> bytes:
    return await read_json_body(request)


async def _work(request: Request, job: Callable[[Payload], bytes | thinking.Refusal], payload: Payload) -> Response:
    pool = request.app.state.services.pool
    answer = await to_thread.run_sync(pool.run, job, payload, limiter=request.app.state.waiters)
    if isinstance(answer, thinking.Refusal):
        if answer.code == "answer-breaks-rules":
            log.error("request %s: the answer broke a rule and was withheld", request.state.instance)
        raise Problem(answer.code, answer.detail, answer.findings)
    return Response(answer, media_type="application/json")
