"""Calendars that we wrote come back."""

from __future__ import annotations

from typing import Any

import pytest

from service.formats import read_plan_file, write_plan_file
from service.formats.calendar.own_names import FLAGS, NUMBERS, PREFIX, TEXTS
from service.formats.drafting import draft
from service.formats.values import value_at
from tests.support.calendars import all_day, only
from tests.support.samples import PLANS

CARRIED = (*TEXTS.values(), *NUMBERS.values(), *FLAGS.values(), ("date",), ("start_time",))


def carried(session: dict[str, Any]) -> dict[str, Any]:
    """What a calendar carries of a session; an absent status is that of a session to come."""
    return {"/".join(path): value for path in CARRIED if (value := value_at(session, path)) not in (None, "planned")}


@pytest.mark.parametrize(
    "name", ["10k.json", "half-marathon-km.json", "olympic-triathlon.json", "marathon-16-weeks.json", "road-cyclist.json"]
)
def test_every_value_that_a_calendar_carries_comes_back(name: str) -> None:
    plan = read_plan_file((PLANS / name).read_bytes(), name=name)
    back = draft(write_plan_file(plan, "ics"), name="own.ics").document
    assert back is not None
    written = {s.id: carried(s.model_dump(mode="json")) for s in plan.sessions}
    read = {s.id: carried(s.model_dump(mode="json")) for s in back.sessions}
    assert read == written
    assert (back.name, back.timezone, back.warnings) == (plan.name, plan.timezone, ())


def test_steps_come_back_out_of_their_words() -> None:
    plan = read_plan_file((PLANS / "uploads" / "track-400s.fit").read_bytes(), name="2026-03-04 track-400s.fit")
    back = read_plan_file(write_plan_file(plan, "ics"), name="own.ics")
    was, now = plan.sessions[0].structure, back.sessions[0].structure
    assert was is not None
    assert now is not None
    assert [(step.type, step.count) for step in now.steps] == [(step.type, step.count) for step in was.steps]


def test_what_somebody_spoilt_is_left_out() -> None:
    spoilt = ("SPORT:run", "KIND:tempo", "DURATION-S:soon", "HARD:perhaps", "GROUP-INDEX:1", "TITLE:Tempo\\, 20 min")
    own = "\n".join(PREFIX + line for line in spoilt)
    session = only(all_day("Run · Tempo", more=own))
    assert (session.title, session.planned, session.hard, session.group) == ("Tempo, 20 min", None, None, None)
