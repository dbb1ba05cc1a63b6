"""Any table with one row a session, its columns known by their names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from service.documents.quantities import SourceOfValue
from service.domain.session import Kind, Sport
from service.formats.base import ReadOptions
from service.formats.tables.amounts import Read, distance_in, duration_in
from service.formats.tables.cell_sessions import Sitting, read_part
from service.formats.tables.found import Found, Raw, insist_on_believable, with_doubts
from service.formats.tables.further import LONGEST_LABEL, UNUSED, further
from service.formats.tables.headers import OF_PERIODS, UNITS
from service.formats.tables.legend import legend_in
from service.formats.tables.long_layout import Columns, with_title
from service.formats.tables.sheet import Sheet, text_of
from service.formats.tables.strength_sets import strength_days
from service.formats.tables.when import Moment, moments
from service.formats.text import SessionText, Unit, read_session_text, unit_of
from service.formats.text.hits import hits
from service.formats.text.spelling import folded, normalised
from service.formats.text.tokens import Piece, tokens_of
from service.formats.text.totals import Amount
from service.formats.text.vocabulary import phrases

WORDS = ("title", "kind", "description", "pace", "zone", "rpe")
MAIN = ("title", "kind", "description", "sport")
"""The columns that can tell a session by themselves, the best one first."""
FILLED = ("date", "week", "day", "phase")
"""Columns whose merged cells speak for every row that they span."""


def read_long(sheet: Sheet, columns: Columns, options: ReadOptions, name: str) -> Found:
    """The sessions of a long table whose header was found. Rows of totals and empty rows are left out."""
    found = Found(warnings=list(sheet.warnings))
    columns = with_title(sheet, columns)
    sheet = sheet.filled_down([columns.by_field[field] for field in FILLED if field in columns.by_field])
    rows = [row for row in range(columns.row + 1, len(sheet.rows)) if not sheet.is_empty(row) and not _is_comment(sheet, row)]
    days = moments(sheet, columns, rows, options, found, name)
    unit = options.unit or _unit(sheet, columns, rows)
    legend = legend_in(sheet, [*range(columns.row), *rows])
    sitting = Sitting(unit, columns.language, options.hard_words, legend=legend)
    found.plan = {**({"language": columns.language} if columns.language else {}), **({"display_units": {"run": unit}} if unit else {})}
    known = [(row, day) for row, day in zip(rows, days, strict=True) if day.is_known]
    _say_undated(sheet, [row for row, day in zip(rows, days, strict=True) if not day.is_known], found)
    if columns.has("exercise", "reps"):
        for day, session, place in strength_days(sheet, columns, known):
            found.add({**day.plain(), **session}, place)
    else:
        _add_rows(sheet, columns, known, sitting, found)
    _say_spare(sheet, columns, found)
    return found


def _add_rows(sheet: Sheet, columns: Columns, known: Sequence[tuple[int, Moment]], sitting: Sitting, found: Found) -> None:
    insist_on_believable(_main_text({field: _cell(sheet, columns, row, field) for field in MAIN}) for row, _ in known)
    orders: dict[Moment, int] = {}
    for row, day in known:
        session = _session(sheet, columns, row, sitting)
        if session is None:
            continue
        orders[day] = orders.get(day, 0) + 1
        order = {"order_in_day": min(orders[day], 99)} if orders[day] > 1 else {}
        found.add({**day.plain(), **order, **session}, sheet.place(row))


def _is_comment(sheet: Sheet, row: int) -> bool:
    first = next((text for text in sheet.texts(row) if text), "")
    return first.startswith("# ")


def _unit(sheet: Sheet, columns: Columns, rows: Sequence[int]) -> Unit | None:
    """The unit that the distance column is bound to, else what the cells use."""
    distance = columns.by_field.get("distance")
    bound = columns.headers[distance].unit if distance is not None else None
    if bound in ("km", "mi"):
        return "km" if bound == "km" else "mi"
    return unit_of(
        sheet.text(row, columns.by_field[field])
        for field in ("distance", "title", "description")
        if field in columns.by_field
        for row in rows
    )


def _cell(sheet: Sheet, columns: Columns, row: int, field: str) -> str:
    column = columns.by_field.get(field)
    return "" if column is None else sheet.text(row, column)


def _session(sheet: Sheet, columns: Columns, row: int, sitting: Sitting) -> Raw | None:
    """One row as a session; None where it holds nothing but its date."""
    cells = {field: _cell(sheet, columns, row, field) for field in columns.by_field}
    sport = _sport(cells.get("sport", "")) or _sport(cells.get("kind", ""))
    main = _main_text(cells)
    whole = " ; ".join(cells[field] for field in ("title", "description") if cells.get(field))
    if not main and not any(cells.get(field) for field in ("distance", "duration", "sport", "description")):
        return None
    read = _with_kind(read_part(main or whole, replace(sitting, sport=sport)), cells.get("kind", ""), cells.get("description", ""), sitting)
    distance, duration = _amounts(sheet, columns, row, read.sport, sitting.unit)
    read = replace(read, raw=whole or main, title=(cells.get("title") or main)[:LONGEST_LABEL])
    if distance.amount or duration.amount:
        # An amount in the words is then a part of the session: `TDL 20 min` beside 9 km.
        read = replace(read, distance=distance.amount, duration=duration.amount, steps_complete=False)
    if read.kind is Kind.REST and (read.distance or read.duration) and not cells.get("title"):
        read = replace(read, kind=Kind.EASY, kind_source=SourceOfValue.ESTIMATED, sport=sport or Sport.RUN)
    fields = {**read.fields(), **further(sheet, columns, row, cells, read)}
    fields["source"] = {**fields["source"], "raw": " | ".join(text for text in sheet.texts(row) if text)[:20_000]}
    return with_doubts(with_doubts(fields, distance.doubts, _column(columns, "distance")), duration.doubts, _column(columns, "duration"))


def _column(columns: Columns, field: str) -> str:
    place = columns.by_field.get(field)
    return "" if place is None else columns.headers[place].written


def _main_text(cells: dict[str, str]) -> str:
    """The words that tell the session: its title, else its type, else what is said about it."""
    return next((cells[field] for field in MAIN if cells.get(field)), "")


@cache
def _sport_words() -> Any:
    return phrases("sports", None)


def _sport(text: str) -> Sport | None:
    """The sport that a cell names; a kind that is a sport of its own (strength, rest) counts."""
    if not text:
        return None
    read = read_session_text(text)
    if hits(tokens_of(normalised(text)), _sport_words()) and read.sport_source is SourceOfValue.STATED:
        return read.sport
    return read.sport if read.sport_source is SourceOfValue.DERIVED or read.sport is Sport.CROSS else None


def _with_kind(read: SessionText, kind: str, description: str, sitting: Sitting) -> SessionText:
    """The reading of the title, sharpened by the column of kinds and, where neither tells, by the description."""
    for text in (kind, description[:500]):
        if not text:
            continue
        more = read_part(text, sitting)
        stated = more.kind_source is not SourceOfValue.ESTIMATED and not (more.kind is Kind.REST and text is not kind)
        by_word = text is kind and more.kind_source is SourceOfValue.STATED and more.kind is not Kind.REST
        if by_word and read.kind_source is not SourceOfValue.STATED:
            read = replace(read, kind=more.kind, kind_source=more.kind_source, word=more.word, hard=more.hard)
        elif stated and read.kind_source is SourceOfValue.ESTIMATED:
            read = replace(read, kind=more.kind, kind_source=SourceOfValue.DERIVED, word=more.word, hard=more.hard)
        if text is not kind and not read.steps and more.steps:
            read = replace(read, steps=more.steps, steps_complete=more.steps_complete)
        if text is not kind:
            read = replace(read, distance=read.distance or _with_unit(more.distance), duration=read.duration or _with_unit(more.duration))
    return read


def _with_unit(amount: Amount | None) -> Amount | None:
    """The amount, if its words name a unit: a bare number in prose may count anything."""
    if amount is None or amount.as_written is None or not any(letter.isalpha() or letter in "'\"" for letter in amount.as_written):
        return None
    return amount


def _amounts(sheet: Sheet, columns: Columns, row: int, sport: Sport, unit: Unit | None) -> tuple[Read, Read]:
    distance, duration = Read(), Read()
    if (column := columns.by_field.get("distance")) is not None:
        # What stands in the row is said of this very session, and wins over the header.
        own = UNITS.get(folded(_cell(sheet, columns, row, "distance_unit")))
        distance = distance_in(sheet.rows[row][column], own or columns.headers[column].unit, unit, sport)
        if distance.amount is None and distance.doubts and (other := duration_in(text_of(sheet.rows[row][column]), None, sport)).amount:
            # A column of distances that also holds `45 min`: the unit in the cell wins.
            text = sheet.text(row, column)
            duration, distance = (other, Read()) if any(t.piece is Piece.DURATION for t in tokens_of(text)) else (duration, distance)
    if (column := columns.by_field.get("duration")) is not None:
        duration = duration_in(sheet.rows[row][column], columns.headers[column].unit, sport)
    return distance, duration


def _say_undated(sheet: Sheet, rows: Sequence[int], found: Found) -> None:
    for row in rows:
        found.warn("row-without-day", sheet.place(row), "The row names no day and was left out; it is kept as a note.")
        found.note(" · ".join(text for text in sheet.texts(row) if text))


def _say_spare(sheet: Sheet, columns: Columns, found: Found) -> None:
    names: Iterator[str] = (columns.headers[column].written for column in columns.spare if columns.headers[column].field not in OF_PERIODS)
    if listed := ", ".join(names):
        found.warn("unknown-column", sheet.place(columns.row), f"Kept and not used: {listed}.")
    for field, why in UNUSED.items():
        if (column := columns.by_field.get(field)) is not None:
            text = f"{columns.headers[column].written} is kept and not used: {why}"
            found.warn("column-not-used", sheet.place(columns.row, column), text)
