"""One row a session, under whatever names: the traps of tables that people make for themselves."""

from datetime import date

import pytest

from service.documents.structure import Strength
from service.formats.questions import ask_date_order
from tests.formats.tables.uploads import codes, drafted, metres, minutes, refusal, saved, sessions, short

MILE = 1609.344


def test_a_german_table_is_read_by_its_german_names() -> None:
    rows = [["Datum", "Training", "Distanz", "Pace", "Notiz"], ["02.03.2026", "Lockerer DL", "8,5 km", "6:00", "-"]]
    session = sessions(saved(rows, delimiter=";"))[0]
    assert short(session) == ("2026-03-02", "run", "easy")
    assert metres(session) == 8500


@pytest.mark.parametrize(
    ("head", "row", "expected"),
    [
        (("date", "séance", "durée"), ("2026-03-02", "Sortie longue", "1h30"), ("2026-03-02", "run", "long")),
        (("fecha", "sesion", "distancia_km"), ("2026-03-02", "Rodaje suave", "10"), ("2026-03-02", "run", "easy")),
        (("data", "allenamento", "distanza"), ("2026-03-02", "Ripetute 6x1000", "12 km"), ("2026-03-02", "run", "interval")),
        (("data", "treino", "distância"), ("2026-03-02", "Longão", "20 km"), ("2026-03-02", "run", "long")),
        (("datum", "training", "afstand"), ("2026-03-02", "Rustige duurloop", "8 km"), ("2026-03-02", "run", "easy")),
        (("WorkoutDay", "Workout", "Planned Distance (miles)"), ("2026-03-02", "Tempo run", "5"), ("2026-03-02", "run", "tempo")),
    ],
)
def test_column_names_of_seven_languages_are_known(head: tuple[str, ...], row: tuple[str, ...], expected: tuple[str, str, str]) -> None:
    assert short(sessions([head, row])[0]) == expected


@pytest.mark.parametrize(("header", "cell", "expected"), [
    ("Distance (km)", "10,5", 10500), ("Distance (km)", "10.5", 10500), ("miles", "5", 5 * MILE), ("DistanceInMeters", "800", 800),
    ("Distance (km)", "5 mi", 5 * MILE), ("Distance", "5-6 km", 5500), ("Distance (km)", "[5.0, 5.5]", 5250), ("Distance (km)", "~8", 8000),
    ("Distance (km)", "2700-3000 m", 2850), ("Distance (km)", "-", None), ("Distance (km)", "", None),
])  # fmt: skip
def test_a_unit_in_the_header_binds_the_column_and_one_in_the_cell_wins(header: str, cell: str, expected: float | None) -> None:
    session = sessions([["Date", "Workout", header], ["2026-03-02", "Easy run", cell]])[0]
    assert metres(session) == (None if expected is None else pytest.approx(expected, abs=0.5))


def test_a_column_of_units_is_read_row_by_row() -> None:
    head = ["day", "sport", "title", "planned_distance", "planned_distance_unit"]
    rows = [
        ["1", "run", "Easy", "5", "mi"],
        ["2", "bike", "Ride", "40", "km"],
        ["3", "swim", "Drills", "1500", "m"],
        ["4", "run", "Jog", "6", ""],
    ]
    made = drafted([head, *rows])
    assert made.document is not None
    assert [metres(session) for session in made.document.sessions] == [8046.7, 40000, 1500, 6000]
    assert [message.pointer for message in made.messages if message.code == "unit-assumed-km"] == ["row 5, column planned_distance"]


@pytest.mark.parametrize(("header", "cell", "expected"), [
    ("Duration", "45", 45), ("Duration", "45:00", 45), ("Duration", "0:45", 45), ("Duration", "1:30", 90), ("Duration", "1:30:00", 90),
    ("Duration (h)", "1.5", 90), ("Dauer", "1,5 h", 90), ("Duration", "1h30", 90), ("Duration_min", "60", 60),
    ("Duration", "35-40 min", 37.5),
    ("Time (min)", "50'", 50),
])  # fmt: skip
def test_durations_of_all_spellings_are_read(header: str, cell: str, expected: float) -> None:
    session = sessions([["Date", "Workout", header], ["2026-03-02", "Easy run", cell]])[0]
    assert minutes(session) == expected


def test_a_date_in_a_distance_column_is_said_and_is_no_value() -> None:
    made = drafted([["Date", "Workout", "Distance (km)"], ["2026-03-02", "Easy run", "7-May"]])
    assert made.document is not None
    assert metres(made.document.sessions[0]) is None
    message = next(m for m in made.messages if m.code == "date-damage")
    assert (message.pointer, "5-7" in message.text) == ("row 2, column Distance (km)", True)


def test_a_session_without_a_length_is_estimated_and_says_so() -> None:
    made = sessions([["Date", "Workout"], ["2026-03-02", "Easy run"], ["2026-03-03", "Rest"]])
    assert made[0].planned is not None
    assert made[0].planned.duration_s is not None
    assert (minutes(made[0]), made[0].planned.duration_s.source) == (45, "estimated")
    assert made[1].planned is None


def test_the_distance_of_the_column_is_the_whole_and_the_words_are_a_part() -> None:
    session = sessions([["Datum", "Einheit", "Distanz (km)"], ["02.03.2026", "TDL 20 min", "9"]])[0]
    assert (metres(session), minutes(session)) == (9000, 54)


def test_the_type_column_tells_the_kind_that_the_title_leaves_open() -> None:
    rows = [["Date", "Type", "Title"], ["2026-03-02", "Threshold", "Monday special"], ["2026-03-03", "Bike", "Commute"]]
    assert [short(s) for s in sessions(rows)] == [("2026-03-02", "run", "threshold"), ("2026-03-03", "bike", "easy")]


def test_efforts_zones_and_the_rest_of_the_columns_are_kept() -> None:
    made = drafted([["Date", "Workout", "RPE", "Zone", "Weather"], ["2026-03-02", "Easy run", "3-4", "2", "sunny"]])
    assert made.document is not None
    session = made.document.sessions[0]
    assert session.intensity is not None
    assert session.intensity.rpe is not None
    assert (session.intensity.rpe.low, session.intensity.rpe.high) == (3, 4)
    assert session.extensions == {"table": {"Weather": "sunny"}}
    assert "unknown-column" in codes(made)


def test_two_rows_of_one_day_are_in_the_order_of_the_file() -> None:
    made = sessions([["Date", "Workout"], ["2026-03-02", "Swim 1500 m"], ["", "Run 5 km"]])
    assert [(str(s.date), s.order_in_day) for s in made] == [("2026-03-02", None), ("2026-03-02", 2)]


def test_week_and_weekday_make_an_undated_plan() -> None:
    rows = [
        ["week", "day", "distance", "type", "duration"],
        ["1", "Tue", "5 mi", "easy", ""],
        ["", "Sun", "10 mi", "long", ""],
        ["2", "Mon", "", "rest", ""],
    ]
    assert [s.day_index for s in sessions(rows)] == [1, 6, 7]


def test_comment_lines_are_no_rows() -> None:
    assert len(sessions([["week", "day", "type"], ["# base phase", "", ""], ["1", "Tue", "easy"]])) == 1


def test_days_counted_through_the_plan_are_its_days() -> None:
    rows = [["day", "sport", "title", "duration_minutes"], ["1", "bike", "Endurance", "60"], ["3", "run", "Tempo run", "40"]]
    assert [s.day_index for s in sessions(rows)] == [0, 2]


def test_a_row_without_a_day_is_said_and_kept_as_a_note() -> None:
    made = drafted([["Date", "Workout"], ["Block 1", "Build up"], ["2026-03-02", "Easy run"]])
    assert made.document is not None
    assert len(made.document.sessions) == 1
    assert "row-without-day" in codes(made)


def test_the_header_need_not_stand_in_the_first_row() -> None:
    rows = [["Plan of Ada"], [], ["Date", "Workout", "km"], ["2026-03-02", "Easy run", "8"]]
    assert metres(sessions(rows)[0]) == 8000


def test_strength_sets_of_a_day_are_one_session() -> None:
    rows = [
        ["fecha", "sesión", "ejercicio", "serie", "peso_lb", "reps"], ["2026-03-02", "Fuerza A", "Sentadilla", "1", "175", "4-6"],
        ["2026-03-02", "Fuerza A", "Sentadilla", "2", "175", "4-6"], ["2026-03-02", "Fuerza A", "Zancada", "1", "40", "8"],
    ]  # fmt: skip
    made = sessions(rows)
    assert [short(s) for s in made] == [("2026-03-02", "strength", "strength")]
    assert isinstance(made[0].strength, Strength)
    first = made[0].strength.exercises[0]
    assert first.sets is not None
    assert (first.name, len(first.sets)) == ("Sentadilla", 2)
    assert first.sets[0].load_kg is not None
    assert (first.sets[0].load_kg.value, first.sets[0].load_as_written) == (79.4, "175 lb")


def test_a_table_of_weeks_asks_for_the_weekday_of_the_long_run() -> None:
    rows = [
        ["Week", "Phase", "Long Run (km)", "Key Workout", "Weekly Mileage (km)"],
        ["1", "Base", "14", "6 x 400m", "40"],
        ["2", "Base", "16", "Tempo 20 min", "44"],
    ]
    made = drafted(rows)
    assert (made.document, [q.code for q in made.questions], made.is_ready) == (None, ["weekday-open"], False)
    answered = sessions(rows, long_run_weekday=6)
    assert [(s.day_index, s.kind.value) for s in answered] == [(2, "interval"), (6, "long"), (9, "tempo"), (13, "long")]


class TestDates:
    """What one cell leaves open, the column may tell."""

    @staticmethod
    def dates(*cells: str, weekdays: tuple[str, ...] = (), **said: object) -> list[str]:
        head = ["Date", "Day", "Workout"] if weekdays else ["Date", "Workout"]
        rows = [[cell, *([weekdays[n]] if weekdays else []), "Easy run"] for n, cell in enumerate(cells)]
        return [str(s.date) for s in sessions([head, *rows], **said)]

    @pytest.mark.parametrize("cell", [
        "2026-03-04", "2026/03/04", "20260304", "04.03.2026", "4.3.26", "4 March 2026", "Mar 4, 2026", "4-Mar-2026", "4 de marzo de 2026",
        "Mi 4. März 2026", "4 mars 2026",
    ])  # fmt: skip
    def test_unambiguous_dates_are_read(self, cell: str) -> None:
        assert self.dates(cell) == ["2026-03-04"]

    def test_a_number_above_twelve_tells_the_order_of_the_whole_column(self) -> None:
        assert self.dates("03/04/2026", "13/04/2026") == ["2026-04-03", "2026-04-13"]
        assert self.dates("03/04/2026", "03/13/2026") == ["2026-03-04", "2026-03-13"]

    def test_the_weekday_beside_tells_the_order(self) -> None:
        assert self.dates("03/04/2026", weekdays=("Wed",)) == ["2026-03-04"]
        assert self.dates("03/04/2026", weekdays=("Fri",)) == ["2026-04-03"]

    def test_rising_rows_tell_the_order(self) -> None:
        assert self.dates("01/04/2026", "02/04/2026", "03/04/2026", "01/05/2026") == [
            "2026-04-01",
            "2026-04-02",
            "2026-04-03",
            "2026-05-01",
        ]

    def test_what_stays_open_is_asked_with_both_readings(self) -> None:
        made = drafted([["Date", "Workout"], ["03/04/2026", "Easy run"]])
        assert made.questions == (ask_date_order("row 2, column Date", "03/04/2026"),)
        assert self.dates("03/04/2026", date_order="mdy") == ["2026-03-04"]

    def test_contradicting_rows_are_refused_with_one_row_for_each_order(self) -> None:
        error = refusal([["Date", "Workout"], ["13/04/2026", "Easy run"], ["04/14/2026", "Easy run"]])
        assert [(f.code, f.pointer) for f in error.findings] == [("mixed-dates", "row 2, column A"), ("mixed-dates", "row 3, column A")]

    def test_a_missing_year_is_that_nearest_to_the_start_and_turns_at_new_year(self) -> None:
        assert self.dates("30-Dec", "2-Jan", start=date(2026, 12, 28)) == ["2026-12-30", "2027-01-02"]

    def test_without_a_year_or_a_start_the_start_is_asked(self) -> None:
        assert [q.code for q in drafted([["Date", "Workout"], ["4-Jun", "Easy run"]]).questions] == ["undated"]

    def test_a_weekday_that_disagrees_is_said_and_the_date_counts(self) -> None:
        made = drafted([["Date", "Day", "Workout"], ["2026-03-04", "Mon", "Easy run"]])
        assert "weekday-disagrees" in codes(made)
