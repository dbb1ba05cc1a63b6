"""The reference for people: one page made from the specification, without scripts and without anything from elsewhere."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from service.api.reference_page import CONTENT_POLICY, page_of

router = APIRouter(tags=["docs"])


@router.get("/docs", operation_id="docs", summary="This API as a page to read", response_class=Response)
async def docs(request: Request) -> Response:
    """Every operation with what it takes, answers, and may be stopped by."""
    return Response(page_of(request.app.openapi()), media_type="text/html", headers={"Content-Security-Policy": CONTENT_POLICY})
