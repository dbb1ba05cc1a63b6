"""Phases and weeks as the rows of a table name them; they have first and last days, so they are told once all sessions have dates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Any

from service.documents.base import weekday_index
from service.documents.plan import PlanDocument
from service.documents.plan_model import PhasePart, WeekPart
from service.documents.session import SessionDocument
from service.domain.adjustment import InputWarning
from service.domain.session import Sport
from service.formats.tables.amounts import BARE, distance_in, duration_in
from service.formats.tables.found import SHELF
from service.formats.tables.headers import DISTANCES, DURATIONS, OF_PERIODS, Header, header_of
from service.formats.text.hits import hits
from service.formats.text.spelling import folded, normalised
from service.formats.text.tokens import tokens_of
from service.formats.text.vocabulary import load, phrases
from service.kit.weeks import week_start

EMPTY = frozenset({"", "-", "--"})


@dataclass(frozen=True, slots=True)
class _Row:
    """A session with its day, and what the columns of periods say in its row."""

    session: SessionDocument
    day: date
    said: tuple[tuple[Header, str], ...]

    @property
    def phase(self) -> str | None:
        """The phase's name; of a number and a name beside it, the name."""
        names = [text for header, text in self.said if header.field == "phase"]
        return next((name for name in names if kind_of_phase(name) != "other"), max(names, key=len, default=None))


def with_periods(document: PlanDocument) -> PlanDocument:
    """The plan with the phases, recovery weeks and weekly goals that its table names; as it is while a session has no date."""
    rows = [_Row(s, s.date, tuple(_said(s))) for s in document.sessions if s.date is not None]
    if len(rows) < len(document.sessions) or not any(row.said for row in rows):
        return document
    rows.sort(key=lambda row: row.day)
    first = 0 if document.week_start is None else weekday_index(document.week_start)
    phases = _phases(rows, first)
    weeks, warnings = _weeks(rows, first)
    changed = {"sessions": _in_phases(document.sessions, phases), "phases": phases or None, "weeks": weeks or None}
    return document.model_copy(update={key: value for key, value in changed.items() if value is not None}).with_warnings(tuple(warnings))


def _said(session: SessionDocument) -> Iterator[tuple[Header, str]]:
    shelf = (session.extensions or {}).get(SHELF)
    for name, text in (shelf if isinstance(shelf, dict) else {}).items():
        header = _header(name)
        if header.field in OF_PERIODS and text not in EMPTY:
            yield header, text


@lru_cache(1024)
def _header(name: str) -> Header:
    return header_of(name)


def _phases(rows: Sequence[_Row], first_weekday: int) -> list[PhasePart]:
    """One for each run of rows with the same name, from the start of its first week to the day before the next."""
    starts: list[tuple[str, date]] = []
    before: date | None = None
    for row in rows:
        if (name := row.phase) is not None and (not starts or starts[-1][0] != name):
            start = week_start(row.day, first_weekday)
            starts.append((name, start if before is None or start > before else row.day))
        before = row.day
    if not starts:
        return []
    ends = [start - timedelta(days=1) for _, start in starts[1:]]
    spans = zip(starts, [*ends, rows[-1].day], strict=True)
    return [
        PhasePart.model_validate(
            {"id": f"phase-{number}", "name": name[:300], "kind": kind_of_phase(name), "start_date": start, "end_date": max(start, end)}
        )
        for number, ((name, start), end) in enumerate(spans, start=1)
    ]


@lru_cache(1024)
def kind_of_phase(name: str) -> str:
    """The kind that a phase's name speaks of; `other` where it speaks of none."""
    return next((hit.meaning for hit in hits(tokens_of(normalised(name)), phrases("phases"))), "other")


def _in_phases(sessions: Sequence[SessionDocument], phases: Sequence[PhasePart]) -> list[SessionDocument]:
    return [
        session.model_copy(update={"phase_id": phase.id}) if (phase := _phase_on(phases, session.date)) is not None else session
        for session in sessions
    ]


def _phase_on(phases: Sequence[PhasePart], day: date | None) -> PhasePart | None:
    return next((phase for phase in phases if day is not None and phase.start_date <= day <= phase.end_date), None)


def _weeks(rows: Sequence[_Row], first_weekday: int) -> tuple[list[WeekPart], list[InputWarning]]:
    """The weeks that are said to be for recovery or have a goal, and a warning for each goal that could not be read."""
    weeks: list[WeekPart] = []
    warnings: list[InputWarning] = []
    for start in sorted({week_start(row.day, first_weekday) for row in rows}):
        said = {header: text for row in rows if week_start(row.day, first_weekday) == start for header, text in reversed(row.said)}
        goals, unread = _goals(said)
        place = next(row.session.source.locator for row in rows if row.day >= start and row.session.source) or ""
        warnings += [InputWarning("no-goal", place, text) for text in unread]
        recovery = any(header.field == "recovery_week" and folded(text) in _yes() for header, text in said.items())
        if goals or recovery:
            raw = {"start_date": start, "recovery": recovery or None, "goals": goals or None}
            weeks.append(WeekPart.model_validate({key: value for key, value in raw.items() if value is not None}))
    return weeks, warnings


@cache
def _yes() -> frozenset[str]:
    return frozenset(word for words in load("marks_of_rows")["recovery_week"]["yes"].values() for word in words)


def _goals(said: Mapping[Header, str]) -> tuple[dict[str, Any], list[str]]:
    """The weekly goals in plain JSON, and what to say of those that could not be read."""
    goals: dict[str, Any] = {}
    unread: list[str] = []
    for header, text in said.items():
        if header.field != "weekly_goal":
            continue
        bare = header.unit is None and BARE.fullmatch(text)
        # A whole week may be farther than one session on foot.
        distance = None if bare or header.unit in DURATIONS else distance_in(text, header.unit, None, Sport.BIKE).amount
        duration = None if bare or distance or header.unit in DISTANCES else duration_in(text, header.unit, Sport.RUN).amount
        if distance is not None:
            goals["distance_m"] = distance.plain()
        elif duration is not None:
            goals["duration_s"] = duration.plain()
        else:
            unread.append(
                f"{header.written} says {text[:60]}, which is no goal that can be counted; write it with its unit, such as 40 km or 5 h."
            )
    return goals, unread
