"""One event of intervals.icu, its values checked one by one: an odd one is left out and not believed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from math import isfinite
from typing import Any

from service.formats.decoding import label, long_text

Written = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Event:
    place: str
    day: date
    clock: str | None
    category: str
    name: str
    description: str
    written: Written

    def number(self, key: str, most: float) -> float | None:
        """A number that says something: this API writes 0 and null alike for nothing."""
        value = self.written.get(key)
        if isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value) and 0 < value <= most:
            return value
        return None

    def word(self, key: str) -> str:
        value = self.written.get(key)
        return label(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""

    def words(self, key: str) -> list[str]:
        value = self.written.get(key)
        return [label(each) for each in value if isinstance(each, str) and each.strip()] if isinstance(value, list) else []


def event_of(written: Written, number: int) -> Event | None:
    """The event; None without a date. Without a category it is a workout, as the API takes it."""
    stamp = written.get("start_date_local")
    try:
        day = date.fromisoformat(str(stamp)[:10])
    except ValueError:
        return None
    name = label(written.get("name") or "")
    return Event(
        place=f"event {number} ({day.isoformat()} {name[:60]})".replace(" )", ")"),
        day=day,
        clock=_clock(str(stamp)[11:16]),
        category=label(written.get("category") or "WORKOUT").upper(),
        name=name,
        description=long_text(written.get("description") or ""),
        written=written,
    )


def _clock(text: str) -> str | None:
    """The time of day; midnight is how this API writes that there is none."""
    try:
        return None if time.fromisoformat(text) == time(0) else text
    except ValueError:
        return None
