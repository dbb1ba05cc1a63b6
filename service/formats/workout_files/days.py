"""The day that a workout is for, told by the name of its file: no workout format has a place for it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from service.formats.steps import Raw

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SEP = r"[\s_.-]*"
ISO = re.compile(r"(?<!\d)(\d{4})[-_.]?(\d{2})[-_.]?(\d{2})(?!\d)")
WEEK = re.compile(rf"(?<![a-z])(?:week|wk|w){SEP}0*(\d{{1,3}})(?!\d)", re.IGNORECASE)
DAY = re.compile(rf"(?<![a-z])(?:day|d){SEP}0*(\d{{1,3}})(?!\d)", re.IGNORECASE)
WEEKDAY = re.compile(rf"(?<![a-z])({'|'.join(WEEKDAYS)})(?:[a-z]*day)?(?![a-z])", re.IGNORECASE)
MOST_WEEKS = 104


@dataclass(frozen=True, slots=True)
class Day:
    """A date, or the number of a day counted from 0; one of the two."""

    date: date | None = None
    index: int | None = None

    def as_session(self) -> Raw:
        return {"date": self.date.isoformat()} if self.date is not None else {"date": None, "day_index": self.index}


def day_in(path: str) -> Day | None:
    """The day in a name such as `W03-D5-Friday-x.zwo`, `2026-02-16_thursday_x.zwo` or `Week 3/Tuesday x.zwo`; None where there is none."""
    stem = path.rsplit(".", 1)[0]
    return _iso(stem) or _counted(stem)


def _iso(stem: str) -> Day | None:
    for found in ISO.finditer(stem):
        try:
            return Day(date=date(*(int(part) for part in found.groups())))
        except ValueError:
            continue
    return None


def _counted(stem: str) -> Day | None:
    week, day = _number(WEEK, stem), _number(DAY, stem)
    if week is None:
        return Day(index=day - 1) if day else None
    if day is None and (named := WEEKDAY.search(stem)):
        day = WEEKDAYS.index(named[1].casefold()) + 1
    if day is None or not (1 <= week <= MOST_WEEKS and 1 <= day <= 7):
        return None
    return Day(index=(week - 1) * 7 + day - 1)


def _number(pattern: re.Pattern[str], stem: str) -> int | None:
    found = pattern.search(stem)
    return int(found[1]) if found else None
