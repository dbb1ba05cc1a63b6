"""The coach's athletes."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request
from fastapi.responses import Response

from service.api.answers import answered, next_cursor, tagged
from service.api.caller import Backstage, PlanReader, PlanWriter
from service.api.inputs import IfMatch, JsonBody, ListPage, version_of
from service.api.once import OnceOnly
from service.api.openapi import may_fail
from service.api.schemas.athletes import AthleteIn, AthleteList, AthleteOut, NewAthlete
from service.usecases.athletes import create_athlete, get_athlete, list_athletes, update_athlete, upsert_athlete

router = APIRouter(prefix="/v1/athletes", tags=["athletes"])
AthleteId = Annotated[str, Path(max_length=48)]
Ref = Annotated[str, Path(min_length=1, max_length=128, description="Your own name for the athlete")]


@router.get("", operation_id="listAthletes", summary="The athletes that you may see", response_model=AthleteList)
def list_(services: Backstage, caller: PlanReader, page: ListPage) -> Response:
    found = list_athletes(services, caller.scope, page)
    return answered(AthleteList(items=[AthleteOut.of(record) for record in found], next_cursor=next_cursor(found, page)))


@router.post(
    "", operation_id="createAthlete", summary="Take in an athlete", status_code=201, response_model=AthleteOut,
    openapi_extra=may_fail("conflict"),
)  # fmt: skip
def create(services: Backstage, caller: PlanWriter, once: OnceOnly, body: Annotated[NewAthlete, Depends(JsonBody(NewAthlete))]) -> Response:
    """A coach's key sees the athlete from then on."""
    record = once(
        do=lambda scope: create_athlete(services, scope, body.facts(), ref=body.ref),
        again=partial(get_athlete, services, caller.scope),
    )
    return tagged(AthleteOut.of(record), record.version, status=201, location=f"/v1/athletes/{record.id}")


@router.get("/{athlete_id}", operation_id="getAthlete", summary="One athlete", response_model=AthleteOut)
def get(services: Backstage, caller: PlanReader, athlete_id: AthleteId, request: Request) -> Response:
    record = get_athlete(services, caller.scope, athlete_id)
    return tagged(AthleteOut.of(record), record.version, request=request)


@router.put("/{athlete_id}", operation_id="updateAthlete", summary="Change an athlete", response_model=AthleteOut)
def update(
    services: Backstage, caller: PlanWriter, athlete_id: AthleteId, tag: IfMatch, body: Annotated[AthleteIn, Depends(JsonBody(AthleteIn))]
) -> Response:
    """The whole of it: what is left out is forgotten."""
    record = update_athlete(services, caller.scope, athlete_id, version_of(tag), body.facts())
    return tagged(AthleteOut.of(record), record.version)


@router.put(
    "/by-ref/{ref}", operation_id="upsertAthlete", summary="Take in or change an athlete by your own name", response_model=AthleteOut,
    responses={201: {"description": "The athlete is new", "model": AthleteOut}},
)  # fmt: skip
def upsert(services: Backstage, caller: PlanWriter, ref: Ref, body: Annotated[AthleteIn, Depends(JsonBody(AthleteIn))]) -> Response:
    """The same call twice changes nothing the second time."""
    record, new = upsert_athlete(services, caller.scope, ref, body.facts())
    return tagged(AthleteOut.of(record), record.version, status=201 if new else 200, location=f"/v1/athletes/{record.id}")
