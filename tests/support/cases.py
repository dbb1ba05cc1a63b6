"""Small briefs and finished plans for tests of single rules. Today is Monday 2 March 2026, six in the morning."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from service.checker import check, measure
from service.domain.athlete import Athlete
from service.domain.brief import Brief
from service.domain.classes import MODALITY_SPORT
from service.domain.directives import Directives, Window
from service.domain.history import read_timeline
from service.domain.plan import Plan
from service.domain.policy import Policy
from service.domain.session import Kind, Modality, PlannedSession, Status
from tests.support.builders import MONDAY, POLICY, ZONE, a_plan, at

RUNNER = Athlete(ref="a", timezone=ZONE)


def day(offset: int) -> date:
    """The date so many days after today."""
    return MONDAY + timedelta(days=offset)


def windows(w1: dict[str, Any] | None = None, w2: dict[str, Any] | None = None, start: date = MONDAY) -> tuple[Window, Window]:
    """W1 and W2 from `start`; nothing is limited unless said."""
    free: dict[str, Any] = {"load_cap": None, "max_hard": None, "max_runs": None, "min_rest_days": 0}
    dates = [(start + timedelta(days=7 * n), start + timedelta(days=7 * n + 6)) for n in (0, 1)]
    return (
        Window("W1", *dates[0], **{**free, **(w1 or {})}),
        Window("W2", *dates[1], **{**free, **(w2 or {})}),
    )


def a_brief(
    sessions: Iterable[PlannedSession],
    *,
    now: datetime | None = None,
    athlete: Athlete = RUNNER,
    policy: Policy = POLICY,
    w1: dict[str, Any] | None = None,
    w2: dict[str, Any] | None = None,
    wishes: dict[str, Any] | None = None,
    plan: dict[str, Any] | None = None,
    **directives: Any,
) -> Brief:
    """A brief in which everything is free but what the test says. `wishes`: pins, refusals, horizon_days."""
    reference = a_plan(sessions, **(plan or {}))
    first, second = windows(w1, w2)
    asked: dict[str, Any] = {"level": 1, "anchor": MONDAY, "day0": MONDAY, "w1": first, "w2": second, "move_days": 7}
    timeline = read_timeline(reference, now or at(MONDAY, "06:00"), (), ZONE)
    return Brief(reference, timeline, athlete, Directives(**{**asked, **directives}), policy, **(wishes or {}))


def revised(brief: Brief, *changed: PlannedSession, inserted: Iterable[PlannedSession] = ()) -> Plan:
    """The finished plan with these sessions in place of the planned ones; each carries its original."""
    by_id = {s.id: replace(s, original=brief.plan.by_id[s.id].snapshot()) for s in changed}
    return brief.plan.with_sessions([*(by_id.get(s.id, s) for s in brief.plan.sessions), *inserted])


def broken(brief: Brief, *changed: PlannedSession, inserted: Iterable[PlannedSession] = ()) -> set[str]:
    """Names of the rules that the finished plan breaks."""
    return {v.rule for v in check(brief, revised(brief, *changed, inserted=inserted))}


def levels(brief: Brief, *changed: PlannedSession, inserted: Iterable[PlannedSession] = ()) -> dict[str, int]:
    return dict(measure(brief, revised(brief, *changed, inserted=inserted)))


def moved(session: PlannedSession, offset: int) -> PlannedSession:
    """The session on the date so many days after today."""
    return replace(session, date=day(offset))


def shortened(session: PlannedSession, minutes: int, **fields: Any) -> PlannedSession:
    load = session.load * minutes // session.minutes
    distance = None if session.distance_m is None else session.distance_m * minutes // session.minutes
    return replace(session, **{"duration_s": minutes * 60, "load": load, "distance_m": distance, **fields})


def eased(session: PlannedSession, minutes: int | None = None, **fields: Any) -> PlannedSession:
    length = session.minutes if minutes is None else minutes
    light = {
        "kind": Kind.EASY, "rpe": 3, "rpe_high": 3, "hard": False, "duration_s": length * 60, "load": min(3 * length, session.load),
        "distance_m": None,
    }  # fmt: skip
    return replace(session, **{**light, **fields})


def as_recovery(session: PlannedSession, minutes: int = 30) -> PlannedSession:
    return eased(session, minutes, kind=Kind.RECOVERY, rpe=2, rpe_high=2, load=min(2 * minutes, session.load))


def crossed(session: PlannedSession, modality: Modality = Modality.BIKE, minutes: int | None = None) -> PlannedSession:
    return eased(session, minutes, modality=modality, sport=MODALITY_SPORT[modality])


def dropped(session: PlannedSession) -> PlannedSession:
    return replace(session, status=Status.CANCELLED)
