"""Weeks to be printed: what stands on which day, what was changed there, and what a week adds up to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from service.documents.adjustment_parts import SessionValues
from service.documents.plan import PlanDocument, read_plan
from service.documents.policy import load_policy
from service.documents.session import SessionDocument
from service.domain.adjustment import Action
from service.domain.distances import DistanceUnit, distance_word
from service.domain.plan import Plan
from service.domain.session import PartOfDay, PlannedSession, Status
from service.formats.downloads.dated import dated
from service.formats.downloads.differences import Difference, by_session, differences_in
from service.formats.downloads.marks import DONE, GONE, KEY, MARKS, marks_of
from service.formats.downloads.week_figures import Figures, Part, added_up
from service.formats.downloads.words import day_name, minutes_word, one_line, session_name
from service.kit.weeks import days, plus, week_start

NO_BREAK = "\u00a0"
OFF = frozenset({Status.CANCELLED, Status.SUSPENDED, Status.SKIPPED})


@dataclass(frozen=True, slots=True)
class Entry:
    """One session on its day."""

    name: str
    when: str = ""
    amounts: tuple[str, ...] = ()
    """How long and how far."""
    mark: str = ""
    """What was done to it, in an icon and words; empty where it stands as it was."""
    is_key: bool = False
    is_hard: bool = False
    is_done: bool = False
    is_gone: bool = False
    """Not to be trained on this day."""

    @property
    def title(self) -> str:
        """The name, with a star where it is a key session."""
        return f"{self.name}{NO_BREAK}{KEY.icon}" if self.is_key else self.name

    @property
    def figures(self) -> str:
        """When, how long, how far; a number is never parted from its unit."""
        parts = (self.when, *self.amounts, str(DONE) if self.is_done else "")
        return " · ".join(part.replace(" ", NO_BREAK) for part in parts if part)


@dataclass(frozen=True, slots=True)
class Day:
    date: date
    entries: tuple[Entry, ...]

    @property
    def is_free(self) -> bool:
        return all(entry.is_gone for entry in self.entries)


@dataclass(frozen=True, slots=True)
class WeekBoard:
    days: tuple[Day, ...]
    figures: Figures
    before: Figures
    unit: DistanceUnit
    """What distances are added up in."""


@dataclass(frozen=True, slots=True)
class Source:
    """A plan read for printing, and everything that was changed in it."""

    plan: Plan
    written: Mapping[str, SessionDocument]
    differences: tuple[Difference, ...]


def source_of(document: PlanDocument, differences: tuple[Difference, ...] | None = None) -> Source:
    """`differences` are those of an answer; without them the plan itself tells what was changed. Raises BadInput for an undated plan."""
    policy, tied = load_policy(), dated(document)
    plan = read_plan(tied, policy)
    told = differences_in(plan, policy) if differences is None else differences
    return Source(plan, {session.id or "": session for session in tied.sessions}, told)


def weeks_of(source: Source, first: date, count: int) -> tuple[WeekBoard, ...]:
    """`count` weeks; the first is the one that holds `first`."""
    start = week_start(first, source.plan.first_weekday)
    return tuple(_week(source, plus(start, 7 * number)) for number in range(count))


def _week(source: Source, start: date) -> WeekBoard:
    changed = by_session(source.differences)
    last = plus(start, 6)
    was = [d.before for d in source.differences if d.before is not None and start <= d.before.day <= last]
    kept = source.plan.between(start, last)
    return WeekBoard(
        days=tuple(Day(day, tuple(_entries(source, changed, day))) for day in days(start, last)),
        figures=_figures(kept),
        before=_figures([*(session for session in kept if session.id not in changed), *was]),
        unit=source.plan.units.total,
    )


def _figures(sessions: Iterable[PlannedSession | SessionValues]) -> Figures:
    return added_up(Part((s.duration_s + 30) // 60, s.distance_m, s.load) for s in sessions if s.status not in OFF)


def _entries(source: Source, changed: Mapping[str, Difference], day: date) -> Iterator[Entry]:
    for difference in source.differences:
        if difference.before is not None and difference.before.day == day != difference.after.day:
            name = one_line(session_name(source.plan.by_id[difference.session_id]))
            yield Entry(name, mark=f"{MARKS[Action.MOVE].icon} now on {day_name(difference.after.day)}", is_gone=True)
    for session in source.plan.between(day, day):
        mine = changed.get(session.id)
        if not session.is_rest and (mine is not None or session.status not in OFF):
            yield _entry(session, source.written[session.id], mine, source.plan.units.of(session.sport))


def _entry(session: PlannedSession, written: SessionDocument, difference: Difference | None, unit: DistanceUnit) -> Entry:
    gone = session.status in OFF
    return Entry(
        name=one_line(session_name(session)),
        when="" if gone else _when(session),
        amounts=() if gone else _amounts(session, written, unit),
        mark="" if difference is None else _mark(difference),
        is_key=session.is_key and not gone and _is_still(session, difference),
        is_hard=session.hard and not gone,
        is_done=session.status in (Status.COMPLETED, Status.PARTIAL),
        is_gone=gone,
    )


def _is_still(session: PlannedSession, difference: Difference | None) -> bool:
    """Whether the session is of the kind that made it worth something."""
    return difference is None or difference.before is None or difference.before.kind is session.kind


def _when(session: PlannedSession) -> str:
    if session.start_time is not None:
        return session.start_time.isoformat("minutes")
    return "" if session.part_of_day is PartOfDay.ANY else session.part_of_day.value


def _amounts(session: PlannedSession, written: SessionDocument, unit: DistanceUnit) -> tuple[str, ...]:
    """What the plan says; a duration that we had to guess says so."""
    stated = written.planned is not None and written.planned.duration_s is not None
    parts = [minutes_word(session.duration_s) if stated else f"about {minutes_word(session.duration_s)}"] if session.duration_s else []
    return (*parts, *([distance_word(session.distance_m, unit)] if session.distance_m else []))


def _mark(difference: Difference) -> str:
    """`→ moved, ↓ shorter (from Thu 5 Mar, was 60 min)`."""
    was, now = difference.before, difference.after
    told: list[str] = []
    if was is not None and GONE.isdisjoint(difference.actions):
        told += [f"from {day_name(was.day)}"] if was.day != now.day else []
        told += [f"was {minutes_word(was.duration_s)}"] if was.duration_s != now.duration_s else []
    return f"{marks_of(difference.actions)} ({', '.join(told)})" if told else marks_of(difference.actions)
