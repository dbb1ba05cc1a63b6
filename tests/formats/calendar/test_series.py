"""Series of events."""

from __future__ import annotations

from datetime import date

import pytest

from service.errors import BadInput
from tests.support.calendars import all_day, codes, read


def days(*events: str) -> list[str]:
    return sorted(s.date.isoformat()[5:] for s in read(*events).sessions if s.date is not None)


def series(rule: str, more: str = "") -> str:
    """From Wednesday, 4 March."""
    return all_day("Easy run", more=f"RRULE:{rule}\n{more}")


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("FREQ=WEEKLY;COUNT=3", ["03-04", "03-11", "03-18"]),
        ("FREQ=WEEKLY;INTERVAL=2;COUNT=2", ["03-04", "03-18"]),
        ("FREQ=WEEKLY;BYDAY=MO,WE,FR;COUNT=4", ["03-04", "03-06", "03-09", "03-11"]),
        ("FREQ=WEEKLY;UNTIL=20260311", ["03-04", "03-11"]),
        ("FREQ=WEEKLY;UNTIL=20260310T235959Z", ["03-04"]),
        ("FREQ=DAILY;COUNT=3", ["03-04", "03-05", "03-06"]),
        ("FREQ=DAILY;INTERVAL=3;UNTIL=20260310", ["03-04", "03-07", "03-10"]),
        ("FREQ=DAILY;BYDAY=SA,SU;COUNT=3", ["03-07", "03-08", "03-14"]),
    ],
)
def test_daily_and_weekly_series_are_written_out(rule: str, expected: list[str]) -> None:
    assert days(series(rule)) == expected


def test_dates_that_were_taken_out_stay_out_and_count() -> None:
    assert days(series("FREQ=WEEKLY;COUNT=3", "EXDATE;VALUE=DATE:20260311")) == ["03-04", "03-18"]


def test_a_changed_occurrence_takes_the_place_of_the_regular_one() -> None:
    changed = "UID:Easy run-20260304\nRECURRENCE-ID;VALUE=DATE:20260311\nDTSTART;VALUE=DATE:20260312\nSUMMARY:Easy run, moved"
    assert days(series("FREQ=WEEKLY;COUNT=3"), changed) == ["03-04", "03-12", "03-18"]


def test_each_occurrence_has_an_id_of_its_own_that_stays_when_it_is_moved() -> None:
    changed = "UID:Easy run-20260304\nRECURRENCE-ID;VALUE=DATE:20260311\nDTSTART;VALUE=DATE:20260312\nSUMMARY:Easy run, moved"
    ids = {
        s.date.isoformat(): s.external_ids[0].id for s in read(series("FREQ=WEEKLY;COUNT=2"), changed).sessions if s.date and s.external_ids
    }
    assert ids == {"2026-03-04": "Easy run-20260304/2026-03-04", "2026-03-12": "Easy run-20260304/2026-03-11"}


def test_a_series_without_an_end_goes_on_to_the_end_of_the_plan() -> None:
    assert days(series("FREQ=WEEKLY"), all_day("Long run", "20260320")) == ["03-04", "03-11", "03-18", "03-20"]


def test_a_series_that_nothing_ends_is_refused_with_the_mend() -> None:
    with pytest.raises(BadInput, match="give it one") as caught:
        read(series("FREQ=WEEKLY"))
    assert caught.value.findings[0].code == "endless-series"


def test_too_long_a_series_is_refused() -> None:
    assert len(days(series("FREQ=DAILY;COUNT=400"))) == 400
    with pytest.raises(BadInput) as caught:
        read(series("FREQ=DAILY;COUNT=401"))
    assert caught.value.findings[0].code == "too-many"


@pytest.mark.parametrize(
    "rule", ["FREQ=MONTHLY;COUNT=3", "FREQ=WEEKLY;BYMONTH=2;COUNT=3", "FREQ=WEEKLY;INTERVAL=0;COUNT=3", "FREQ=DAILY;BYDAY=1MO;COUNT=2"]
)
def test_other_series_keep_their_first_date_and_say_so(rule: str) -> None:
    plan = read(series(rule))
    assert [s.date for s in plan.sessions] == [date(2026, 3, 4)]
    assert codes(plan) == ["series-not-expanded"]


def test_a_series_keeps_its_clock_when_the_clocks_change() -> None:
    plan = read("UID:x\nDTSTART;TZID=Europe/Vienna:20260325T180000\nSUMMARY:Easy run\nRRULE:FREQ=WEEKLY;COUNT=2")
    assert [s.start_time for s in plan.sessions] == ["18:00", "18:00"]
