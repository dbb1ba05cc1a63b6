"""What we write in the formats of others, we read again."""

from __future__ import annotations

from datetime import date

import pytest

from service.documents.plan import PlanDocument
from service.formats import write_plan_file
from service.formats.base import ReadOptions
from service.formats.drafting import draft
from service.formats.key_sessions import CODE as NO_KEY_SESSION
from tests.support.samples import PLANS

OPTIONS = ReadOptions(timezone="Europe/Vienna", start=date(2026, 3, 2))


def upload(name: str) -> PlanDocument:
    made = draft((PLANS / "uploads" / name).read_bytes(), name=name, options=OPTIONS).document
    assert made is not None
    return made


def again(plan: PlanDocument, form: str) -> PlanDocument:
    made = draft(write_plan_file(plan, form), name="again", options=ReadOptions(timezone="Europe/Vienna")).document
    assert made is not None
    assert {warning.code for warning in made.warnings} <= {NO_KEY_SESSION}
    return made


@pytest.mark.parametrize(("name", "form"), [("spring-events.json", "intervals"), ("two-weeks-of-rides.zip", "zwo")])
def test_steps_come_back_to_the_letter(name: str, form: str) -> None:
    plan = upload(name)
    back = {(s.date, s.title): s for s in again(plan, form).sessions}
    with_steps = [s for s in plan.sessions if s.structure is not None]
    assert with_steps
    for session in with_steps:
        assert back[session.date, session.title].structure == session.structure
        assert back[session.date, session.title].kind == session.kind


def test_steps_are_told_once_in_events() -> None:
    text = write_plan_file(upload("spring-events.json"), "intervals").decode()
    assert text.count("118%") == 1


def test_device_workouts_come_back_with_their_days_and_totals() -> None:
    plan = upload("two-weeks-of-rides.zip")
    back = {s.date: s for s in again(plan, "fit").sessions}
    for session in plan.sessions:
        if session.structure is not None:
            assert back[session.date].planned == session.planned
            assert back[session.date].kind == session.kind
