"""A plan as the lints read it: what takes place, by date, by plan week, by sport."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import islice

from service.checker.words import is_leg
from service.domain.athlete import Athlete
from service.domain.classes import LongThresholds, is_run
from service.domain.plan import Plan
from service.domain.policy import Policy
from service.domain.session import PlannedSession
from service.domain.timing import order_key
from service.kit.weeks import days, plus, week_start


@dataclass(frozen=True, slots=True)
class Spot:
    """One place in the plan that is worth a look: what is seen there, from when to when, in which sessions."""

    text: str
    start: date
    end: date
    session_ids: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    """Rows that speak here besides those of the lint."""


@dataclass(frozen=True)
class Reading:
    """The plan, the athlete and the numbers that the lints ask about."""

    plan: Plan
    athlete: Athlete
    policy: Policy
    today: date | None

    @cached_property
    def sessions(self) -> tuple[PlannedSession, ...]:
        return tuple(s for s in self.plan.sessions if not s.is_off and not s.is_rest)

    @cached_property
    def runs(self) -> tuple[PlannedSession, ...]:
        return tuple(s for s in self.sessions if is_run(s))

    @cached_property
    def long(self) -> LongThresholds:
        return LongThresholds.of(self.plan.sessions, self.today or self.first, self.policy)

    @property
    def first(self) -> date:
        return self.sessions[0].date

    @property
    def last(self) -> date:
        return self.sessions[-1].date

    @cached_property
    def weeks(self) -> tuple[date, ...]:
        """First dates of the plan weeks from the first to the last session."""
        start = week_start(self.first, self.plan.first_weekday)
        return tuple(plus(start, 7 * n) for n in range((self.last - start).days // 7 + 1))

    def is_hard_leg(self, session: PlannedSession) -> bool:
        return session.hard and is_leg(session, self.policy)

    def is_long(self, session: PlannedSession) -> bool:
        return self.long.is_long(session)

    def phase_kind(self, day: date) -> str | None:
        phase = self.plan.phase_on(day)
        return None if phase is None else phase.kind

    def is_lighter_time(self, start: date) -> bool:
        """Whether the plan week belongs to a taper, a recovery or the time off between seasons."""
        stated = self.plan.week_on(start)
        return (stated is not None and stated.recovery) or self.phase_kind(start) in ("taper", "recovery", "race", "offseason")


def between(sessions: Sequence[PlannedSession], start: date, end: date) -> Sequence[PlannedSession]:
    """Those dated from `start` to `end`; `sessions` are in calendar order."""
    return sessions[bisect_left(sessions, start, key=_date) : bisect_right(sessions, end, key=_date)]


def _date(session: PlannedSession) -> date:
    return session.date


def in_week(sessions: Sequence[PlannedSession], start: date) -> Sequence[PlannedSession]:
    return between(sessions, start, plus(start, 6))


def load_of(sessions: Iterable[PlannedSession]) -> int:
    return sum(s.load for s in sessions if not s.is_race)


def ids(sessions: Iterable[PlannedSession]) -> tuple[str, ...]:
    return tuple(s.id for s in sessions)


def close_pairs(sessions: Iterable[PlannedSession], reach: int) -> Iterator[tuple[PlannedSession, PlannedSession]]:
    """Every two sessions at most `reach` dates apart, in calendar order."""
    ordered = sorted(sessions, key=order_key)
    for index, one in enumerate(ordered):
        for other in islice(ordered, index + 1, None):
            if (other.date - one.date).days > reach:
                break
            yield one, other


def followed(
    sessions: Iterable[PlannedSession], others: Iterable[PlannedSession], reach: int
) -> Iterator[tuple[PlannedSession, PlannedSession]]:
    """Each session with every other that comes later in the calendar, at most `reach` dates after it."""
    ordered = sorted(others, key=order_key)
    keys = [order_key(s) for s in ordered]
    for one in sorted(sessions, key=order_key):
        for other in islice(ordered, bisect_right(keys, order_key(one)), None):
            if (other.date - one.date).days > reach:
                break
            yield one, other


def crowded(
    sessions: Iterable[PlannedSession], length: int, too_many: Callable[[list[PlannedSession]], bool]
) -> Iterator[list[PlannedSession]]:
    """Stretches of `length` dates that hold too many sessions; overlapping stretches are told once."""
    ordered = sorted(sessions, key=order_key)
    dates = [s.date for s in ordered]
    told_until = None
    for first, day in enumerate(dates):
        if first > 0 and dates[first - 1] == day:
            continue
        inside = ordered[first : bisect_right(dates, plus(day, length - 1))]
        if too_many(inside) and (told_until is None or day > told_until):
            told_until = inside[-1].date
            yield inside


def streaks(dates: set[date]) -> Iterator[tuple[date, date]]:
    """Stretches of consecutive dates, each as its first and last date."""
    for start in sorted(day for day in dates if plus(day, -1) not in dates):
        end = next(day for day in days(start, plus(start, len(dates))) if plus(day, 1) not in dates)
        yield start, end


def day_name(day: date) -> str:
    """`Fri 6 Mar`."""
    return f"{day:%a} {day.day} {day:%b}"
