"""Which dates may change, in whole days counted from today (today is 0)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from service.domain.directives import Directives

TAIL_DAYS = 3
"""Dates after W2 whose sessions may still move, so that what leaves a crowded Sunday can be answered (ruling D7)."""


class Zone(Enum):
    """Where a date lies; sessions rarely leave their zone."""

    BEFORE = "before"
    W1 = "w1"
    W2 = "w2"
    TAIL = "tail"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `first` to `last`, both included; negative days are past."""

    first: int
    last: int

    def __contains__(self, day: object) -> bool:
        return isinstance(day, int) and self.first <= day <= self.last

    def days(self) -> range:
        return range(self.first, self.last + 1)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Today, the two windows and the tail. Only days from 0 to `last` may change."""

    today: date
    day0: int
    w1: Span
    w2: Span

    @classmethod
    def of(cls, today: date, directives: Directives) -> Calendar:
        def span(start: date, end: date) -> Span:
            return Span((start - today).days, (end - today).days)

        w1, w2 = directives.w1, directives.w2
        return cls(today, (directives.day0 - today).days, span(w1.start, w1.end), span(w2.start, w2.end))

    @property
    def last(self) -> int:
        """The last day of the tail."""
        return self.w2.last + TAIL_DAYS

    def day(self, on: date) -> int:
        return (on - self.today).days

    def date(self, day: int) -> date:
        return self.today + timedelta(days=day)

    def zone(self, day: int) -> Zone:
        if day < self.w1.first:
            return Zone.BEFORE
        if day in self.w1:
            return Zone.W1
        if day in self.w2:
            return Zone.W2
        return Zone.TAIL if day <= self.last else Zone.AFTER

    def week(self, day: int, first_weekday: int) -> Span:
        """The plan's own week that holds `day`."""
        start = day - (self.date(day).weekday() - first_weekday) % 7
        return Span(start, start + 6)
