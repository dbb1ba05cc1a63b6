"""A report that was acknowledged to a program and cannot be taken reaches a person: it may hold a warning sign."""

from __future__ import annotations

import json
from typing import Any

import pytest

from service.jobs.records import list_open
from service.platforms.base import Incoming
from service.store.tables import InboxStatus, NotificationKind
from tests.usecases.platforms.conftest import World

SAID = {"observed_at": "2026-03-04T06:00:00Z", "heaviness": 6}


@pytest.fixture
def world(world: World) -> World:
    with world.services.store.writing(world.club.office) as work:
        work.coaches.assign(world.athlete_id, world.club.coach_ids[0])
    return world


def hears(world: World, report: dict[str, Any], id: str = "msg_1") -> InboxStatus:
    told = {"type": "report.submitted", "data": {"athlete_ref": world.athlete_id, "report": report}}
    (event,) = world.hears("standard", Incoming("POST", {"webhook-id": id}, {}, json.dumps(told).encode()))
    return event.status


def letters(world: World) -> list[tuple[NotificationKind, str | None]]:
    jobs = [record.job for record in list_open(world.services.store.engine) if record.job.kind == "send-notification"]
    with world.services.store.reading(world.club.office) as work:
        found = [work.notifications.get(job.ids[1]) for job in jobs]
    return [(letter.kind, letter.coach_id) for letter in found]


@pytest.mark.parametrize(
    "wrong", [{"flags": ["RF_CHESTPAIN"]}, {"heaviness": 99}, {"observed_at": None}, {"observed_at": "2026-03-05T06:00:00Z"}]
)
def test_the_coach_hears_that_there_is_something_to_ask(world: World, wrong: dict[str, Any]) -> None:
    assert hears(world, {**SAID, **wrong}) is InboxStatus.FAILED
    assert "report.unanswered" in world.events()
    assert letters(world) == [(NotificationKind.UNANSWERED, world.club.coach_ids[0])]
    assert world.reports() == []


def test_one_that_is_taken_tells_nobody_twice(world: World) -> None:
    assert hears(world, SAID) is InboxStatus.DONE
    assert letters(world) == []
    assert "report.unanswered" not in world.events()


@pytest.mark.parametrize("more", ['"timestamp": 1772640000000', '"data": 7, "data": 8', '"x": 1e999'])
def test_json_that_our_documents_may_not_be_is_not_thrown_away_unseen(world: World, more: str) -> None:
    data = json.dumps({"athlete_ref": world.athlete_id, "report": SAID})
    body = f'{{"type": "report.submitted", {more}, "data": {data}}}'.encode()
    (event,) = world.hears("standard", Incoming("POST", {"webhook-id": "msg_1"}, {}, body))
    assert event.status is InboxStatus.FAILED
    assert letters(world) == [(NotificationKind.UNANSWERED, world.club.coach_ids[0])]


@pytest.mark.parametrize("kind", ["wellness.recorded", "activity.completed"])
def test_words_beside_a_field_that_does_not_fit_are_no_less_a_warning(world: World, kind: str) -> None:
    told = {"type": kind, "data": {"athlete_ref": world.athlete_id, "text": "chest pain", "sleep": "bad"}}
    (event,) = world.hears("standard", Incoming("POST", {"webhook-id": "msg_1"}, {}, json.dumps(told).encode()))
    assert event.status is InboxStatus.FAILED
    assert letters(world) == [(NotificationKind.UNANSWERED, world.club.coach_ids[0])]
