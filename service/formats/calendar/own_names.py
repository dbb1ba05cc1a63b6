"""The X- properties of our own calendars: what a VEVENT has no place for, under one name for the writer and the reader.

Times of day and dates travel in DTSTART, the session's id in UID (`<id>@<host>`), its revision in SEQUENCE, `cancelled` in STATUS, the
instant of the last edit in LAST-MODIFIED, and the coach's description as text in DESCRIPTION, behind the totals and before the steps.
"""

from __future__ import annotations

from collections.abc import Mapping

PREFIX = "X-ADJUSTER-"

TEXTS: Mapping[str, tuple[str, ...]] = {
    "ID": ("id",),
    "TITLE": ("title",),
    "TEXT": ("description",),
    "SPORT": ("sport",),
    "KIND": ("kind",),
    "LOAD-UNIT": ("planned", "load", "unit"),
    "PRIORITY": ("priority",),
    "LOCKED": ("locked",),
    "PART-OF-DAY": ("part_of_day",),
    "STATUS": ("status",),
    "PHASE": ("phase_id",),
    "GROUP": ("group", "id"),
    "GROUP-KIND": ("group", "kind"),
}
"""Suffix of the property and the place of its text in a session of `plan/1`."""

NUMBERS: Mapping[str, tuple[str, ...]] = {
    "DURATION-S": ("planned", "duration_s"),
    "DISTANCE-M": ("planned", "distance_m"),
    "LOAD": ("planned", "load", "value"),
    "RPE": ("rpe",),
    "KEY-RANK": ("key_rank",),
    "ORDER-IN-DAY": ("order_in_day",),
    "GROUP-INDEX": ("group", "index"),
}
"""The same for numbers, written in decimal with a point; a range travels as its value or its middle."""

FLAGS: Mapping[str, tuple[str, ...]] = {"HARD": ("hard",), "OPTIONAL": ("optional",), "GROUP-SESSION": ("group_session",)}
"""The same for yes and no, written TRUE and FALSE."""

TIMEZONE = "X-WR-TIMEZONE"
PLAN_NAME = "X-WR-CALNAME"
PLAN_ID = PREFIX + "PLAN-ID"
UNITS = PREFIX + "DISPLAY-UNITS"
"""`run mi; swim yd`."""
"""On the calendar itself."""
