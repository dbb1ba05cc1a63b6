"""The case before the judge: the finished plan laid beside the coach's plan, session by session."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum
from functools import cached_property

from service.checker.words import is_leg, is_spared, is_training, share_of
from service.domain.brief import Brief
from service.domain.classes import LongThresholds, is_run
from service.domain.directives import Directives, Window
from service.domain.forms import Form, form_of
from service.domain.history import DoneSession
from service.domain.plan import Plan
from service.domain.policy import Policy
from service.domain.session import Lock, PlannedSession
from service.domain.timing import order_key
from service.kit.weeks import days, plus, week_start

TAIL_DAYS = 3
"""Days after W2 that can still change (ruling D7)."""


class Zone(Enum):
    """The stretches of time that a session normally stays in."""

    BEFORE = "before W1"
    W1 = "W1"
    W2 = "W2"
    TAIL = "the days after W2"
    BEYOND = "later"


@dataclass(frozen=True, slots=True)
class Standing:
    """One session as it stands now beside what was planned; done values stand in for planned ones."""

    now: PlannedSession
    was: PlannedSession | None
    """None for an insertion."""
    movable: bool
    done: bool
    form: Form

    @property
    def kept(self) -> bool:
        """In its planned form, wherever it stands."""
        return self.was is not None and self.form is Form.KEPT

    @property
    def as_planned(self) -> bool:
        return self.was is not None and self.kept and (self.now.date, self.now.part_of_day) == (self.was.date, self.was.part_of_day)

    @property
    def moved(self) -> bool:
        return self.was is not None and self.now.date != self.was.date

    @property
    def days_moved(self) -> int:
        return 0 if self.was is None else (self.now.date - self.was.date).days


@dataclass(frozen=True)
class Case:
    """Everything that rules and levels ask about. Built once for a brief and a finished plan."""

    brief: Brief
    revised: Plan

    @property
    def directives(self) -> Directives:
        return self.brief.directives

    @property
    def policy(self) -> Policy:
        return self.brief.policy

    @property
    def today(self) -> date:
        return self.brief.timeline.today

    @cached_property
    def tail_end(self) -> date:
        return plus(self.directives.w2.end, TAIL_DAYS)

    @cached_property
    def long(self) -> LongThresholds:
        return LongThresholds.of(self.brief.plan.sessions, self.today, self.policy)

    @cached_property
    def done(self) -> dict[str, DoneSession]:
        return {d.session.id: d for d in self.brief.timeline.done}

    @cached_property
    def movable_ids(self) -> frozenset[str]:
        return frozenset(
            s.id
            for s in self.brief.timeline.open
            if self.today <= s.date <= self.tail_end and not s.is_race and s.lock is not Lock.ALL and not s.is_off
        )

    def _with_done_values(self, session: PlannedSession) -> PlannedSession:
        done = self.done.get(session.id)
        if done is None or (done.minutes, done.load, done.rpe, done.distance_m) == (
            session.minutes,
            session.load,
            session.rpe,
            session.distance_m,
        ):
            return session
        return replace(session, duration_s=done.minutes * 60, load=done.load, rpe=done.rpe, distance_m=done.distance_m)

    @cached_property
    def planned(self) -> tuple[PlannedSession, ...]:
        """What the coach's plan holds, done values filled in; nothing that is off or rest."""
        return tuple(self._with_done_values(s) for s in self.brief.plan.sessions if not s.is_off and not s.is_rest)

    @cached_property
    def standings(self) -> tuple[Standing, ...]:
        """Every session of the finished plan that exists for the rules, dropped ones included."""
        reference = self.brief.plan.by_id
        return tuple(
            self._standing(session, reference.get(session.id))
            for session in self.revised.sessions
            if not session.is_rest and (session.id in self.movable_ids or not session.is_off)
        )

    def _standing(self, now: PlannedSession, was: PlannedSession | None) -> Standing:
        form = Form.KEPT if was is None else form_of(was, now)
        movable, done = now.id in self.movable_ids, now.id in self.done
        if movable or was is None:
            return Standing(now, was, movable, done, form)
        return Standing(self._with_done_values(now), self._with_done_values(was), movable, done, form)

    @cached_property
    def present(self) -> tuple[Standing, ...]:
        """What takes place: standings without the dropped ones."""
        return tuple(s for s in self.standings if not s.now.is_off)

    @cached_property
    def in_order(self) -> tuple[Standing, ...]:
        """What takes place, in calendar order."""
        return tuple(sorted(self.present, key=lambda s: order_key(s.now)))

    @cached_property
    def busy(self) -> frozenset[date]:
        """Training days of the finished plan."""
        return frozenset(training_dates(now_of(self.present), self.policy))

    @cached_property
    def planned_busy(self) -> frozenset[date]:
        """Training days of the coach's plan."""
        return frozenset(training_dates(self.planned, self.policy))

    @cached_property
    def movable(self) -> tuple[Standing, ...]:
        return tuple(s for s in self.standings if s.movable)

    @cached_property
    def constants(self) -> tuple[PlannedSession, ...]:
        """What the coach's plan holds and nothing here can change."""
        return tuple(s for s in self.planned if s.id not in self.movable_ids)

    @cached_property
    def constants_and_spared(self) -> tuple[PlannedSession, ...]:
        """The same and the spared sessions in their planned form: what no cap may ask away (ruling D2)."""
        directives, policy = self.directives, self.policy
        return tuple(s for s in self.planned if s.id not in self.movable_ids or is_spared(s, directives, policy))

    def stands_on(self, day: date) -> tuple[Standing, ...]:
        return tuple(s for s in self.present if s.now.date == day)

    def zone(self, day: date) -> Zone:
        w1, w2 = self.directives.windows
        if day < w1.start:
            return Zone.BEFORE
        if day <= w1.end:
            return Zone.W1
        if day <= w2.end:
            return Zone.W2
        return Zone.TAIL if day <= self.tail_end else Zone.BEYOND

    @property
    def dates(self) -> Iterable[date]:
        """Every date on which something can change."""
        return days(self.today, self.tail_end)

    @property
    def plan_weeks(self) -> tuple[date, ...]:
        """First days of the plan's own weeks that hold a date on which something can change."""
        starts = (week_start(day, self.brief.plan.first_weekday) for day in self.dates)
        return tuple(dict.fromkeys(starts))

    def is_leg(self, session: PlannedSession) -> bool:
        return is_leg(session, self.policy)

    def is_hard_leg(self, session: PlannedSession) -> bool:
        return session.hard and self.is_leg(session)

    def is_exact_long_cut(self, standing: Standing) -> bool:
        """Whether a long session of W1 is shortened to exactly the share that the directives allow, no further."""
        was, ratio = standing.was, self.directives.long_max_ratio
        if was is None or standing.form is not Form.SHORTENED or not self.long.is_long(was) or ratio >= 1:
            return False
        return self.directives.w1.holds(standing.now.date) and standing.now.minutes == share_of(ratio, was.minutes)

    @cached_property
    def longest_run(self) -> int:
        """Minutes of the longest run done from 30 days ago to today; 0 when there is none."""
        return self._longest(self.brief.timeline.done)

    @cached_property
    def longest_run_for_capacity(self) -> int:
        """The same where silence is no proof of fitness: unconfirmed runs are left out once the athlete confirms (ruling G11)."""
        return self._longest(self.brief.timeline.for_capacity)

    def _longest(self, done: Iterable[DoneSession]) -> int:
        since = self.today - timedelta(days=self.policy.spacing.run_spike_days)
        return max((d.minutes for d in done if is_run(d.session) and since <= d.date <= self.today), default=0)


def within(sessions: Iterable[PlannedSession], window: Window) -> list[PlannedSession]:
    return [s for s in sessions if window.holds(s.date)]


def now_of(standings: Iterable[Standing]) -> list[PlannedSession]:
    return [s.now for s in standings]


def training_dates(sessions: Iterable[PlannedSession], policy: Policy) -> set[date]:
    """Dates that are no rest days."""
    return {s.date for s in sessions if is_training(s, policy)}
