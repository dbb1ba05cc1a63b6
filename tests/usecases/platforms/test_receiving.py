"""Whatever stands in a message that is proved, it is kept: the platform would send it again for days."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sqlalchemy.event import listen

from service.platforms.base import Incoming
from service.platforms.standard.signing import headers_for
from service.store.tables import InboxStatus
from service.usecases.platforms.hooks import HookSecretsGiven, create_hook
from service.usecases.platforms.receive import AT_ONCE, find_hook, receive
from tests.usecases.platforms.conftest import World

STRANGE = ("\x00", "\ud800", "x" * 5000, "\u00e9" * 300, "", "\U0001f600" * 80)


def told(world: World, provider: str, message: Any) -> None:
    """A proved message comes to an address of ours."""
    made = create_hook(world.services, world.club.office, provider, HookSecretsGiven(signing=None if provider == "standard" else "key"))
    body = json.dumps(message).encode()
    headers = headers_for((made.signing,), f"msg_{len(body)}", world.clock.now, body) if made.signing else {}
    receive(world.services, find_hook(world.services, provider, made.key), Incoming("POST", headers, {}, body))


@pytest.mark.parametrize("word", STRANGE)
@pytest.mark.parametrize("name", ["type", "athlete_id", "timestamp"])
def test_an_event_of_intervals_icu(world: World, name: str, word: str) -> None:
    world.connect("intervals_icu")
    event = {"type": "ACTIVITY_UPLOADED", "athlete_id": "i641775", "activity": {"id": word}, name: word}
    told(world, "intervals_icu", {"secret": "key", "events": [event, {**event, "activity": {"id": [word]}}]})
    kept = world.inbox()
    assert len(kept) == 2
    for event_ in kept:
        world.process(event_.id)
    assert all(event_.status is InboxStatus.IGNORED for event_ in world.inbox())


@pytest.mark.parametrize("word", [word for word in STRANGE if word not in ("\x00", "\ud800")])
def test_a_message_of_a_program(world: World, word: str) -> None:
    told(world, "standard", {"type": word, "data": {"athlete_ref": word}})
    (event,) = world.inbox()
    world.process(event.id)
    assert world.inbox()[0].status is InboxStatus.IGNORED


@pytest.mark.parametrize("word", STRANGE)
def test_a_message_of_wahoo(world: World, word: str) -> None:
    told(world, "wahoo", {"webhook_token": "key", "event": word, "user": {"id": word}, "workout_summary": {"id": word, "updated_at": word}})
    assert len(world.inbox()) == 1


def test_two_programs_that_count_from_one_are_both_heard(world: World) -> None:
    for note in ("from the form", "from the bot"):
        made = create_hook(world.services, world.club.office, "standard", HookSecretsGiven())
        assert made.signing is not None
        report = {"observed_at": "2026-03-04T06:00:00Z", "note": note}
        body = json.dumps({"type": "report.submitted", "data": {"athlete_ref": world.athlete_id, "report": report}}).encode()
        incoming = Incoming("POST", headers_for((made.signing,), "1", world.clock.now, body), {}, body)
        for _ in range(2):
            receive(world.services, find_hook(world.services, "standard", made.key), incoming)
    assert len(world.inbox()) == 2


def test_a_batch_of_hundreds_is_kept_whole_and_once_and_lets_others_write_in_between(world: World) -> None:
    made = create_hook(world.services, world.club.office, "intervals_icu", HookSecretsGiven(signing="key"))
    events = [{"type": "ACTIVITY_UPLOADED", "athlete_id": "i1", "activity": {"id": f"i{number}"}} for number in range(2 * AT_ONCE + 1)]
    incoming = Incoming("POST", {}, {}, json.dumps({"secret": "key", "events": events}).encode())
    transactions = []
    listen(world.services.store.engine, "commit", transactions.append)
    for _ in range(2):
        receive(world.services, find_hook(world.services, "intervals_icu", made.key), incoming)
    assert len(world.inbox()) == len(events)
    assert len(transactions) >= 6
