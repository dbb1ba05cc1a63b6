"""Weeks as runners, triathletes and cyclists train them."""

from __future__ import annotations

from service.domain.session import PartOfDay

Row = tuple[int, str, str, int, PartOfDay]
"""Weekday, sport, kind, minutes, part of the day."""

AM, PM, EVENING = PartOfDay.AM, PartOfDay.PM, PartOfDay.EVENING
RUNNER: tuple[tuple[Row, ...], ...] = (
    (
        (0, "run", "easy", 40, AM), (1, "run", "interval", 60, AM), (2, "run", "easy", 45, AM), (3, "run", "tempo", 50, AM),
        (4, "strength", "strength", 40, EVENING), (5, "run", "easy", 40, AM), (6, "run", "long", 105, AM),
    ),
    (
        (1, "run", "hills", 55, EVENING), (2, "run", "easy", 50, AM), (2, "strength", "strength", 35, EVENING),
        (4, "run", "threshold", 60, AM), (5, "run", "recovery", 30, AM), (6, "run", "long", 120, AM),
    ),
    (
        (0, "strength", "core", 20, EVENING), (1, "run", "vo2", 60, AM), (2, "run", "steady", 50, AM), (3, "bike", "easy", 60, PM),
        (4, "run", "tempo", 45, AM), (5, "strength", "strength", 40, PM), (5, "run", "easy", 35, AM), (6, "run", "long", 90, AM),
    ),
    (
        (0, "mobility", "mobility", 20, EVENING), (1, "run", "fartlek", 50, AM), (3, "run", "easy", 60, AM), (4, "run", "easy", 45, AM),
        (5, "run", "race_pace", 60, AM), (6, "run", "easy", 75, AM), (2, "strength", "upper_body", 40, EVENING),
    ),
)  # fmt: skip
TRIATHLETE: tuple[tuple[Row, ...], ...] = (
    (
        (1, "swim", "interval", 60, AM), (1, "run", "interval", 50, EVENING), (2, "bike", "threshold", 75, EVENING),
        (3, "swim", "technique", 45, AM),
        (3, "run", "easy", 45, EVENING), (4, "strength", "strength", 40, EVENING), (5, "bike", "long", 180, AM), (6, "run", "long", 90, AM),
    ),
    (
        (0, "swim", "easy", 45, AM), (1, "bike", "vo2", 60, EVENING), (2, "run", "tempo", 50, AM), (3, "swim", "threshold", 60, AM),
        (4, "run", "easy", 40, AM), (5, "brick", "brick", 100, AM), (6, "run", "long", 95, AM),
    ),
)  # fmt: skip
CYCLIST: tuple[tuple[Row, ...], ...] = (
    (
        (1, "bike", "vo2", 75, EVENING), (2, "bike", "easy", 90, EVENING), (3, "bike", "threshold", 90, EVENING),
        (4, "strength", "strength", 40, EVENING), (5, "bike", "easy", 120, AM), (6, "bike", "long", 210, AM),
    ),
    (
        (0, "strength", "core", 20, EVENING), (1, "bike", "interval", 60, EVENING), (3, "bike", "tempo", 90, EVENING),
        (4, "bike", "recovery", 45, PM), (5, "run", "easy", 40, AM), (6, "bike", "long", 240, AM),
    ),
)  # fmt: skip
