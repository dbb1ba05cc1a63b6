"""`state/1`: what an earlier answer asked to be handed back."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from service.assessment.red_flags import CLEARABLE
from service.documents.base import DATE_FORM, Amount, Count, Flag, Instant, Label, LocalDate, Part, in_our_times
from service.domain.directives import Window
from service.domain.report_class import ReportClass
from service.domain.state import LevelSpan, OpenFlag, State

Level = Annotated[int, Field(strict=True, ge=0, le=5)]


def _date_or_word(text: str) -> str:
    if DATE_FORM.fullmatch(text) and not in_our_times(text):
        raise PydanticCustomError("no-such-date", "holds a date that does not exist, or none of our times; hand the state back unchanged")
    return text


Word = Annotated[Label, AfterValidator(_date_or_word)]
Remembered = Word | Flag | Annotated[int, Field(strict=True)] | Annotated[float, Field(strict=True)] | None


class LevelSpanPart(Part):
    start: LocalDate = Field(alias="from")
    level: Level


def _known_flag(code: str) -> str:
    # One that nobody knows could be neither told nor cleared.
    if code not in CLEARABLE:
        raise PydanticCustomError(
            "unknown-value", "is no flag that is known; the flags are: {allowed}", {"allowed": ", ".join(sorted(CLEARABLE))}
        )
    return code


class OpenFlagPart(Part):
    code: Annotated[str, Field(strict=True, json_schema_extra={"enum": sorted(CLEARABLE)}), AfterValidator(_known_flag)]
    observed_at: Instant
    report_id: Label


class WindowPart(Part):
    """Seven days with their limits; null is as planned."""

    name: Label
    start: LocalDate = Field(alias="from")
    end: LocalDate = Field(alias="to")
    load_cap: Amount | None = None
    max_hard: Count | None = None
    max_runs: Count | None = None
    min_rest_days: Count = 0


class StateDocument(Part):
    """Handed back unchanged with the next request. Only `level` is needed."""

    document: Literal["state/1"] = Field(default="state/1", alias="schema")
    level: Level
    anchor: LocalDate | None = None
    level_since: LocalDate | None = None
    levels: Annotated[list[LevelSpanPart], Field(max_length=100)] = Field(default_factory=list)
    report_class: ReportClass | None = Field(default=None, alias="class")
    overrides_in_force: dict[Label, Remembered] = Field(default_factory=dict)
    windows: Annotated[list[WindowPart], Field(max_length=2)] = Field(default_factory=list)
    review_on: LocalDate | None = None
    good_reports: list[Label] = Field(default_factory=list)
    open_flags: list[OpenFlagPart] = Field(default_factory=list)
    asked: list[Label] = Field(default_factory=list)
    needs_coach: Flag = False


def read_state(written: StateDocument) -> State:
    return State(
        level=written.level,
        anchor=written.anchor,
        level_since=written.level_since,
        levels=tuple(LevelSpan(span.start, span.level) for span in sorted(written.levels, key=lambda s: s.start)),
        klass=written.report_class,
        overrides_in_force={name: _read_remembered(value) for name, value in written.overrides_in_force.items()},
        windows=tuple(read_window(window) for window in written.windows),
        review_on=written.review_on,
        good_reports=tuple(written.good_reports),
        open_flags=tuple(OpenFlag(flag.code, flag.observed_at, flag.report_id) for flag in written.open_flags),
        asked=tuple(written.asked),
        needs_coach=written.needs_coach,
    )


def write_state(state: State) -> StateDocument:
    return StateDocument(
        level=state.level,
        anchor=state.anchor,
        level_since=state.level_since,
        levels=[LevelSpanPart(start=span.start, level=span.level) for span in state.levels],
        report_class=state.klass,
        overrides_in_force={name: _write_remembered(value) for name, value in sorted(state.overrides_in_force.items())},
        windows=[write_window(window) for window in state.windows],
        review_on=state.review_on,
        good_reports=list(state.good_reports),
        open_flags=[OpenFlagPart(code=flag.code, observed_at=flag.observed_at, report_id=flag.report_id) for flag in state.open_flags],
        asked=list(state.asked),
        needs_coach=state.needs_coach,
    )


def read_window(part: WindowPart) -> Window:
    return Window(part.name, part.start, part.end, part.load_cap, part.max_hard, part.max_runs, part.min_rest_days)


def write_window(window: Window) -> WindowPart:
    return WindowPart(
        name=window.name,
        start=window.start,
        end=window.end,
        load_cap=window.load_cap,
        max_hard=window.max_hard,
        max_runs=window.max_runs,
        min_rest_days=window.min_rest_days,
    )


def _read_remembered(value: object) -> object:
    """Dates are dates again."""
    if isinstance(value, str) and DATE_FORM.fullmatch(value):
        return date.fromisoformat(value)
    return value


def _write_remembered(value: object) -> str | int | float | bool | None:
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, str | int | float | bool | None) else str(value)
