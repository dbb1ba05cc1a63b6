"""The weeks on the screen: which sessions stand on which day before and after, and what each week sums up to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from service.domain.adjustment import Action, Adjustment, Change, Request
from service.domain.classes import leaves_day_restful
from service.domain.history import DoneSession, read_timeline
from service.domain.plan import Plan
from service.domain.policy import SessionNumbers
from service.domain.session import PlannedSession, Status
from service.formats.downloads.week_figures import Figures, Part, added_up
from service.kit.weeks import days, plus, week_start

LEAST_WEEKS = 2


@dataclass(frozen=True, slots=True)
class Totals:
    """One week; done sessions count as they were done."""

    figures: Figures
    hard: int
    rest_days: int


@dataclass(frozen=True, slots=True)
class Week:
    days: tuple[date, ...]
    before: Totals
    after: Totals


@dataclass(frozen=True, slots=True)
class Board:
    """Everything that the grid shows."""

    given: Plan
    revised: Plan
    today: date
    weeks: tuple[Week, ...]
    changes: Mapping[str, tuple[Change, ...]]
    done: Mapping[str, DoneSession]

    def changes_of(self, session: PlannedSession) -> tuple[Change, ...]:
        return self.changes.get(session.id, ())

    def actions_of(self, session: PlannedSession) -> tuple[Action, ...]:
        return tuple(change.action for change in self.changes_of(session))

    def before_on(self, day: date) -> tuple[PlannedSession, ...]:
        return tuple(s for s in self.given.between(day, day) if not s.is_rest and not _is_gone(s))

    def after_on(self, day: date) -> tuple[PlannedSession, ...]:
        """Sessions of the day, those just left out or put on hold included: they are shown as such."""
        return tuple(s for s in self.revised.between(day, day) if not s.is_rest and (not _is_gone(s) or s.id in self.changes))


def lay_out(request: Request, adjustment: Adjustment, numbers: SessionNumbers) -> Board:
    """From the week of today to the last week of the horizon that holds a change, two weeks at least."""
    timeline = read_timeline(request.plan, request.now, request.reports, request.athlete.timezone, connected=request.athlete.connected)
    done = {d.session.id: d for d in timeline.done}
    first = week_start(timeline.today, request.plan.first_weekday)
    shown = range(_how_many(request, adjustment, first, timeline.today))
    weeks = tuple(_week(request.plan, adjustment.plan, done, plus(first, 7 * n), numbers) for n in shown)
    changes: dict[str, tuple[Change, ...]] = {}
    for change in adjustment.changes:
        changes[change.session_id] = (*changes.get(change.session_id, ()), change)
    return Board(request.plan, adjustment.plan, timeline.today, weeks, changes, done)


def _how_many(request: Request, adjustment: Adjustment, first: date, today: date) -> int:
    reach = [plus(today, request.options.horizon_days - 1)] if request.options.horizon_days > 7 * LEAST_WEEKS else []
    if adjustment.assessment.directives.suspend:
        return max([LEAST_WEEKS, *((day - first).days // 7 + 1 for day in reach)])
    reach += [s.date for change in adjustment.changes for s in (change.before, change.after) if s is not None]
    return max([LEAST_WEEKS, *((day - first).days // 7 + 1 for day in reach)])


def _week(given: Plan, revised: Plan, done: Mapping[str, DoneSession], start: date, numbers: SessionNumbers) -> Week:
    dates = tuple(days(start, plus(start, 6)))
    return Week(dates, _totals(given, done, dates, numbers), _totals(revised, done, dates, numbers))


def _totals(plan: Plan, done: Mapping[str, DoneSession], dates: tuple[date, ...], numbers: SessionNumbers) -> Totals:
    sessions = [s for s in plan.between(dates[0], dates[-1]) if not s.is_off and not s.is_rest]
    return Totals(
        figures=added_up(Part(s.minutes, s.distance_m, s.load) for s in (done.get(s.id, s) for s in sessions)),
        hard=sum(s.hard for s in sessions),
        rest_days=sum(all(leaves_day_restful(s, numbers) for s in sessions if s.date == day) for day in dates),
    )


def _is_gone(session: PlannedSession) -> bool:
    return session.status in (Status.CANCELLED, Status.SUSPENDED)
