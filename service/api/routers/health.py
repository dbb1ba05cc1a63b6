"""Whether the process lives, whether it can work, and what it is."""

from __future__ import annotations

from fastapi import APIRouter, Request

from service import __version__
from service.api.problems import Problem

router = APIRouter(tags=["health"])


@router.get("/livez", operation_id="livez", summary="The process answers")
async def livez() -> dict[str, str]:
    return {"status": "ok"}


@router.get("/readyz", operation_id="readyz", summary="Requests can be worked on")
async def readyz(request: Request) -> dict[str, str]:
    if not request.app.state.services.pool.is_ready:
        raise Problem("not-ready", "No worker is warm yet.")
    return {"status": "ready"}


@router.get("/version", operation_id="version", summary="Version of the service")
async def version() -> dict[str, str]:
    return {"name": "coaching-plan-adjuster", "version": __version__}
