"""Days told by file names."""

from __future__ import annotations

from datetime import date

import pytest

from service.formats.workout_files.days import Day, day_in


@pytest.mark.parametrize(
    ("name", "index"),
    [
        ("W03-D5-Friday-power.zwo", 18), ("w1d2 VO2.fit", 1), ("Week 3/Tuesday x.zwo", 15), ("week_02_day_07.zwo", 13),
        ("plan/Wk 4 - Thu - tempo.fit", 24), ("Day 12.zwo", 11), ("W01-D2-Friday.zwo", 1),
        ("W1_sunday.zwo", 6),
    ],
)  # fmt: skip
def test_week_and_day_in_a_name_tell_the_day(name: str, index: int) -> None:
    assert day_in(name) == Day(index=index)


@pytest.mark.parametrize("name", ["2026-02-16_thursday_x.zwo", "20260216.zwo", "W01-D1 2026-02-16.zwo", "2026_02_16 x.fit"])
def test_a_date_in_a_name_tells_the_day(name: str) -> None:
    assert day_in(name) == Day(date=date(2026, 2, 16))


@pytest.mark.parametrize(
    "name",
    [
        "BONUS-Recovery_Variation_A.zwo",
        "2x20.zwo",
        "2026-13-40 x.zwo",
        "W0-D1.zwo",
        "week1/day9.zwo",
        "wide-5.zwo",
        "W05.zwo",
        "Friday.zwo",
        "W999-D1.zwo",
        "Day 0.zwo",
    ],
)
def test_other_names_tell_no_day(name: str) -> None:
    assert day_in(name) is None
