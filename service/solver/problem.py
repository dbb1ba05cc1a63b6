"""The frozen input of one solve: sessions that may change, sessions that may not, days, windows, limits as integers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from fractions import Fraction
from functools import cache, cached_property
from math import ceil, floor

from service.domain.adjustment import Pin
from service.domain.assessment import DayRuleKind, Directives, Scope, Window
from service.domain.athlete import Availability
from service.domain.brief import Brief
from service.domain.classes import LongThresholds, is_run
from service.domain.history import DoneSession
from service.domain.policy import Policy
from service.domain.session import GroupKind, Lock, PlannedSession
from service.domain.timing import order_key, starts_instant
from service.solver.traits import Traits, is_same_sport, read_traits
from service.solver.window import Calendar, Span

LOOK_BACK_DAYS = 35
"""Facts older than this bind nothing: 21 dates before a week that began six days ago, 30 days for the longest run."""
LOOK_AHEAD_DAYS = 14
"""Facts later than this after the tail bind nothing."""


@cache
def exact(ratio: float) -> Fraction:
    """The decimal number that was written, not its float: 1.1 is 11/10."""
    return Fraction(str(ratio))


def share(ratio: float, of: int) -> int:
    """floor(ratio x of), exactly."""
    return floor(exact(ratio) * of)


def share_up(ratio: float, of: int) -> int:
    """ceil(ratio x of), exactly."""
    return ceil(exact(ratio) * of)


@dataclass(frozen=True, slots=True)
class Fact:
    """A session that is what it is: done, a race, locked, or beyond the tail."""

    day: int
    traits: Traits
    session: PlannedSession
    done: bool

    @property
    def home(self) -> int:
        """The day on which it stands in the reference."""
        return self.day

    @property
    def is_kept(self) -> bool:
        return True

    @property
    def planned(self) -> PlannedSession:
        return self.session


@dataclass(frozen=True, slots=True)
class Mover:
    """A session that may change. `day`, `traits` and `session` are those of the reference; `number` is its place in order."""

    number: int
    day: int
    traits: Traits
    session: PlannedSession
    pin: Pin | None
    spared: bool
    soon: bool
    refused: frozenset[str]
    """Actions that the coach refuses for this session."""


Standing = Fact | Mover
"""What stands on a date in the reference."""


@dataclass(frozen=True)
class Problem:
    """Everything that the rules and levels ask about. Days are counted from today."""

    brief: Brief
    calendar: Calendar
    longs: LongThresholds
    movers: tuple[Mover, ...]
    facts: tuple[Fact, ...]
    facts_on: Mapping[int, tuple[Fact, ...]]
    reference_on: Mapping[int, tuple[Standing, ...]]
    longest_run: int
    """Minutes of the longest done run of 30 days; 0 without one."""
    longest_capacity_run: int
    """The same, of runs that may be counted towards fitness."""
    day_rules: Mapping[int, tuple[DayRuleKind, ...]]
    rest_days: frozenset[int]
    """Days that the directives want as rest."""

    @property
    def directives(self) -> Directives:
        return self.brief.directives

    @property
    def policy(self) -> Policy:
        return self.brief.policy

    @property
    def w1(self) -> Span:
        return self.calendar.w1

    @property
    def w2(self) -> Span:
        return self.calendar.w2

    @property
    def last(self) -> int:
        return self.calendar.last

    @property
    def windows(self) -> tuple[tuple[Window, Span], tuple[Window, Span]]:
        d = self.directives
        return ((d.w1, self.w1), (d.w2, self.w2))

    def traits(self, session: PlannedSession) -> Traits:
        return read_traits(session, self.policy.sessions, self.longs)

    def availability(self, day: int) -> Availability:
        return self.brief.athlete.availability_on(self.calendar.date(day))

    def is_affected(self, traits: Traits) -> bool:
        """A leg session of the affected sport; of any sport when none is named."""
        sport = self.directives.affected_sport
        return traits.leg and (sport is None or is_same_sport(traits.sport, sport))

    def is_in_scope(self, traits: Traits) -> bool:
        """Whether dates and ratios about hard and long sessions bind this one."""
        match self.directives.hard_scope:
            case Scope.AFFECTED:
                return self.is_affected(traits)
            case Scope.LEGS:
                return traits.leg
            case Scope.ALL:
                return traits.endurance

    @cached_property
    def is_today_open(self) -> bool:
        """Something of today is still to be done."""
        return any(session.date == self.calendar.today for session in self.brief.timeline.open)

    @cached_property
    def lost_pins(self) -> tuple[Pin, ...]:
        """Pins that ask a session to move that cannot: done, a race, locked, too far away, or not in the plan."""
        movable = {m.session.id for m in self.movers}
        dates = {s.id: s.date for s in self.brief.plan.sessions if not s.is_off}
        return tuple(p for p in self.brief.pins if p.session_id not in movable and dates.get(p.session_id) != p.date)

    def is_closed_to_moves(self, day: int) -> bool:
        """Nothing is moved onto or inserted on this day."""
        return DayRuleKind.NO_MOVE_IN in self.day_rules.get(day, ())

    def facts_in(self, span: Span) -> list[Fact]:
        return [f for f in self.facts if span.first <= f.day <= span.last]

    def reference_in(self, span: Span) -> list[Standing]:
        return [s for day in span.days() for s in self.reference_on.get(day, ())]

    @cached_property
    def standings(self) -> tuple[Standing, ...]:
        """Facts and movers of the reference."""
        return (*self.facts, *self.movers)

    def is_taken(self, day: int) -> bool:
        """A training day whatever is dropped: by a fact, or by a spared session that stands there."""
        standing = self.reference_on.get(day, ())
        return any(not s.traits.light and (isinstance(s, Fact) or s.spared) for s in standing)

    def reference_rest_days(self, span: Span) -> int:
        return sum(1 for day in span.days() if all(s.traits.light for s in self.reference_on.get(day, ())))

    def sequence_ends(self) -> list[Standing]:
        """The last member of every back-to-back that a placed session may follow."""
        ends: dict[str, Standing] = {}
        for standing in self.standings:
            group = standing.session.group
            if group is not None and group.kind is GroupKind.SEQUENCE:
                best = ends.get(group.id)
                if best is None or (standing.day, standing.traits.start) > (best.day, best.traits.start):
                    ends[group.id] = standing
        return [ends[key] for key in sorted(ends)]

    def groups(self) -> dict[str, list[Standing]]:
        """Members of each group that holds a session that may change."""
        members: dict[str, list[Standing]] = defaultdict(list)
        for standing in self.standings:
            if standing.session.group is not None:
                members[standing.session.group.id].append(standing)
        return {key: found for key, found in sorted(members.items()) if any(isinstance(s, Mover) for s in found)}


def share_sequence(one: PlannedSession, other: PlannedSession) -> bool:
    """Both belong to the same back-to-back, which counts as one long effort (ruling G15)."""
    return one.group is not None and other.group is not None and one.group.id == other.group.id and one.group.kind is GroupKind.SEQUENCE


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
        return directives.level <= 4
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
