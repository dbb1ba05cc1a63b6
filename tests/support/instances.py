"""Realistic problems for property tests and long runs: plans of runners, triathletes and cyclists, directives by hand.

The same seed gives the same problem on every machine.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from service.domain.adjustment import Pin, Refusal
from service.domain.athlete import Athlete, Availability, Gate, Goal
from service.domain.brief import Brief
from service.domain.directives import Directives
from service.domain.history import Timeline, read_timeline
from service.domain.plan import Phase, Plan, Race, RacePriority, Week, WeekGoals
from service.domain.session import (
    Completion,
    Group,
    GroupKind,
    Kind,
    Lock,
    Modality,
    Placing,
    PlannedSession,
    Priority,
    ShorterForm,
    Sport,
    Status,
)
from service.domain.timing import starts_at
from tests.support.builders import MONDAY, POLICY, ZONE, a_plan, a_session, at
from tests.support.directives_by_hand import directives_by_hand
from tests.support.training_weeks import CYCLIST, RUNNER, TRIATHLETE, Row

HISTORY_WEEKS = 5
AFTER_WEEKS = 4


@dataclass(frozen=True)
class Season:
    """A plan and the sport that its athlete's legs may be heavy from."""

    plan: Plan
    sport: Sport


def a_problem(seed: int, horizon: int = 14) -> Brief:
    """One problem; `horizon` is 14, 28 or 84 days."""
    rng = Random(f"{seed}/{horizon}")
    athlete = _athlete(rng)
    season = _season(rng, horizon)
    now = at(MONDAY + timedelta(days=7 * HISTORY_WEEKS + rng.randrange(7)), rng.choice(["06:00", "08:30", "13:00", "19:30", "21:00"]))
    plan = _with_history(rng, season.plan, now.date())
    timeline = read_timeline(plan, now, (), ZONE)
    directives = directives_by_hand(rng, plan, timeline, athlete, season.sport)
    pins, refusals = _wishes(rng, timeline, directives)
    return Brief(_with_calendar(rng, plan, timeline.today), timeline, athlete, directives, POLICY, pins, refusals, horizon)


def _athlete(rng: Random) -> Athlete:
    availability = []
    for weekday in rng.sample(range(7), rng.choice([0, 0, 1, 2])):
        limited = rng.random() < 0.5
        availability.append(Availability(weekday=weekday, available=limited, max_minutes=rng.choice([45, 60, 90]) if limited else None))
    return Athlete(
        ref="a", timezone=ZONE, goal=rng.choice(list(Goal)), training_age_months=rng.choice([6, 30, 60, None]),
        availability=tuple(availability), cross_training=(Modality.BIKE, Modality.SWIM),
        max_sessions_per_day=rng.choice([1, 2, 2, 3]), long_run_weekdays=rng.choice([(), (6,), (5, 6)]),
        gates=(Gate.MINOR,) if rng.random() < 0.05 else (),
    )  # fmt: skip


def _season(rng: Random, horizon: int) -> Season:
    sport, templates = rng.choice(
        [(Sport.RUN, RUNNER), (Sport.RUN, RUNNER), (Sport.RUN, TRIATHLETE), (Sport.BIKE, TRIATHLETE), (Sport.BIKE, CYCLIST)]
    )
    rows = rng.choice(templates)
    weeks = HISTORY_WEEKS + horizon // 7 + AFTER_WEEKS
    sessions: list[PlannedSession] = []
    for week in range(weeks):
        scale = rng.choice([0.8, 0.9, 1.0, 1.0, 1.1])
        for index, row in enumerate(rows):
            if rng.random() < 0.95:
                sessions.append(_session(rng, f"w{week}-{index}", MONDAY + timedelta(days=7 * week), row, scale))
    stated = rng.random()
    goals = WeekGoals(distance_m=50_000) if stated < 0.15 else WeekGoals(duration_s=30_000) if stated < 0.3 else WeekGoals()
    plan = a_plan(
        _with_groups(rng, sessions),
        first_weekday=rng.choice([0, 0, 0, 6]),
        weeks=tuple(Week(MONDAY + timedelta(days=7 * week), goals=goals) for week in range(weeks)),
    )
    return Season(plan, sport)


def _session(rng: Random, name: str, monday: date, row: Row, scale: float) -> PlannedSession:
    weekday, sport, kind, minutes, part = row
    length = max(20, round(minutes * scale / 5) * 5) if kind not in ("core", "mobility") else minutes
    session = a_session(name, monday + timedelta(days=weekday), kind, length, sport=sport, part_of_day=part)
    if sport == "run" and rng.random() < 0.8:
        session = replace(session, distance_m=length * 1000 // rng.choice([5, 6]))
    if session.hard or kind == "long":
        session = replace(session, priority=Priority.KEY, key_rank=1 if kind in ("long", "interval", "vo2") else 2)
        if rng.random() < 0.3:
            shorter = max(25, length * 2 // 3)
            session = replace(session, reduced=ShorterForm(shorter * 60, session.load * shorter // length))
    return _with_oddities(rng, session)


def _with_oddities(rng: Random, session: PlannedSession) -> PlannedSession:
    """Now and then a lock, other people, a race, limits of the coach."""
    draw = rng.random()
    if draw < 0.02:
        return replace(session, lock=Lock.ALL)
    if draw < 0.06:
        return replace(session, lock=Lock.DATE)
    if draw < 0.09:
        return replace(session, group_session=True)
    if draw < 0.11 and session.sport is Sport.RUN and session.hard:
        metres = rng.choice([5_000, 10_000, 21_097])
        return replace(session, kind=Kind.RACE, distance_m=metres, reduced=None)
    if draw < 0.14:
        return replace(session, placing=Placing(allowed_weekdays=tuple(sorted({session.date.weekday(), *rng.sample(range(7), 3)}))))
    if draw < 0.16 and session.hard and session.minutes <= 50:
        return replace(session, opener=True)
    return session


def _with_groups(rng: Random, sessions: Sequence[PlannedSession]) -> list[PlannedSession]:
    """Doubles of some dates belong together; so do some weekends of long sessions."""
    by_date: dict[date, list[PlannedSession]] = {}
    for session in sessions:
        by_date.setdefault(session.date, []).append(session)
    grouped = {s.id: s for s in sessions}
    for day, some in by_date.items():
        nxt = by_date.get(day + timedelta(days=1), [])
        if len(some) == 2 and rng.random() < 0.25:
            for index, session in enumerate(sorted(some, key=starts_at)):
                grouped[session.id] = replace(session, group=Group(f"d-{day}", GroupKind.DOUBLE, index))
        elif (
            len(some) == len(nxt) == 1
            and {some[0].kind, nxt[0].kind} & {Kind.LONG}
            and rng.random() < 0.1
            and some[0].sport is nxt[0].sport
        ):
            for index, session in enumerate((some[0], nxt[0])):
                grouped[session.id] = replace(session, group=Group(f"q-{day}", GroupKind.SEQUENCE, index))
    return list(grouped.values())


def _with_history(rng: Random, plan: Plan, today: date) -> Plan:
    """Past sessions as people do them: mostly done as planned, some skipped, shorter or harder."""

    def lived(session: PlannedSession) -> PlannedSession:
        if session.date > today or (session.date == today and rng.random() < 0.6):
            return replace(session, status=Status.CANCELLED) if session.date > today and rng.random() < 0.02 else session
        draw = rng.random()
        if draw < 0.08:
            return replace(session, status=Status.SKIPPED)
        if draw < 0.5:
            minutes = max(10, session.minutes - rng.choice([0, 0, 5, 10]))
            rpe = (session.rpe or 3) + rng.choice([0, 0, 1])
            return replace(session, status=Status.COMPLETED, completed=Completion(duration_s=minutes * 60, rpe=rpe))
        return session

    return plan.with_sessions(lived(s) for s in plan.sessions)


def _with_calendar(rng: Random, plan: Plan, today: date) -> Plan:
    """Sometimes an A- or B-race ahead, sometimes a phase; the race may stand in the calendar alone."""
    priority = rng.choice([RacePriority.A, RacePriority.A, RacePriority.B])
    race = Race("goal", today + timedelta(days=rng.randrange(3, 22)), priority=priority)
    phase = Phase("now", rng.choice(["base", "build"]), today - timedelta(days=7), today + timedelta(days=20))
    return replace(plan, races=(race,) if rng.random() < 0.3 else (), phases=(phase,) if rng.random() < 0.5 else ())


def _wishes(rng: Random, timeline: Timeline, directives: Directives) -> tuple[tuple[Pin, ...], tuple[Refusal, ...]]:
    """Sometimes the coach pins a session or refuses a change."""
    near = [s for s in timeline.open if s.date <= directives.w2.end and s.lock is Lock.NONE and not s.is_race and not s.group_session]
    if not near or rng.random() < 0.7:
        return (), ()
    session = rng.choice(near)
    if rng.random() < 0.5:
        return (), (Refusal(f"{session.id}:{rng.choice(['move', 'drop', 'ease', 'shorten', 'swap'])}"),)
    return (Pin(session.id, session.date + timedelta(days=rng.choice([0, 0, 1]))),), ()


def a_tiny_problem(seed: int) -> Brief:
    """Three to five sessions, some of them done or locked, under directives of every level: small enough to try every plan."""
    rng = Random(f"tiny/{seed}")
    athlete = replace(_athlete(rng), max_sessions_per_day=rng.choice([1, 2]))
    sport, templates = rng.choice([(Sport.RUN, RUNNER), (Sport.RUN, RUNNER), (Sport.RUN, TRIATHLETE), (Sport.BIKE, CYCLIST)])
    rows = sorted(rng.sample(rng.choice(templates), rng.choice([2, 3, 3])), key=lambda row: row[0])
    monday = MONDAY + timedelta(days=7)
    sessions = [_session(rng, f"a{n}", monday, row, rng.choice([0.8, 1.0])) for n, row in enumerate(rows)]
    past = [_session(rng, f"p{n}", MONDAY, row, 1.0) for n, row in enumerate(rows)]
    later = [_session(rng, "b0", monday + timedelta(days=7), rng.choice(rows), 1.0)] if rng.random() < 0.4 else []
    plan = a_plan(_with_groups(rng, [*past, *sessions, *later]), first_weekday=rng.choice([0, 0, 6]))
    now = at(monday + timedelta(days=rng.choice([-1, -1, 0, 1])), rng.choice(["06:00", "20:00"]))
    plan = _with_history(rng, plan, now.date())
    timeline = read_timeline(plan, now, (), ZONE)
    directives = replace(directives_by_hand(rng, plan, timeline, athlete, sport), core_min=0)
    pins, refusals = _wishes(rng, timeline, directives)
    return Brief(_with_calendar(rng, plan, timeline.today), timeline, athlete, directives, POLICY, pins, refusals, 14)
