"""Where a coach lets a session stand, and what becomes of one that was missed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class IfMissed(StrEnum):
    DROP = "drop"
    SAME_WEEK = "same_week"
    CARRY = "carry"


@dataclass(frozen=True, slots=True)
class Placing:
    """The coach's own limits on where a session may stand."""

    allowed_weekdays: tuple[int, ...] | None = None
    not_before: date | None = None
    not_after: date | None = None
    min_hours_after_hard: int | None = None
