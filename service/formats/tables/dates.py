"""Dates of a column, read together: what one cell leaves open, the others may tell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from itertools import pairwise
from typing import Literal

from service.documents.limits import EARLIEST_DATE, LATEST_DATE
from service.formats.tables.sheet import Value, text_of
from service.formats.text.spelling import folded
from service.formats.text.vocabulary import LANGUAGES, load

Order = Literal["dmy", "mdy"]
ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
COMPACT = re.compile(r"(20\d{2})(\d{2})(\d{2})")
DOTTED = re.compile(r"(?<!\d)(\d{1,2})\.\s?(\d{1,2})\.?\s?(\d{4}|\d{2})?(?!\d)")
SLASHED = re.compile(r"(?<!\d)(\d{1,2})([/-])(\d{1,2})(?:\2(\d{4}|\d{2}))?(?!\d)")
DAY_MONTH = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|\.|º|°|er)?[\s\-/]*(?:de\s|of\s)?([^\W\d_]{3,12})\.?(?:,?[\s\-/]*(?:de\s)?(\d{4}|\d{2})(?!\d))?"
)
MONTH_DAY = re.compile(r"([^\W\d_]{3,12})\.?[\s\-/]*(\d{1,2})(?:st|nd|rd|th)?(?!\d)(?:,?[\s\-/]*(\d{4})(?!\d))?")
SERIAL_START = date(1899, 12, 30)
SERIALS = range(30_000, 80_000)
"""Days since 1900 that spreadsheets show as dates of our times."""
NEAR_WEEKS = 26


@dataclass(frozen=True, slots=True)
class Parts:
    """A date as far as its cell tells: day and month may be in either order, the year may be missing."""

    first: int
    second: int
    year: int | None = None
    order: Order | None = None
    """None: the cell does not say which is the day."""

    @property
    def says(self) -> Order | None:
        """The order that the numbers themselves leave."""
        if self.order is not None or self.first == self.second:
            return self.order
        if self.first > 12:
            return "dmy"
        return "mdy" if self.second > 12 else None

    def on(self, order: Order, year: int) -> date | None:
        """The date in this order; None where there is no such day."""
        day, month = (self.first, self.second) if (self.order or order) == "dmy" else (self.second, self.first)
        try:
            made = date(self.year if self.year is not None else year, month, day)
        except ValueError:
            return None
        return made if EARLIEST_DATE <= made <= LATEST_DATE else None


def parts_of(value: Value) -> Parts | None:
    """What a cell says about a date; None where it says nothing."""
    if isinstance(value, date):  # a datetime is one
        return Parts(value.day, value.month, value.year, "dmy")
    if isinstance(value, int | float) and not isinstance(value, bool) and int(value) in SERIALS:
        day = SERIAL_START + timedelta(days=int(value))
        return Parts(day.day, day.month, day.year, "dmy")
    if not isinstance(value, str):
        return None
    text = text_of(value)
    return next((parts for read in READERS if (parts := read(text)) is not None), None)


def _iso(text: str) -> Parts | None:
    found = ISO.search(text) or COMPACT.fullmatch(text)
    return None if found is None else Parts(int(found[3]), int(found[2]), int(found[1]), "dmy")


def _dotted(text: str) -> Parts | None:
    found = DOTTED.search(text)
    return None if found is None else Parts(int(found[1]), int(found[2]), _year(found[3]), "dmy")


def _slashed(text: str) -> Parts | None:
    found = SLASHED.search(text)
    return None if found is None else Parts(int(found[1]), int(found[3]), _year(found[4]))


def _named(text: str) -> Parts | None:
    """`4-Jun`, `June 4, 2026`, `4 de junio de 2026`, `Mo 4. Juni`."""
    for found in DAY_MONTH.finditer(text):
        if (month := _months().get(folded(found[2]))) is not None:
            return Parts(int(found[1]), month, _year(found[3]), "dmy")
    for found in MONTH_DAY.finditer(text):
        if (month := _months().get(folded(found[1]))) is not None:
            return Parts(int(found[2]), month, _year(found[3]), "dmy")
    return None


READERS: tuple[Callable[[str], Parts | None], ...] = (_iso, _named, _dotted, _slashed)


@cache
def _months() -> dict[str, int]:
    content = load("months")
    return {name: number for tongue in LANGUAGES for number, names in enumerate(content[tongue], start=1) for name in names}


def _year(text: str | None) -> int | None:
    if not text:
        return None
    return int(text) if len(text) == 4 else 2000 + int(text)


def order_of(column: Sequence[Parts | None], weekdays: Sequence[int | None]) -> Order | Literal["mixed"] | None:
    """Whether day or month comes first, told by numbers above 12, else by the weekdays beside them, else by the order of rows.

    `mixed` where the cells contradict each other; None where nothing tells.
    """
    said = {parts.says for parts in column if parts is not None and parts.order is None} - {None}
    if len(said) > 1:
        return "mixed"
    if said:
        return said.pop()
    orders: tuple[Order, Order] = ("dmy", "mdy")
    for judge in (_weekday_hits, _steady):
        scores = [judge(column, weekdays, order) for order in orders]
        if scores[0] != scores[1]:
            return orders[0] if scores[0] > scores[1] else orders[1]
    return None if any(parts is not None and parts.order is None and parts.first != parts.second for parts in column) else "dmy"


def _dates(column: Sequence[Parts | None], order: Order) -> list[date | None]:
    return [None if parts is None else parts.on(order, 2000) for parts in column]


def _weekday_hits(column: Sequence[Parts | None], weekdays: Sequence[int | None], order: Order) -> int:
    """Dates that fall on the weekday which stands beside them; without years they prove nothing."""
    pairs = zip(column, _dates(column, order), weekdays, strict=True)
    return sum(1 for parts, day, weekday in pairs if parts and parts.year and day and weekday is not None and day.weekday() == weekday)


def _steady(column: Sequence[Parts | None], _: Sequence[int | None], order: Order) -> int:
    """Whether the dates rise, without jumps of half a year."""
    days = [day for day in _dates(column, order) if day is not None]
    rising = all(timedelta() <= later - earlier <= timedelta(weeks=NEAR_WEEKS) for earlier, later in pairwise(days))
    return int(rising and len(days) == sum(parts is not None for parts in column))


def dated(column: Iterable[Parts | None], order: Order, first_year: int | None) -> list[date | None]:
    """The dates of a column in this order.

    Where years are missing, the first row is in `first_year`, and the year turns when dates fall back.
    """
    found: list[date | None] = []
    year, last = first_year, None
    for parts in column:
        if parts is None or (parts.year is None and year is None):
            found.append(None)
            continue
        day = parts.on(order, year or 2000)
        if parts.year is None and day is not None and last is not None and (last - day).days > 7 * NEAR_WEEKS:
            assert year is not None
            year += 1
            day = parts.on(order, year)
        found.append(day)
        last = day or last
    return found


def first_year(column: Sequence[Parts | None], order: Order, start: date | None, end: date | None) -> int | None:
    """The year of the first row of a column without years, so that the plan lies nearest to its start or its race day."""
    known = [parts for parts in column if parts is not None]
    if not known or any(parts.year for parts in known) or (start or end) is None:
        return next((parts.year for parts in known if parts.year), None)
    goal = start or end
    assert goal is not None

    def distance(year: int) -> int:
        days = [day for day in dated(known, order, year) if day is not None]
        edge = (days[0] if start else days[-1]) if days else date(year, 1, 1)
        return abs((edge - goal).days)

    return min((goal.year - 1, goal.year, goal.year + 1), key=distance)


def is_damaged_range(value: Value, text: str) -> tuple[int, int] | None:
    """The two numbers of a range such as `5-7` that a spreadsheet took for a date; None for anything else."""
    if isinstance(value, date | datetime):
        parts = Parts(value.day, value.month)
    elif re.fullmatch(r"\d{1,2}-[A-Za-z]{3}|[A-Za-z]{3}-\d{1,2}", text) and (named := _named(text)) is not None:
        parts = named
    else:
        return None
    return min(parts.first, parts.second), max(parts.first, parts.second)
