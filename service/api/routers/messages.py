"""What an athlete was told, and what they answered."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query
from fastapi.responses import Response

from service.api.answers import answered, next_cursor
from service.api.caller import Backstage, ReportReader, ReportWriter
from service.api.inputs import JsonBody, ListPage
from service.api.once import OnceOnly
from service.api.schemas.messages import MessageIn, MessageList, MessageOut
from service.usecases.messages import answer_coach, get_message, list_messages

router = APIRouter(prefix="/v1/athletes/{athlete_id}/messages", tags=["messages"])
AthleteId = Annotated[str, Path(max_length=48)]
Body = Annotated[MessageIn, Depends(JsonBody(MessageIn))]
About = Annotated[str | None, Query(max_length=48, description="Only messages about this adjustment")]


@router.post("", operation_id="createMessage", summary="The athlete answers", status_code=201, response_model=MessageOut)
def create(services: Backstage, caller: ReportWriter, once: OnceOnly, athlete_id: AthleteId, body: Body) -> Response:
    message = once(
        do=lambda scope: answer_coach(services, scope, athlete_id, body.words, body.adjustment_id),
        again=partial(get_message, services, caller.scope),
    )
    return answered(MessageOut.of(message), 201)


@router.get("", operation_id="listMessages", summary="Messages to and from an athlete", response_model=MessageList)
def list_(services: Backstage, caller: ReportReader, athlete_id: AthleteId, page: ListPage, adjustment_id: About = None) -> Response:
    """Newest first. That they were read is noted."""
    found = list_messages(services, caller.scope, athlete_id, page, adjustment_id)
    return answered(MessageList(items=[MessageOut.of(record) for record in found], next_cursor=next_cursor(found, page, "created_at")))
