"""Plans as they stand, their versions and the files that they came from."""

from __future__ import annotations

from asyncio import wrap_future
from typing import Annotated

from anyio import to_thread
from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response

from service.api.answers import answered, known_tags, next_cursor, tagged, unchanged
from service.api.caller import Backstage, PlanReader
from service.api.cursor import read_cursor, write_cursor
from service.api.inputs import ListPage
from service.api.negotiation import JSON, Wanted, also_as, attached
from service.api.openapi import may_fail
from service.api.problems import Problem
from service.api.schemas.plans import PlanList, PlanOut, VersionList, VersionOut
from service.documents.plan_diff import PlanDiff
from service.documents.plan_model import PlanDocument
from service.store.repositories.base import MOST_ITEMS
from service.usecases.plans.read import (
    compare_versions,
    get_upload,
    get_version,
    list_plans,
    list_versions,
    look_up_plan,
    look_up_plan_head,
    render_plan,
)

router = APIRouter(prefix="/v1", tags=["plans"])
AthleteId = Annotated[str, Path(max_length=48)]
PlanId = Annotated[str, Path(max_length=48)]
Number = Annotated[int, Path(ge=1, le=1_000_000, description="A version")]
Version = Annotated[int, Query(ge=1, le=1_000_000)]
FOR_GOOD = "private, max-age=31536000, immutable"
THINKING = may_fail("over-capacity", "took-too-long", "bad-input")


@router.get(
    "/athletes/{athlete_id}/plans", operation_id="listPlans", summary="The plans of an athlete, archived ones too", response_model=PlanList
)
def list_(services: Backstage, caller: PlanReader, athlete_id: AthleteId, page: ListPage) -> Response:
    found = list_plans(services, caller.scope, athlete_id, page)
    return answered(PlanList(items=[PlanOut.of(plan) for plan in found], next_cursor=next_cursor(found, page)))


@router.get(
    "/plans/{plan_id}",
    operation_id="getPlan",
    summary="A plan with what was done of it",
    response_model=PlanDocument,
    responses=also_as(),
    openapi_extra=may_fail("not-acceptable", "over-capacity", "took-too-long"),
)
async def get(services: Backstage, caller: PlanReader, plan_id: PlanId, wanted: Wanted, request: Request) -> Response:
    """In the format that is wanted. The ETag of the JSON is what changes of the plan ask for as `If-Match`."""
    end = "" if wanted.name == JSON else f"-{wanted.name}"
    known = known_tags(request)
    if known:
        tag = f"{(await wrap_future(look_up_plan_head(services, caller.scope, plan_id))).revision}{end}"
        if tag in known:
            return unchanged(tag, vary="Accept")
    if wanted.name == JSON:
        plan = await wrap_future(look_up_plan(services, caller.scope, plan_id))
        return tagged(plan.document, plan.revision, vary="Accept")
    made = await to_thread.run_sync(render_plan, services, caller.scope, plan_id, wanted.name)
    disposition = attached(made.head.name, wanted.extension)
    return tagged(made.content, f"{made.head.revision}{end}", media_type=wanted.media_type, vary="Accept", content_disposition=disposition)


@router.get(
    "/plans/{plan_id}/versions", operation_id="listVersions", summary="The versions of a plan, newest first", response_model=VersionList
)
def versions(
    services: Backstage,
    caller: PlanReader,
    plan_id: PlanId,
    limit: Annotated[int, Query(ge=1, le=MOST_ITEMS, description="Items at most")] = 50,
    cursor: Annotated[str | None, Query(max_length=300, description="next_cursor of the page before")] = None,
) -> Response:
    found = list_versions(services, caller.scope, plan_id, below=_below(cursor), limit=limit)
    more = write_cursor(found[-1].created_at, str(found[-1].number)) if len(found) == limit and found[-1].number > 1 else None
    return answered(VersionList(items=[VersionOut.of(version) for version in found], next_cursor=more))


@router.get("/plans/{plan_id}/versions/{number}", operation_id="getVersion", summary="One version", response_model=PlanDocument)
def version(services: Backstage, caller: PlanReader, plan_id: PlanId, number: Number, request: Request) -> Response:
    """As it was written, without what was done. It never changes."""
    found = get_version(services, caller.scope, plan_id, number)
    if found.sha256 in known_tags(request):
        return unchanged(found.sha256, cache_control=FOR_GOOD)
    return tagged(found.document, found.sha256, cache_control=FOR_GOOD)


@router.get(
    "/plans/{plan_id}/diff",
    operation_id="diffVersions",
    summary="What is different between two versions",
    response_model=PlanDiff,
    openapi_extra=THINKING,
)
def diff(
    services: Backstage, caller: PlanReader, plan_id: PlanId, before: Annotated[Version, Query(alias="from")],
    after: Annotated[Version, Query(alias="to")],
) -> Response:  # fmt: skip
    return Response(compare_versions(services, caller.scope, plan_id, before, after), media_type="application/json")


@router.get(
    "/plans/{plan_id}/uploads/{upload_id}",
    operation_id="getUpload",
    summary="A plan file as it came",
    response_class=Response,
    responses={200: {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}},
)
def upload(services: Backstage, caller: PlanReader, plan_id: PlanId, upload_id: Annotated[str, Path(max_length=48)]) -> Response:
    found = get_upload(services, caller.scope, plan_id, upload_id)
    headers = {"Content-Disposition": attached(found.file_name, "")}
    return Response(found.content, 200, headers, "application/octet-stream")


def _below(cursor: str | None) -> int | None:
    if cursor is None:
        return None
    _, number = read_cursor(cursor)
    if not number.isascii() or not number.isdecimal() or len(number) > 9:
        raise Problem("bad-input", "cursor is none that this list has given; begin again without one.")
    return int(number)
