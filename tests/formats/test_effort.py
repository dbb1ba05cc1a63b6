"""How hard steps are where no word says so."""

from __future__ import annotations

import pytest

from service.domain.session import Kind
from service.formats.effort import kind_of
from service.formats.steps import OPEN, Raw, for_metres, for_seconds, repeated, step, target


def ride(*parts: tuple[float, float]) -> list[Raw]:
    """Parts of minutes and percent of FTP."""
    return [step("active", for_seconds(minutes * 60), [target("power", "pct_ftp", percent)]) for minutes, percent in parts]


@pytest.mark.parametrize(
    ("parts", "kind"),
    [
        (((60, 50),), Kind.RECOVERY),
        (((60, 65),), Kind.EASY),
        (((149, 65),), Kind.EASY),
        (((150, 65),), Kind.LONG),
        (((50, 60), (9.9, 80)), Kind.EASY),
        (((50, 60), (10, 76)), Kind.TEMPO),
        (((50, 60), (3.9, 95)), Kind.EASY),
        (((50, 60), (4, 91)), Kind.THRESHOLD),
        (((50, 60), (0.9, 120)), Kind.EASY),
        (((50, 60), (1, 105)), Kind.VO2),
    ],
)
def test_a_session_is_what_its_hardest_part_is_once_there_is_enough_of_it(parts: tuple[tuple[float, float], ...], kind: Kind) -> None:
    assert kind_of(ride(*parts), "bike") is kind


def test_hard_minutes_add_up_over_repeats() -> None:
    work, rest = ride((0.5, 120), (0.5, 50))
    assert kind_of([*ride((30, 60)), repeated(8, [work, rest])], "bike") is Kind.VO2


def test_warming_up_is_no_work() -> None:
    warmup = [{**part, "class": "warmup"} for part in ride((5, 110))]
    assert kind_of([*warmup, *ride((30, 60))], "bike") is Kind.EASY


def test_without_a_target_nothing_is_told() -> None:
    assert kind_of([step("active", for_seconds(600))], "bike") is None
    assert kind_of([], "run") is None


@pytest.mark.parametrize(
    ("made", "kind"),
    [
        (target("hr", "zone", 2), Kind.EASY),
        (target("hr", "zone", 3), Kind.TEMPO),
        (target("hr", "zone", 4), Kind.THRESHOLD),
        (target("hr", "zone", 5), Kind.VO2),
        (target("hr", "pct_lthr", 80), Kind.RECOVERY),
        (target("hr", "pct_lthr", 85), Kind.EASY),
        (target("hr", "pct_lthr", 92), Kind.TEMPO),
        (target("hr", "pct_lthr", 98), Kind.THRESHOLD),
        (target("hr", "pct_max_hr", 75), Kind.EASY),
        (target("hr", "pct_max_hr", 93), Kind.VO2),
        (target("pace", "pct_threshold_pace", 100), Kind.THRESHOLD),
        (target("rpe", "rpe", 8), Kind.VO2),
        (target("rpe", "rpe", 3), Kind.RECOVERY),
        ({**target("pace", "named", 100), "name": "5 km"}, Kind.VO2),
        ({**target("pace", "named", 100), "name": "half marathon"}, Kind.THRESHOLD),
        ({**target("pace", "named", 75), "name": "10 km"}, Kind.EASY),
    ],
)
def test_every_sort_of_target_is_understood(made: Raw, kind: Kind) -> None:
    assert kind_of([step("active", for_seconds(1800), [made])], "run") is kind


WATTS = step("active", for_seconds(180), [target("power", "w", 300)])
REST = step("recovery", for_seconds(120))


def test_watts_without_an_ftp_tell_nothing_and_are_never_easy() -> None:
    assert kind_of([WATTS], "bike") is None
    assert kind_of([*ride((60, 60)), WATTS], "bike") is None
    assert kind_of([*ride((20, 95)), WATTS], "bike") is Kind.THRESHOLD


def test_unknown_efforts_with_rests_between_them_are_intervals() -> None:
    assert kind_of([repeated(3, [WATTS, REST])], "bike") is Kind.INTERVAL
    assert kind_of([*ride((20, 60)), repeated(3, [WATTS, REST])], "bike") is Kind.INTERVAL
    assert kind_of([repeated(2, [WATTS, REST])], "bike") is None
    assert kind_of([repeated(3, [WATTS])], "bike") is None


def test_strides_make_no_interval_session() -> None:
    stride = step("active", for_metres(100), [target("pace", "s_per_km", 200)])
    assert kind_of([*ride((30, 60)), repeated(6, [stride, REST])], "run") is None


def test_metres_of_unknown_pace_are_weighed_by_a_usual_one() -> None:
    fast = step("active", for_metres(400), [target("hr", "zone", 5)])
    assert kind_of([repeated(8, [fast])], "run") is Kind.VO2
    assert kind_of([step("active", for_metres(100), [target("hr", "zone", 5)])], "run") is Kind.EASY


def test_an_open_end_weighs_nothing() -> None:
    assert kind_of([step("active", OPEN, [target("hr", "zone", 5)]), *ride((30, 60))], "run") is Kind.EASY
