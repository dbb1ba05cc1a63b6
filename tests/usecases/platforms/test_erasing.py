"""Of an athlete who is erased nothing is left of what platforms and programs sent, whatever became of it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sqlalchemy import text

from service.platforms.base import Incoming
from service.platforms.fake_server import Told
from service.usecases.platforms.connect import disconnect
from service.usecases.privacy import erase_athlete, export_athlete
from tests.usecases.platforms.conftest import World

MARK = "the word that must go"


def signed(world: World, *, note: str = MARK, **report: Any) -> None:
    """A program that signs for itself tells of the athlete by our id, and is heard."""
    told = {"type": "report.submitted", "data": {"athlete_ref": world.athlete_id, "report": {"note": note, **report}}}
    world.hears("standard", Incoming("POST", {"webhook-id": f"msg_{len(world.inbox())}"}, {}, json.dumps(told).encode()))


def erase(world: World) -> None:
    with world.services.store.reading(world.club.office) as work:
        version = work.athletes.get(world.athlete_id).version
    erase_athlete(world.services, world.club.office, world.athlete_id, version)


def kept(world: World) -> list[str]:
    with world.services.store.reading(world.club.office) as work:
        return [row[0] for row in work.session.execute(text("SELECT document FROM inbox"))]


@pytest.mark.parametrize(
    "report",
    [{"observed_at": "2026-03-04T06:00:00Z", "heaviness": 99}, {"observed_at": "2026-03-04T06:00:00Z", "heaviness": 5}, {}],
    ids=["one that cannot be taken", "one that was", "one without a time"],
)
def test_a_message_of_a_program_goes_with_the_athlete(world: World, report: dict[str, Any]) -> None:
    signed(world, **report)
    assert any(MARK in document for document in kept(world))
    erase(world)
    assert kept(world) == []


def test_what_could_not_be_taken_is_shown_to_the_athlete_who_asks(world: World) -> None:
    signed(world, heaviness=99)
    assert MARK in json.dumps(export_athlete(world.services, world.club.office, world.athlete_id)["inbox"], default=str)


def test_a_message_that_nobody_has_worked_on_goes_too(world: World) -> None:
    with world.services.store.writing(world.club.office) as work:
        work.inbox.add_once("standard", "msg_1", kind="report.submitted", provider_user_id=world.athlete_id, document=json.dumps(MARK))
    erase(world)
    assert kept(world) == []


def test_a_message_that_the_platform_would_not_explain_goes_with_the_account_and_the_athlete(world: World) -> None:
    world.connect("polar")
    world.servers["polar"].moods.append(Told(400))
    world.hears("polar", world.fakes["polar"].message("key", entity_id="p1"))
    disconnect(world.services, world.club.office, world.connections["polar"].id)
    assert len(kept(world)) == 1
    erase(world)
    assert kept(world) == []
