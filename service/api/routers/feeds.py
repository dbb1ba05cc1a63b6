"""Calendars that phones subscribe to."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response

from service.api.answers import answered, known_tags, tagged, unchanged
from service.api.caller import Backstage, PlanReader, PlanWriter
from service.api.once import OnceOnly
from service.api.routers.plans import AthleteId
from service.api.schemas.feeds import FeedList, FeedOut, NewFeedOut
from service.store.repositories.notifications import FeedRecord
from service.usecases.feeds import create_feed, get_feed, list_feeds, read_feed, revoke_feed

router = APIRouter(prefix="/v1", tags=["feeds"])
MEDIA_TYPE = "text/calendar; charset=utf-8"
CALENDAR = {"content": {"text/calendar": {"schema": {"type": "string"}}}}


@router.post(
    "/athletes/{athlete_id}/feeds", operation_id="createFeed", summary="A new calendar address", status_code=201, response_model=NewFeedOut
)
def create(services: Backstage, caller: PlanWriter, athlete_id: AthleteId, once: OnceOnly, request: Request) -> Response:
    """Each call makes one more; give each device its own, so that one can be revoked alone."""

    def made(id: str) -> tuple[FeedRecord, str | None]:
        return get_feed(services, caller.scope, id), None

    feed, token = once(do=lambda scope: create_feed(services, scope, athlete_id), again=made)
    return answered(NewFeedOut(feed=FeedOut.of(feed), url=_address(request, token) if token else None), 201)


@router.get(
    "/athletes/{athlete_id}/feeds", operation_id="listFeeds", summary="The calendar addresses of an athlete", response_model=FeedList
)
def list_(services: Backstage, caller: PlanReader, athlete_id: AthleteId) -> Response:
    return answered(FeedList(items=[FeedOut.of(feed) for feed in list_feeds(services, caller.scope, athlete_id)]))


@router.delete(
    "/athletes/{athlete_id}/feeds/{feed_id}", operation_id="revokeFeed", summary="Revoke a calendar address", status_code=204,
    response_class=Response,
)  # fmt: skip
def revoke(services: Backstage, caller: PlanWriter, athlete_id: AthleteId, feed_id: Annotated[str, Path(max_length=48)]) -> Response:
    revoke_feed(services, caller.scope, athlete_id, feed_id)
    return Response(status_code=204)


@router.get(
    "/feeds/{token}.ics",
    operation_id="readFeed",
    summary="The calendar behind a secret address",
    response_class=Response,
    responses={200: CALENDAR, 304: {"description": "Not changed since the ETag of If-None-Match"}},
)
def read(services: Backstage, token: Annotated[str, Path(max_length=100)], request: Request) -> Response:
    """Needs no key: the address is the secret. It shows whichever plan the athlete follows."""
    calendar = read_feed(services, token, address=_address(request, token), known=known_tags(request))
    if calendar.content is None:
        return unchanged(calendar.tag)
    return tagged(calendar.content, calendar.tag, media_type=MEDIA_TYPE)


def _address(request: Request, token: str) -> str:
    return f"{request.base_url}v1/feeds/{token}.ics"
