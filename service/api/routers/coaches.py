"""Coaches, who stands in for them, and whose athletes are whose."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request
from fastapi.responses import Response

from service.api.answers import answered, tagged
from service.api.caller import Admin, Backstage, PlanReader
from service.api.inputs import IfMatch, JsonBody, version_of
from service.api.once import OnceOnly
from service.api.routers.athletes import AthleteId
from service.api.schemas.coaches import CoachChange, CoachIds, CoachIn, CoachList, CoachOut, DeputyIn, DeputyList, DeputyOut
from service.usecases import coaches

router = APIRouter(prefix="/v1", tags=["administration"])
CoachId = Annotated[str, Path(max_length=48)]
DeputyId = Annotated[str, Path(max_length=48)]


@router.get("/coaches", operation_id="listCoaches", summary="The coaches that you may see", response_model=CoachList)
def list_(services: Backstage, caller: PlanReader) -> Response:
    """A coach sees themselves; a key of the whole organisation everybody."""
    return answered(CoachList(items=[CoachOut.of(record) for record in coaches.list_coaches(services, caller.scope)]))


@router.post("/coaches", operation_id="createCoach", summary="Take in a coach", status_code=201, response_model=CoachOut)
def create(services: Backstage, caller: Admin, once: OnceOnly, body: Annotated[CoachIn, Depends(JsonBody(CoachIn))]) -> Response:
    record = once(
        do=lambda scope: coaches.create_coach(services, scope, body.facts()),
        again=partial(coaches.get_coach, services, caller.scope.of_the_service(caller.scope.actor)),
    )
    return tagged(CoachOut.of(record), record.version, status=201, location=f"/v1/coaches/{record.id}")


@router.get("/coaches/{coach_id}", operation_id="getCoach", summary="One coach", response_model=CoachOut)
def get(services: Backstage, caller: PlanReader, coach_id: CoachId, request: Request) -> Response:
    record = coaches.get_coach(services, caller.scope, coach_id)
    return tagged(CoachOut.of(record), record.version, request=request)


@router.put("/coaches/{coach_id}", operation_id="updateCoach", summary="Change a coach", response_model=CoachOut)
def update(
    services: Backstage, caller: Admin, coach_id: CoachId, tag: IfMatch, body: Annotated[CoachChange, Depends(JsonBody(CoachChange))]
) -> Response:
    """The whole of it. One who is not active any more gets no letters, and their keys are revoked."""
    record = coaches.update_coach(services, caller.scope, coach_id, version_of(tag), body.facts(), active=body.active)
    return tagged(CoachOut.of(record), record.version)


@router.get("/coaches/{coach_id}/deputies", operation_id="listDeputies", summary="Who stands in for a coach", response_model=DeputyList)
def list_deputies(services: Backstage, caller: PlanReader, coach_id: CoachId) -> Response:
    found = coaches.list_deputies(services, caller.scope, coach_id)
    return answered(DeputyList(items=[DeputyOut.of(record) for record in found]))


@router.post(
    "/coaches/{coach_id}/deputies",
    operation_id="appointDeputy",
    summary="Let somebody stand in for a coach",
    status_code=201,
    response_model=DeputyOut,
)
def appoint(
    services: Backstage, caller: Admin, coach_id: CoachId, once: OnceOnly, body: Annotated[DeputyIn, Depends(JsonBody(DeputyIn))]
) -> Response:
    """On those days the deputy sees the coach's athletes and gets their letters, too."""
    record = once(
        do=lambda scope: coaches.appoint_deputy(services, scope, coach_id, body.stand_in()),
        again=partial(coaches.get_deputy, services, caller.scope),
    )
    return answered(DeputyOut.of(record), 201)


@router.delete(
    "/coaches/{coach_id}/deputies/{deputy_id}", operation_id="dismissDeputy", summary="End standing in for a coach", status_code=204
)
def dismiss(services: Backstage, caller: Admin, coach_id: CoachId, deputy_id: DeputyId) -> Response:
    coaches.dismiss_deputy(services, caller.scope, coach_id, deputy_id)
    return Response(status_code=204)


@router.get("/athletes/{athlete_id}/coaches", operation_id="listCoachesOfAthlete", summary="Whose athlete it is", response_model=CoachIds)
def of_athlete(services: Backstage, caller: PlanReader, athlete_id: AthleteId) -> Response:
    return answered(CoachIds(coach_ids=list(coaches.coaches_of(services, caller.scope, athlete_id))))


@router.put(
    "/athletes/{athlete_id}/coaches/{coach_id}", operation_id="assignCoach", summary="Assign an athlete to a coach", status_code=204
)
def assign(services: Backstage, caller: Admin, athlete_id: AthleteId, coach_id: CoachId) -> Response:
    """Doing it twice changes nothing."""
    coaches.assign_coach(services, caller.scope, athlete_id, coach_id)
    return Response(status_code=204)


@router.delete(
    "/athletes/{athlete_id}/coaches/{coach_id}", operation_id="unassignCoach", summary="Take an athlete from a coach", status_code=204
)
def unassign(services: Backstage, caller: Admin, athlete_id: AthleteId, coach_id: CoachId) -> Response:
    """The coach does not see the athlete any more; what they wrote stays."""
    coaches.unassign_coach(services, caller.scope, athlete_id, coach_id)
    return Response(status_code=204)
