"""Whole answers to sample requests, and what a coach would count in them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from service.documents.json_text import parse_json
from service.domain.adjustment import Action, Adjustment, Request
from service.domain.brief import Brief
from service.domain.classes import is_hard_on_legs, is_run, leaves_day_restful
from service.domain.directives import Window
from service.domain.session import PlannedSession
from service.kit.weeks import days
from service.usecases.adjust_plan import Answer, answer
from service.usecases.decide import read_past
from tests.support.builders import POLICY, at
from tests.support.plain import Json
from tests.support.samples import FIXED_ID, raw_request, request_of


def ask(raw: Json) -> Answer:
    """The answer without prices, which are many solves."""
    return answer(request_of({**raw, "options": {**raw.get("options", {}), "explain": False}}), new_id=lambda: FIXED_ID)


def ask_sample(name: str, **edits: Any) -> Answer:
    """A sample request, with top-level parts replaced."""
    return ask({**raw_request(name), **edits})


def next_request(given: Answer, raw: Json, now: str, *reports: Json, **edits: Any) -> Json:
    """The request that follows when the answer was accepted: its plan, its state, and later reports."""
    document: Json = parse_json(given.document.model_dump_json(), name="answer")  # type: ignore[assignment]
    return {
        **raw, "now": now, "plan": document["plan"], "state": document["assessment"]["state"],
        "reports": [*raw["reports"], *reports], **edits,
    }  # fmt: skip


def brief_of(request: Request, adjustment: Adjustment) -> Brief:
    """What solver and checker were told."""
    timeline, reference = read_past(request, POLICY)
    return Brief(reference, timeline, request.athlete, adjustment.assessment.directives, POLICY)


def march(day: int) -> date:
    return date(2026, 3, day)


def w1(given: Answer) -> Window:
    return given.adjustment.assessment.directives.w1


def w2(given: Answer) -> Window:
    return given.adjustment.assessment.directives.w2


def held(given: Answer, window: Window) -> list[PlannedSession]:
    """What takes place in the window of the revised plan, done sessions included."""
    return [s for s in given.adjustment.plan.between(window.start, window.end) if not s.is_off and not s.is_rest]


def load(given: Answer, window: Window) -> int:
    return sum(s.load for s in held(given, window) if not s.is_race)


def hard(given: Answer, window: Window) -> list[str]:
    return [s.id for s in held(given, window) if is_hard_on_legs(s, POLICY.sessions)]


def runs(given: Answer, window: Window) -> int:
    return sum(is_run(s) for s in held(given, window))


def rest_days(given: Answer, window: Window) -> list[date]:
    busy = {s.date for s in held(given, window) if not leaves_day_restful(s, POLICY.sessions)}
    return [day for day in days(window.start, window.end) if day not in busy]


def changes(given: Answer) -> dict[str, PlannedSession]:
    """What becomes of each changed session, by the key of the change."""
    return {change.key: change.after for change in given.adjustment.changes}


def actions(given: Answer) -> set[Action]:
    return {change.action for change in given.adjustment.changes}


def tags(given: Answer) -> set[str]:
    return {tag.tag.value for tag in given.adjustment.assessment.tags}


def cards(given: Answer) -> list[str]:
    return [card.card for card in given.adjustment.assessment.advice]


def questions(given: Answer) -> set[str]:
    return {question.value for question in given.adjustment.assessment.questions}


def notices(given: Answer) -> set[str]:
    return {notice.code for notice in given.adjustment.assessment.notices}


def plan_a_from(first_monday: date, weeks: int) -> Json:
    """Plan A as a document, week after week from another Monday."""
    plan: Json = raw_request("sc-01-one-mild-run")["plan"]
    week = [s for s in plan["sessions"] if s["date"] < "2026-02-09"]
    shift = (first_monday - date(2026, 2, 2)).days
    days_on = [[date.fromisoformat(s["date"]) + timedelta(days=shift + 7 * n) for s in week] for n in range(weeks)]
    sessions = [
        {**s, "id": f"{s['id'].partition('-')[0]}-{day:%m%d}", "date": day.isoformat()}
        for on in days_on
        for s, day in zip(week, on, strict=True)
    ]
    return {"schema": "plan/1", "name": "Plan A", "timezone": plan["timezone"], "week_start": "monday", "sessions": sessions}


def a_run_report(on: date, heaviness: int, clock: str = "09:00", **fields: Any) -> Json:
    """A report of a run, heavy from start to end unless said."""
    return {
        "schema": "report/1", "id": f"r-{on:%m%d}-{clock.replace(':', '')}", "observed_at": at(on, clock).isoformat(), "is_run": True,
        "sport": "run", "heaviness": heaviness, "timing": "whole", **fields,
    }  # fmt: skip
