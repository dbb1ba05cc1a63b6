"""A file says in which unit its coach thinks: by its header, by its cells, sport by sport."""

import pytest

from service.documents.display_units import units_of
from service.domain.distances import DistanceUnit
from service.domain.session import Sport
from tests.formats.tables.uploads import WEEKDAYS, drafted

GRID = ("Week", *WEEKDAYS)


def shown(rows: list[tuple[str, ...]], **said: object) -> dict[str, str] | None:
    made = drafted(rows, **said)
    assert made.document is not None
    return made.document.display_units


@pytest.mark.parametrize(
    ("header", "cell", "units"),
    [
        ("Distance (mi)", "5", {"run": "mi"}),
        ("miles", "5", {"run": "mi"}),
        ("Distance", "5 miles", {"run": "mi"}),
        ("Distance (km)", "8", {"run": "km"}),
        ("Distance", "8", None),
    ],
)
def test_a_column_or_its_cells_say_miles_or_kilometres(header: str, cell: str, units: dict[str, str] | None) -> None:
    assert shown([("Date", "Workout", header), ("2026-03-02", "Easy run", cell)]) == units


def test_cells_win_over_the_column_that_they_stand_in() -> None:
    rows = [("Date", "Workout", "Distance (km)"), ("2026-03-02", "Easy run", "5 mi"), ("2026-03-03", "Easy run", "6 mi")]
    assert shown(rows) == {"run": "mi"}


def test_swims_in_yards_stay_in_yards_beside_runs_in_miles() -> None:
    rows = [("Date", "Workout", "Distance"), ("2026-03-02", "Run easy", "5 mi"), ("2026-03-03", "Swim easy", "2500 yd")]
    assert shown(rows) == {"run": "mi", "swim": "yd"}


def test_swims_in_metres_stay_in_metres() -> None:
    rows = [("Date", "Workout", "Distance"), ("2026-03-02", "Run easy", "8 km"), ("2026-03-03", "Swim easy", "2000 m")]
    assert shown(rows) == {"run": "km", "swim": "m"}


def test_rides_in_kilometres_are_named_where_runs_are_in_miles() -> None:
    rows = [
        ("Date", "Workout", "Distance"), ("2026-03-02", "Run easy", "5 mi"), ("2026-03-03", "Ride easy", "40 km"),
        ("2026-03-04", "Run easy", "6 mi"),
    ]  # fmt: skip
    assert shown(rows) == {"run": "mi", "bike": "km"}


def test_one_race_of_ten_kilometres_makes_no_metric_plan() -> None:
    cells = ("1", "Rest", "3 m run", "4 m run", "5 m run", "Rest", "Rest", "10k race")
    assert shown([GRID, cells]) == {"run": "mi"}


def test_the_one_who_uploads_says_what_numbers_without_a_unit_are() -> None:
    assert shown([GRID, ("1", "Rest", "5 easy", "", "", "", "", "9 long")], unit="mi") == {"run": "mi"}


def test_weeks_without_days_say_it_too() -> None:
    rows = [("Week", "Long Run (mi)", "Key Workout"), ("1", "8", "6 x 800m"), ("2", "9", "Tempo 30 min")]
    assert shown(rows, long_run_weekday=6) == {"run": "mi"}


def test_a_calendar_of_a_running_app_in_miles_says_so() -> None:
    event = "BEGIN:VEVENT\r\nUID:1\r\nDTSTART;VALUE=DATE:20260302\r\nSUMMARY:Easy Run • 6mi • 50m - 55m\r\nEND:VEVENT\r\n"
    made = drafted(f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{event}END:VCALENDAR\r\n".encode(), name="plan.ics")
    assert made.document is not None
    assert made.document.display_units == {"run": "mi"}


def test_a_swim_of_whole_lengths_in_yards_in_an_export_in_metres_is_shown_in_yards() -> None:
    head = ("Title", "WorkoutType", "WorkoutDay", "PlannedDuration", "PlannedDistanceInMeters")
    made = drafted([head, ("Easy", "Swim", "2026-05-05", "1", "2286"), ("Easy", "Run", "2026-05-06", "1", "10000")])
    assert made.document is not None
    units = units_of(made.document)
    assert (units.of(Sport.SWIM), units.of(Sport.RUN), units.total) == (DistanceUnit.YD, DistanceUnit.KM, DistanceUnit.KM)
