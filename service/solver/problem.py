"""The frozen input of one solve: sessions that may change, sessions that may not, days, windows, limits as integers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, cached_property
from math import ceil, floor

from service.domain.adjustment import Pin
from service.domain.athlete import Availability
from service.domain.brief import Brief
from service.domain.classes import LongThresholds
from service.domain.directives import DayRuleKind, Directives, Scope, Window
from service.domain.plan import RacePriority
from service.domain.policy import Policy
from service.domain.session import GroupKind, PlannedSession
from service.solver.traits import Traits, is_same_sport, read_traits
from service.solver.window import Calendar, Span


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
        """Nothing is moved onto or inserted on this day: a rule of the day says so, or it is today and all of it is over."""
        return DayRuleKind.NO_MOVE_IN in self.day_rules.get(day, ()) or (day == 0 and not self.is_today_open)

    @cached_property
    def race_week(self) -> frozenset[int]:
        """Days before an A-race into which nothing long is moved."""
        if not (self.policy.on("K36") and self.policy.on("K37")):
            return frozenset()
        races = [self.calendar.day(race.date) for race in self.brief.plan.races if race.priority is RacePriority.A]
        return frozenset(race - before for race in races for before in range(1, self.policy.spacing.race_week_days + 1))

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
