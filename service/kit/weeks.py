"""Local calendar dates: plain date arithmetic, so that clock changes never shift a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

ONE_DAY = timedelta(days=1)
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def local_date(instant: datetime, timezone: str) -> date:
    """The calendar date on which `instant` falls for somebody who lives in `timezone` (IANA name)."""
    return instant.astimezone(ZoneInfo(timezone)).date()


def week_start(day: date, first_weekday: int = 0) -> date:
    """The first day of the week that holds `day`; `first_weekday` 0 is Monday."""
    return day - timedelta(days=(day.weekday() - first_weekday) % 7)


def days(start: date, end: date) -> Iterator[date]:
    """Every date from `start` to `end`, both included; nothing when `end` is earlier."""
    for offset in range((end - start).days + 1):
        yield start + timedelta(days=offset)


def plus(day: date, count: int) -> date:
    """The date `count` days after `day` (before it when negative)."""
    return day + timedelta(days=count)


def hours_between(earlier: datetime, later: datetime) -> float:
    """Hours that really passed, also over a change of the clocks; negative when `later` is the earlier one."""
    return (later.astimezone(UTC) - earlier.astimezone(UTC)).total_seconds() / 3600
