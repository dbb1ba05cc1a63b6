"""The workout export of TrainingPeaks."""

import pytest

from tests.formats.tables.uploads import codes, drafted, metres, minutes, sessions, short

HEAD = [
    "Title", "WorkoutType", "WorkoutDescription", "PlannedDuration", "PlannedDistanceInMeters", "WorkoutDay", "CoachComments",
    "DistanceInMeters", "TimeTotalInHours", "IF", "TSS", "Rpe", "Feeling",
]  # fmt: skip


def row(**cells: str) -> list[str]:
    return [cells.get(name, "") for name in HEAD]


def test_hours_are_decimal_and_distances_metres() -> None:
    session = sessions(
        [
            HEAD,
            row(
                Title="Easy",
                WorkoutType="Run",
                PlannedDuration="0.635277777777778",
                PlannedDistanceInMeters="2377.43994140625",
                WorkoutDay="2026-05-05",
            ),
        ]
    )[0]
    assert session.planned is not None
    assert session.planned.duration_s is not None
    assert (session.planned.duration_s.value, metres(session)) == (2287, 2377.4)


def test_a_decimal_comma_is_taken_too() -> None:
    session = sessions([HEAD, row(Title="Easy", WorkoutType="run", PlannedDuration="0,5", WorkoutDay="2026-05-05")])[0]
    assert minutes(session) == 30


def test_tss_and_if_are_never_planned_load() -> None:
    session = sessions([HEAD, row(Title="Easy", WorkoutType="Run", PlannedDuration="1", TSS="55", IF="0.7", WorkoutDay="2026-05-05")])[0]
    assert session.planned is not None
    assert session.planned.load is None
    assert session.extensions == {"trainingpeaks": {"IF": "0.7", "TSS": "55"}}


def test_what_was_never_planned_is_completed_and_no_plan() -> None:
    session = sessions(
        [
            HEAD,
            row(
                Title="Walk",
                WorkoutType="Walk",
                TimeTotalInHours="0.5",
                DistanceInMeters="2400,5",
                Rpe="3",
                Feeling="6",
                WorkoutDay="2026-05-05",
            ),
        ]
    )[0]
    assert session.planned is None
    assert session.completed is not None
    assert (session.status, session.completed.duration_s, session.completed.distance_m, session.completed.rpe) == (
        "completed",
        1800,
        2400.5,
        3,
    )
    assert session.extensions == {"trainingpeaks": {"Feeling": "6"}}


def test_a_day_off_is_a_row_and_other_without_figures_is_a_note() -> None:
    made = drafted(
        [
            HEAD,
            row(Title="Day Off", WorkoutType="Day Off", WorkoutDay="2026-05-04"),
            row(Title="Welcome", WorkoutType="Other", WorkoutDay="2026-05-04"),
        ]
    )
    assert made.document is not None
    assert [short(s) for s in made.document.sessions] == [("2026-05-04", "rest", "rest")]
    assert [note.text for note in made.document.notes or ()] == ["2026-05-04: Welcome"]
    assert "note" in codes(made)


def test_the_order_of_the_file_is_the_order_of_the_day() -> None:
    made = sessions(
        [HEAD, row(Title="Swim", WorkoutType="Swim", WorkoutDay="2026-05-04"), row(Title="Run", WorkoutType="Run", WorkoutDay="2026-05-04")]
    )
    assert [s.order_in_day for s in made] == [None, 2]


def test_a_row_without_a_date_is_said() -> None:
    made = drafted(
        [HEAD, row(Title="x", WorkoutType="Run", WorkoutDay="soon"), row(Title="Run", WorkoutType="Run", WorkoutDay="2026-05-04")]
    )
    assert [(m.code, m.pointer) for m in made.messages if m.code == "row-without-day"] == [("row-without-day", "row 2, column WorkoutDay")]


@pytest.mark.parametrize(
    ("sport", "written", "yards"),
    [("Swim", "2377.43994140625", "2600 yd"), ("Swim", "2400", None), ("Swim", "2377", None), ("Run", "2377.43994140625", None)],
)
def test_a_swim_that_was_planned_in_yards_says_so(sport: str, written: str, yards: str | None) -> None:
    cells = row(Title="Easy", WorkoutType=sport, PlannedDistanceInMeters=written, WorkoutDay="2026-05-05")
    planned = sessions([HEAD, cells])[0].planned
    assert planned is not None
    assert planned.distance_m is not None
    assert planned.distance_m.as_written == yards


@pytest.mark.parametrize("written", ["nan", "inf", "-inf", "1e309"])
def test_a_number_that_is_none_is_said_and_left_out(written: str) -> None:
    made = drafted([HEAD, row(Title="Easy", WorkoutType="Run", PlannedDuration=written, WorkoutDay="2026-05-05")])
    assert made.document is not None
    assert "no-number" in codes(made)
