"""What an athlete did, as a device recorded it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from service.domain.adjustment import InputWarning


@dataclass(frozen=True, slots=True)
class Activity:
    """One thing that was done. Absent is None and never 0."""

    started_at: datetime
    """With an offset: that of the place where it began where the file tells, else that of the athlete's zone."""
    sport: str
    """One of ours."""
    duration_s: float | None = None
    """Moving time where the device stops its clock, else from start to end."""
    distance_m: float | None = None
    load: float | None = None
    """TSS as the device counts it; shown, and never added to `rpe_min`."""
    avg_hr: float | None = None
    rpe: float | None = None
    """0 to 10, entered by the athlete on the device."""
    feel: float | None = None
    """0 to 100, high is good; entered likewise."""
    title: str = ""
    sport_raw: str | None = None
    source: str = ""
    """The format of the file."""
    external_id: str | None = None

    @property
    def date(self) -> date:
        """The local date on which it began."""
        return self.started_at.date()


@dataclass(frozen=True, slots=True)
class ActivityFile:
    """All activities of one file in the order of their start, and what has to be known about them."""

    activities: tuple[Activity, ...]
    warnings: tuple[InputWarning, ...] = ()


ActivityReader = Callable[..., ActivityFile]
"""Takes the bytes, `name` of the file and the athlete's `timezone`; raises BadInput."""


def within(value: object, least: float, most: float) -> float | None:
    """The number where it can be believed; a device that reports 0 beats a minute measured nothing."""
    if isinstance(value, int | float) and least <= value <= most:
        return float(value)
    return None
