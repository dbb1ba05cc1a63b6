"""Everything that makes a further version of a plan, or puts it away."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query
from fastapi.responses import Response

from service.api.answers import tagged
from service.api.caller import Backstage, PlanWriter
from service.api.inputs import IfMatch, JsonBody, UnreadBody, version_of
from service.api.once import OnceOnly
from service.api.openapi import may_fail
from service.api.routers.plans import AthleteId, PlanId
from service.api.schemas.plans import EditOut, ImportOut, PlanOut, RevertIn
from service.api.uploads import DESCRIBED, Sent
from service.documents.editing import EditsDocument
from service.usecases.plans.archive import archive_plan
from service.usecases.plans.edit import Edited, edit_plan, revert_plan
from service.usecases.plans.read import get_plan
from service.usecases.plans.take_in import TakenIn, import_plan, upsert_plan

router = APIRouter(prefix="/v1", tags=["plans"])
DryRun = Annotated[bool, Query(description="Show what would come of it, and store nothing")]
Ref = Annotated[str, Path(min_length=1, max_length=200, description="Your own name for the plan")]
THINKING = may_fail("conflict", "over-capacity", "took-too-long")


@router.post(
    "/athletes/{athlete_id}/plans",
    operation_id="importPlan",
    summary="Upload a plan",
    status_code=201,
    response_model=ImportOut,
    responses={200: {"description": "With `dry_run`: what would come of it", "model": ImportOut}},
    openapi_extra=DESCRIBED,
)
def import_(
    services: Backstage, caller: PlanWriter, once: OnceOnly, athlete_id: AthleteId, file: Sent, *, dry_run: DryRun = False
) -> Response:
    """The athlete follows it from then on. With `dry_run` (200) nothing is stored: the draft shows what was understood, what was
    not, and which parameters answer what the file leaves open.
    """
    taken = once(
        do=lambda scope: import_plan(services, scope, athlete_id, file, dry_run=dry_run),
        again=lambda known: TakenIn(None, get_plan(services, caller.scope, known), is_new=True),
    )
    return _taken_in(taken)


@router.put(
    "/athletes/{athlete_id}/plans/by-ref/{ref}",
    operation_id="upsertPlan",
    summary="Upload or bring up to date a plan of your own name",
    response_model=ImportOut,
    responses={201: {"description": "The plan is new", "model": ImportOut}},
    openapi_extra=DESCRIBED,
)
def upsert(services: Backstage, caller: PlanWriter, athlete_id: AthleteId, ref: Ref, file: Sent, *, dry_run: DryRun = False) -> Response:
    """A file that says what the last one said makes no new version, whatever has been decided here since. 201 when it is new."""
    return _taken_in(upsert_plan(services, caller.scope, athlete_id, ref, file, dry_run=dry_run))


@router.post("/plans/{plan_id}/edits", operation_id="editPlan", summary="Edit a plan", response_model=EditOut, openapi_extra=THINKING)
def edit(
    services: Backstage, caller: PlanWriter, once: OnceOnly, plan_id: PlanId, tag: IfMatch,
    body: Annotated[bytes, Depends(UnreadBody(EditsDocument))], *, dry_run: DryRun = False,
) -> Response:  # fmt: skip
    """All operations or none, one new version. To undo, revert to the version before."""
    edited = once(
        do=lambda scope: edit_plan(services, scope, plan_id, version_of(tag), body, dry_run=dry_run),
        again=lambda known: Edited(None, get_plan(services, caller.scope, known)),
    )
    written, plan = edited.written, edited.plan
    answer = EditOut(
        stored=None if plan is None else PlanOut.of(plan),
        diff=None if written is None else written.diff,
        lints=[] if written is None else list(written.lints),
    )
    return tagged(answer, version_of(tag) if plan is None else plan.revision)


@router.post(
    "/plans/{plan_id}/revert",
    operation_id="revertPlan",
    summary="Take an earlier version back up",
    response_model=PlanOut,
    openapi_extra=THINKING,
)
def revert(
    services: Backstage, caller: PlanWriter, once: OnceOnly, plan_id: PlanId, tag: IfMatch,
    body: Annotated[RevertIn, Depends(JsonBody(RevertIn))],
) -> Response:  # fmt: skip
    """As a new version; nothing is rewritten. Sessions that were done since stay in the plan."""
    plan = once(
        do=lambda scope: revert_plan(services, scope, plan_id, version_of(tag), body.to_version, body.note),
        again=lambda known: get_plan(services, caller.scope, known),
    )
    return tagged(PlanOut.of(plan), plan.revision)


@router.delete(
    "/plans/{plan_id}",
    operation_id="archivePlan",
    summary="Put a plan away",
    status_code=204,
    response_class=Response,
    openapi_extra=may_fail("conflict"),
)
def archive(services: Backstage, caller: PlanWriter, plan_id: PlanId, tag: IfMatch) -> Response:
    """It can still be read, with all its versions; the athlete follows it no more."""
    archive_plan(services, caller.scope, plan_id, version_of(tag))
    return Response(status_code=204)


def _taken_in(taken: TakenIn) -> Response:
    """Written by hand around the draft, which is JSON already."""
    stored = None if taken.plan is None else PlanOut.of(taken.plan)
    draft = b"null" if taken.draft is None else taken.draft
    body = b'{"stored":%s,"draft":%s}' % (b"null" if stored is None else stored.model_dump_json().encode(), draft)
    if stored is None:
        return Response(body, media_type="application/json")
    return tagged(body, stored.revision, status=201 if taken.is_new else 200, location=f"/v1/plans/{stored.id}")
