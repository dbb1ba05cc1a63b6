"""Whether the process lives, whether it can work, what it is, and how it has been doing."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4
from pydantic import BaseModel

from service import __version__
from service.api.caller import Backstage
from service.api.problems import Problem
from service.store.readiness import why_not_ready
from service.usecases.figures import figures

router = APIRouter(tags=["health"])


class Status(BaseModel):
    status: str


class Version(BaseModel):
    name: str
    version: str


@router.get("/livez", operation_id="livez", summary="The process answers", response_model=Status)
async def livez() -> dict[str, str]:
    return {"status": "ok"}


def still_serving(request: Request) -> None:
    """Answers 503 once the process has been told to end."""
    if request.app.state.draining:
        raise Problem("not-ready", "The process is about to end.")


@router.get("/readyz", operation_id="readyz", summary="Requests can be worked on", response_model=Status)
def readyz(services: Backstage, _: Annotated[None, Depends(still_serving)]) -> dict[str, str]:
    """The database answers and is migrated, a worker is warm, and the process has not been told to end."""
    if not services.pool.is_ready:
        raise Problem("not-ready", "No worker is warm yet.")
    if (reason := why_not_ready(services.store.engine)) is not None:
        raise Problem("not-ready", reason)
    return {"status": "ready"}


@router.get("/version", operation_id="version", summary="Version of the service", response_model=Version)
async def version() -> dict[str, str]:
    return {"name": "coaching-plan-adjuster", "version": __version__}


@router.get("/metrics", operation_id="metrics", summary="Figures for Prometheus", response_class=Response)
def metrics(services: Backstage) -> Response:
    """Times, outcomes and the length of the queue. No label names a person or an organisation."""
    return Response(figures(services), media_type=CONTENT_TYPE_PLAIN_0_0_4)
