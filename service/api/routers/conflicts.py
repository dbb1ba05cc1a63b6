"""Sessions that somebody has changed in a platform's calendar after we had written them."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.responses import Response

from service.api.answers import answered, next_cursor, tagged
from service.api.caller import Backstage, Decider, PlanReader
from service.api.inputs import IfMatch, JsonBody, ListPage, version_of
from service.api.once import OnceOnly
from service.api.openapi import may_fail
from service.api.schemas.conflicts import ConflictList, ConflictOut, ConflictStatus, KeepIn
from service.store.repositories.remote_sessions import ConflictFilter
from service.store.tables import Kept
from service.usecases.platforms.conflicts import get_conflict, list_conflicts, resolve_conflict

router = APIRouter(prefix="/v1/conflicts", tags=["platforms"])
ConflictId = Annotated[str, Path(max_length=48)]
Id = Annotated[str | None, Query(max_length=48)]


@router.get("", operation_id="listConflicts", summary="Sessions that were changed in calendars", response_model=ConflictList)
def list_(
    services: Backstage,
    caller: PlanReader,
    page: ListPage,
    athlete_id: Id = None,
    connection_id: Id = None,
    provider: Annotated[str | None, Query(max_length=32)] = None,
    status: Annotated[ConflictStatus | None, Query(description="`open`: what waits for a decision")] = None,
) -> Response:
    """Newest first. Nothing of ours is written over what somebody has changed there until a coach says so."""
    is_open, kept = status is ConflictStatus.OPEN, None if status in (None, ConflictStatus.OPEN) else Kept(status.value)
    wanted = ConflictFilter(athlete_id, connection_id, provider, is_open=is_open, kept=kept)
    found = list_conflicts(services, caller.scope, wanted, page)
    return answered(ConflictList(items=[ConflictOut.of(shown) for shown in found], next_cursor=next_cursor(found, page)))


@router.get("/{conflict_id}", operation_id="getConflict", summary="One of them", response_model=ConflictOut)
def get(services: Backstage, caller: PlanReader, conflict_id: ConflictId, request: Request) -> Response:
    shown = get_conflict(services, caller.scope, conflict_id)
    return tagged(ConflictOut.of(shown), shown.record.version, request=request)


@router.post(
    "/{conflict_id}/resolve", operation_id="resolveConflict", summary="Keep one word", response_model=ConflictOut,
    openapi_extra=may_fail("conflict", "over-capacity", "took-too-long"),
)  # fmt: skip
def resolve(
    services: Backstage, caller: Decider, once: OnceOnly, conflict_id: ConflictId, tag: IfMatch,
    body: Annotated[KeepIn, Depends(JsonBody(KeepIn))],
) -> Response:  # fmt: skip
    """Ours is written over theirs. Theirs becomes a version of the plan where it is another day or was deleted; anything else is
    left alone there, and the session is written no more until ours is kept.
    """
    shown = once(
        do=lambda scope: resolve_conflict(services, scope, conflict_id, version_of(tag), body.keep),
        again=partial(get_conflict, services, caller.scope),
    )
    return tagged(ConflictOut.of(shown), shown.record.version)
