"""From a brief to the problem: what may change, what is a fact, all dates as days from today."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from service.domain.brief import Brief
from service.domain.classes import LongThresholds, is_run
from service.domain.directives import DayRuleKind
from service.domain.history import DoneSession
from service.domain.session import Lock, PlannedSession
from service.domain.timing import order_key, starts_instant
from service.solver.problem import Fact, Mover, Problem, Standing
from service.solver.traits import Traits, is_same_sport, read_traits
from service.solver.window import Calendar

LOOK_BACK_DAYS = 35
"""Facts older than this bind nothing: 21 dates before a week that began six days ago, 30 days for the longest run."""
LOOK_AHEAD_DAYS = 14
"""Facts later than this after the tail bind nothing."""


def read_problem(brief: Brief) -> Problem:
    """The brief in days and integers; the same for any order of its sessions."""
    today = brief.timeline.today
    calendar = Calendar.of(today, brief.directives)
    longs = LongThresholds.of(brief.plan.sessions, today, brief.policy)
    opened = sorted(brief.timeline.open, key=order_key)
    movers, fixed = _split(brief, calendar, longs, opened)
    facts = sorted(
        (*_done_facts(brief, calendar, longs), *fixed), key=lambda f: (f.day, order_key(f.session)),
    )  # fmt: skip
    by_day: dict[int, list[Fact]] = defaultdict(list)
    for fact in facts:
        by_day[fact.day].append(fact)
    reference: dict[int, list[Standing]] = defaultdict(list)
    standings: tuple[Standing, ...] = (*facts, *movers)
    for standing in standings:
        reference[standing.day].append(standing)
    return Problem(
        brief=brief, calendar=calendar, longs=longs, movers=movers, facts=tuple(facts),
        facts_on={day: tuple(found) for day, found in by_day.items()},
        reference_on={day: tuple(found) for day, found in reference.items()},
        longest_run=_longest_run(brief, calendar, brief.timeline.done),
        longest_capacity_run=_longest_run(brief, calendar, brief.timeline.for_capacity),
        day_rules=_day_rules(brief, calendar), rest_days=frozenset(calendar.day(d) for d in brief.directives.rest_dates),
    )  # fmt: skip


def _day_rules(brief: Brief, calendar: Calendar) -> dict[int, tuple[DayRuleKind, ...]]:
    rules: dict[int, set[DayRuleKind]] = defaultdict(set)
    for rule in brief.directives.day_rules:
        rules[calendar.day(rule.day)].add(rule.kind)
    return {day: tuple(sorted(kinds)) for day, kinds in rules.items()}


def _split(
    brief: Brief, calendar: Calendar, longs: LongThresholds, opened: Iterable[PlannedSession]
) -> tuple[tuple[Mover, ...], list[Fact]]:
    pins = {pin.session_id: pin for pin in brief.pins}
    refused: dict[str, set[str]] = defaultdict(set)
    for refusal in brief.refusals:
        if refusal.action != "insert":
            refused[refusal.session_id].add(refusal.action)
    movers: list[Mover] = []
    fixed: list[Fact] = []
    for session in opened:
        day = calendar.day(session.date)
        if day > calendar.last + LOOK_AHEAD_DAYS:
            continue
        traits = read_traits(session, brief.policy.sessions, longs)
        if session.is_race or session.lock is Lock.ALL or day > calendar.last:
            fixed.append(Fact(day, traits, session, done=False))
            continue
        movers.append(
            Mover(
                len(movers), day, traits, session, pins.get(session.id), _is_spared(brief, traits), _is_soon(brief, session),
                frozenset(refused[session.id]),
            )
        )  # fmt: skip
    return tuple(movers), fixed


def _is_spared(brief: Brief, traits: Traits) -> bool:
    directives = brief.directives
    if traits.strength and not traits.leg_strength:
        return directives.level <= 4 and brief.policy.on("S1-13")
    sport = directives.affected_sport
    if directives.level > 2 or sport is None or not traits.endurance:
        return False
    return not (traits.leg and is_same_sport(traits.sport, sport))


def _is_soon(brief: Brief, session: PlannedSession) -> bool:
    spacing = brief.policy.spacing
    if not brief.policy.on("S4-18") or session.date > brief.timeline.today + timedelta(hours=spacing.soon_hours + 24):
        return False
    reach = timedelta(hours=spacing.soon_hours)
    return starts_instant(session, brief.athlete.timezone) < brief.timeline.now + reach


def _done_facts(brief: Brief, calendar: Calendar, longs: LongThresholds) -> list[Fact]:
    facts = []
    for done in brief.timeline.done:
        day = calendar.day(done.date)
        if day >= -LOOK_BACK_DAYS:
            session = _as_done(done)
            facts.append(Fact(day, read_traits(session, brief.policy.sessions, longs), session, done=True))
    return facts


def _as_done(done: DoneSession) -> PlannedSession:
    """Planned kind and `hard`, with the minutes, load, RPE and distance that were done."""
    session = done.session
    if (session.minutes, session.load, session.rpe, session.distance_m) == (done.minutes, done.load, done.rpe, done.distance_m):
        return session
    return replace(session, duration_s=done.minutes * 60, load=done.load, rpe=done.rpe, distance_m=done.distance_m)


def _longest_run(brief: Brief, calendar: Calendar, done: Iterable[DoneSession]) -> int:
    since = -brief.policy.spacing.run_spike_days
    return max((d.minutes for d in done if calendar.day(d.date) >= since and is_run(d.session)), default=0)
