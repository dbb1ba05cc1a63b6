"""TARGET events: what a week is meant to hold."""

from __future__ import annotations

from datetime import timedelta

from service.formats.decoding import long_text
from service.formats.intervals.event import Event
from service.formats.steps import Raw

MOST = 1e6


def week_part(event: Event) -> Raw:
    """The week of the event with its goals. Load counts in the platform's unit, which the rules do not add up."""
    goals: Raw = {}
    for key, field in (("time_target", "duration_s"), ("distance_target", "distance_m"), ("load_target", "load")):
        if (value := event.number(key, MOST)) is not None:
            goals[field] = {"value": value, "unit": "icu"} if field == "load" else value
    week: Raw = {"start_date": (event.day - timedelta(days=event.day.weekday())).isoformat(), "goals": goals}
    notes = long_text("\n".join(part for part in (event.name, event.description) if part))
    return {**week, "notes": notes} if notes else week
