"""A calendar that a phone subscribed to, before and after an accepted proposal, in two readers that share no code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

import icalendar
import ics
import pytest
from starlette.testclient import TestClient

from tests.support.coached import Coached

EVENT = re.compile(rb"BEGIN:VEVENT\r\n.*?END:VEVENT\r\n", re.DOTALL)
CHANGED = {"tempo-0305", "e-0307", "e-0311"}


@dataclass(frozen=True)
class Published:
    """The calendar as it was before the proposal was accepted and as it is after."""

    before: bytes
    after: bytes


@pytest.fixture
def published(coached: Coached, api: TestClient) -> Published:
    answer = coached.call("POST", f"/athletes/{coached.athlete_id}/feeds", json={})
    path = urlsplit(answer.json()["url"]).path
    before = api.get(path).content
    assert coached.decide(coached.heavy_proposal(), "accept").status_code == 200
    return Published(before, api.get(path).content)


def _events(content: bytes) -> dict[str, bytes]:
    """Every event as it is written, by the session it shows."""
    return {str(icalendar.Event.from_ical(event)["X-ADJUSTER-ID"]): event for event in EVENT.findall(content)}


def _strictly_read(content: bytes) -> dict[str, tuple[str, int]]:
    """Day and SEQUENCE by UID, as icalendar reads them; a property that it cannot read is a failure."""
    (calendar,) = icalendar.Calendar.from_ical(content, multiple=True)
    found = calendar.walk("VEVENT")
    assert calendar.errors == []
    assert [event.errors for event in found if event.errors] == []
    return {str(event["UID"]): (event["DTSTART"].dt.isoformat(), int(event["SEQUENCE"])) for event in found}


def _read_otherwise(content: bytes) -> dict[str, tuple[str, int]]:
    """The same as ics reads them."""
    found: dict[str, tuple[str, int]] = {}
    for event in ics.Calendar(content.decode()).events:
        (sequence,) = (line.value for line in event.extra if line.name == "SEQUENCE")
        assert event.all_day
        found[event.uid] = (event.begin.date().isoformat(), int(sequence))
    return found


def test_an_accepted_proposal_touches_only_the_events_that_it_changes(published: Published) -> None:
    before, after = _events(published.before), _events(published.after)
    assert before.keys() == after.keys()
    assert len(before) > 80
    assert {session for session in before if before[session] != after[session]} == CHANGED
    were, are = _strictly_read(published.before), _strictly_read(published.after)
    steps = {uid.partition("@")[0]: are[uid][1] - sequence for uid, (_, sequence) in were.items()}
    assert {session: step for session, step in steps.items() if step} == dict.fromkeys(CHANGED, 1)
    assert {uid.partition("@")[0]: are[uid][0] for uid, (day, _) in were.items() if are[uid][0] != day} == {"tempo-0305": "2026-03-06"}


def test_two_independent_readers_see_the_same_calendar(published: Published) -> None:
    for content in (published.before, published.after):
        assert _read_otherwise(content) == _strictly_read(content)
