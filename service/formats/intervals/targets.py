"""TARGET events: what a week is meant to hold."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from service.formats.decoding import long_text
from service.formats.intervals.event import Event
from service.formats.steps import Raw

MOST = 1e6
GOALS = {"time_target": "duration_s", "distance_target": "distance_m", "load_target": "load"}


def weeks_of(events: Iterable[Event]) -> list[Raw]:
    """One week for each that has a target; the targets of several sports add up."""
    by_start: dict[date, list[Event]] = {}
    for event in events:
        by_start.setdefault(event.day - timedelta(days=event.day.weekday()), []).append(event)
    return [_week(start, targets) for start, targets in sorted(by_start.items())]


def _week(start: date, targets: list[Event]) -> Raw:
    """Load counts in the platform's unit, which the rules do not add up."""
    goals: Raw = {}
    for key, field in GOALS.items():
        known = [value for event in targets if (value := event.number(key, MOST)) is not None]
        if known:
            goals[field] = {"value": sum(known), "unit": "icu"} if field == "load" else sum(known)
    notes = long_text("\n".join(part for event in targets for part in (event.name, event.description) if part))
    week: Raw = {"start_date": start.isoformat(), "goals": goals}
    return {**week, "notes": notes} if notes else week
