"""What stands beside and around the days of a grid: phases and goals, totals, remarks on a week, prose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from service.formats.tables.found import SHELF, Found, Raw
from service.formats.tables.grid_layout import Days
from service.formats.tables.grid_weeks import Block, Week, label_of, value_names
from service.formats.tables.headers import words_of
from service.formats.tables.sheet import Sheet, letters

TOTAL = re.compile(r"[\d.,:\s]+(?:km|mi|miles|m|h|min)?")
RECOUNTED = "what a week adds up to is counted from its sessions."


def period_facts(sheet: Sheet, week: Week) -> Raw:
    """What every session of the week carries of the columns for phases, recovery weeks and goals."""
    facts: dict[str, str] = {}
    for column in sorted(week.days.periods):
        if text := next((text for row in week.rows if (text := sheet.text(row, column))), ""):
            facts[sheet.text(week.days.row, column)[:300]] = text[:300]
    return {"extensions": {SHELF: facts}} if facts else {}


def note_beside(sheet: Sheet, week: Week, found: Found) -> None:
    """Words right of the last day are the note of the week; numbers there are totals."""
    texts = [sheet.text(row, column) for row in week.rows for column in _right(sheet, week.days)]
    if words := [text for text in texts if text and not text.startswith("#") and not TOTAL.fullmatch(text)]:
        found.note(f"Week {week.label or week.index + 1}: {' · '.join(words)}", scope="week")


def say_totals(sheet: Sheet, weeks: Sequence[Week], found: Found) -> None:
    """Once for each column that holds nothing but totals."""
    if not weeks:
        return
    days = weeks[0].days
    for column in _right(sheet, days):
        texts = [text for week in weeks for row in week.rows if (text := sheet.text(row, column))]
        if texts and all(TOTAL.fullmatch(text) or text.startswith("#") for text in texts):
            name = sheet.text(days.row, column) or letters(column)
            found.warn("total-not-used", sheet.place(days.row, column), f"The column {name} was not taken over: {RECOUNTED}")


def _right(sheet: Sheet, days: Days) -> Iterator[int]:
    """Columns behind the last day that speak of no period."""
    yield from (column for column in range(max(days.last_column, days.weekend or 0) + 1, sheet.width) if column not in days.periods)


def note_around(sheet: Sheet, block: Block, days: Days, found: Found) -> None:
    """All text around the grid as notes of the plan; rows of totals are counted anew."""
    for row in block.outside:
        texts = [text for text in sheet.texts(row) if text and not text.startswith("#")]
        if not texts:
            continue
        if set(words_of(label_of(sheet, row, days))) & value_names("total"):
            found.warn("total-not-used", sheet.place(row), f"The row of totals was not taken over: {RECOUNTED}")
        elif any(not word.isdigit() for word in words_of(" ".join(texts))):
            found.note(" · ".join(texts)[:20_000])
