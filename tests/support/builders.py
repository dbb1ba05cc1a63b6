"""Short ways to write sessions, plans and reports in tests. PLAN_A is the worked example that the scenarios use."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from service.documents.policy import load_policy
from service.domain.athlete import Athlete
from service.domain.classes import resolve_hard
from service.domain.plan import Plan
from service.domain.report import Report
from service.domain.session import Kind, Modality, PartOfDay, PlannedSession, Priority, Sport

ZONE = "Europe/Vienna"
MONDAY = date(2026, 3, 2)
POLICY = load_policy()


def at(day: date | str, clock: str = "08:00", zone: str = ZONE) -> datetime:
    """An aware instant from a local date and an HH:MM time."""
    on = date.fromisoformat(day) if isinstance(day, str) else day
    return datetime.combine(on, time.fromisoformat(clock), tzinfo=ZoneInfo(zone))


def a_session(
    id: str = "s",
    day: date = MONDAY,
    kind: Kind | str = Kind.EASY,
    minutes: int = 45,
    rpe: float | None = None,
    *,
    sport: Sport | str | None = None,
    hard: bool | None = None,
    load: int | None = None,
    **fields: Any,
) -> PlannedSession:
    """A planned session; sport, RPE and load follow from the kind unless given."""
    kind = Kind(kind)
    if sport is None:
        strength = {Kind.STRENGTH, Kind.CORE, Kind.UPPER_BODY}
        sport = Sport.STRENGTH if kind in strength else Sport.REST if kind is Kind.REST else Sport.RUN
    sport = Sport(sport)
    rpe = POLICY.sessions.default_rpe[kind.value] if rpe is None else rpe
    return PlannedSession(
        id=id, date=day, sport=sport, kind=kind, duration_s=minutes * 60,
        load=round(rpe * minutes) if load is None else load,
        hard=resolve_hard(sport, kind, rpe, hard, POLICY.sessions), rpe=rpe, rpe_high=rpe, **fields,
    )  # fmt: skip


def a_key_session(
    id: str = "k",
    day: date = MONDAY,
    kind: Kind | str = Kind.INTERVAL,
    minutes: int = 60,
    rpe: float | None = None,
    *,
    rank: int = 1,
    **fields: Any,
) -> PlannedSession:
    return a_session(id, day, kind, minutes, rpe, priority=Priority.KEY, key_rank=rank, **fields)


def a_plan(sessions: Iterable[PlannedSession], **fields: Any) -> Plan:
    return Plan(name=fields.pop("name", "Plan"), timezone=fields.pop("timezone", ZONE), sessions=tuple(sessions), **fields)


def a_report(observed_at: datetime, heaviness: int | None = None, id: str | None = None, **fields: Any) -> Report:
    """A run report; fields as in `Report`. Ids follow from the instant unless given."""
    fields.setdefault("is_run", True)
    return Report(
        id=id or f"r-{observed_at:%m%d-%H%M}", observed_at=observed_at, submitted_at=fields.pop("submitted_at", observed_at),
        heaviness=heaviness, **fields,
    )  # fmt: skip


def plan_a_week(monday: date) -> list[PlannedSession]:
    """One week of PLAN-A: load 1645, five runs, two of them hard, leg strength on Friday evening."""
    am, evening = PartOfDay.AM, PartOfDay.EVENING
    tag = f"{monday:%m%d}"
    day = [monday + timedelta(days=n) for n in range(7)]
    return [
        a_key_session(f"int-{tag}", day[1], Kind.INTERVAL, 60, 7, rank=1, part_of_day=am),
        a_session(f"wed-{tag}", day[2], Kind.EASY, 45, 3, part_of_day=am),
        a_key_session(f"tempo-{tag}", day[3], Kind.TEMPO, 50, 7, rank=2, part_of_day=am),
        a_session(f"ls-{tag}", day[4], Kind.STRENGTH, 40, 5, part_of_day=evening, start_time=time(18)),
        a_session(f"sat-{tag}", day[5], Kind.EASY, 40, 3, part_of_day=am),
        a_key_session(f"long-{tag}", day[6], Kind.LONG, 105, 4, rank=1, part_of_day=am),
    ]


def plan_a(weeks: int = 8, first_monday: date = date(2026, 2, 2), **fields: Any) -> Plan:
    """PLAN-A from Monday 2 February 2026, repeated weekly; nothing is confirmed, so past days count as done as planned."""
    sessions = [s for week in range(weeks) for s in plan_a_week(first_monday + timedelta(days=7 * week))]
    return a_plan(sessions, name="PLAN-A", **fields)


PLAN_A = plan_a()
ATHLETE_A = Athlete(ref="a-17", timezone=ZONE, training_age_months=60, cross_training=(Modality.BIKE, Modality.POOL_RUN))


def changed(session: PlannedSession, **fields: Any) -> PlannedSession:
    return replace(session, **fields)
