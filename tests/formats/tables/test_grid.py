"""A week a row, a day a column: what coaches do with such sheets, and what is made of it."""

from datetime import date

import pytest

from tests.formats.tables.uploads import WEEKDAYS, codes, drafted, metres, minutes, refusal, sessions, short

HEAD = ("Week", *WEEKDAYS)
MILE = 1609.344


def week(label: str, *cells: str) -> list[str]:
    return [label, *cells]


def test_each_cell_is_the_training_of_its_day() -> None:
    made = sessions([HEAD, week("1", "Rest", "8 km easy", "", "6 x 800m @ 5k pace", "", "", "Long run 18 km")])
    assert [short(s) for s in made] == [(0, "rest", "rest"), (1, "run", "easy"), (3, "run", "interval"), (6, "run", "long")]


def test_where_a_session_stood_is_kept_with_it() -> None:
    made = drafted([HEAD, week("1", "", "8 km easy")])
    assert made.document is not None
    source = made.document.sessions[0].source
    assert source is not None
    assert (source.locator, source.raw, source.file, source.format, source.sha256) == (
        "row 2, column Tuesday", "8 km easy", "plan.csv", "csv", made.sha256,
    )  # fmt: skip


def test_the_header_may_stand_below_a_title_and_a_web_address() -> None:
    rows = [["https://example.org/plan"], [], ["Autumn plan"], [], [], [], [], [], [], HEAD, week("Week 1", "", "5 km easy")]
    made = drafted(rows)
    assert made.document is not None
    assert [short(s) for s in made.document.sessions] == [(1, "run", "easy")]
    assert "Autumn plan" in [note.text for note in made.document.notes or ()]


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("de", ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")),
        ("de", ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")),
        ("fr", ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")),
        ("es", ("Lunes", "Martes", "Miércoles", "Jueves", "Viernes", "Sábado", "Domingo")),
        ("it", ("Lunedì", "Martedì", "Mercoledì", "Giovedì", "Venerdì", "Sabato", "Domenica")),
        ("pt", ("Segunda-feira", "Terça-feira", "Quarta-feira", "Quinta-feira", "Sexta-feira", "Sábado", "Domingo")),
        ("nl", ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")),
        ("en", ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")),
    ],
)
def test_weekdays_are_known_in_seven_languages(language: str, names: tuple[str, ...]) -> None:
    made = drafted([["", *names], ["1", "5 km", "6 km", "7 km", "8 km", "9 km", "10 km", "11 km"]])
    assert made.document is not None
    assert made.document.language == language
    assert [s.day_index for s in made.document.sessions] == list(range(7))


@pytest.mark.parametrize(("letters", "first"), [("MTWTFSS", "mon"), ("SMTWTFS", "sun"), ("LMMJVSD", "mon"), ("MDMDFSS", "mon")])
def test_weekdays_may_be_a_letter_each(letters: str, first: str) -> None:
    made = drafted([["Weeks to go", *letters], ["12", "5 km", "", "", "", "", "", "12 km"]])
    assert made.document is not None
    assert (made.document.week_start, [s.day_index for s in made.document.sessions]) == (first, [0, 6])


def test_a_week_that_starts_on_sunday_starts_on_sunday() -> None:
    made = drafted([["", "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"], ["1", "12 km", "rest", "", "8 km"]], start=date(2026, 3, 1))
    assert made.document is not None
    assert made.document.week_start == "sun"
    assert [str(s.date) for s in made.document.sessions] == ["2026-03-01", "2026-03-02", "2026-03-04"]


def test_a_cycle_of_ten_days_has_ten_days() -> None:
    made = drafted([["Cycle", *(f"Day {n}" for n in range(1, 11))], ["1", *["5 km easy"] * 10], ["2", "8 km easy"]], start=date(2026, 3, 4))
    assert made.document is not None
    assert made.document.cycle_days == 10
    assert str(made.document.sessions[10].date) == "2026-03-14"


def test_weeks_counted_down_to_the_race_go_forward() -> None:
    made = sessions([HEAD, week("3", "", "5 km easy"), week("2", "", "6 km easy"), week("1", "", "", "", "", "", "", "10K race")])
    assert [s.day_index for s in made] == [1, 8, 20]


def test_a_week_that_is_left_out_is_a_week_without_sessions() -> None:
    assert [s.day_index for s in sessions([HEAD, week("1", "5 km"), week("3", "6 km")])] == [0, 14]


def test_a_row_without_a_week_number_continues_the_week_above() -> None:
    made = sessions([HEAD, week("1", "5 km easy", "8 km easy"), week("", "S&C", ""), week("2", "6 km easy")])
    assert [(s.day_index, s.order_in_day, s.sport.value) for s in made] == [
        (0, None, "run"), (1, None, "run"), (0, 2, "strength"), (7, None, "run"),
    ]  # fmt: skip


def test_totals_right_of_sunday_and_rows_below_are_no_sessions() -> None:
    rows = [
        [*HEAD, "Total km"], week("1", "", "8 km easy", "", "", "", "", "16 km long", "24"), ["Total", *[""] * 7, "24"], [], [],
        ["Legend", "easy = you can talk"], ["", "long = slow"],
    ]  # fmt: skip
    made = drafted(rows)
    assert made.document is not None
    assert len(made.document.sessions) == 2
    assert [note.text for note in made.document.notes or ()] == ["Legend · easy = you can talk", "long = slow"]


def test_words_right_of_sunday_are_the_note_of_the_week() -> None:
    made = drafted([[*HEAD, "Notes"], week("1", "", "8 km easy", "", "", "", "", "", "Sleep well this week")])
    assert made.document is not None
    assert [(note.scope, note.text) for note in made.document.notes or ()] == [("week", "Week 1: Sleep well this week")]


def test_a_broken_formula_is_said_and_nothing_is_made_of_it() -> None:
    made = drafted([HEAD, week("1", "#VALUE!", "8 km easy")])
    assert made.document is not None
    assert [short(s) for s in made.document.sessions] == [(1, "run", "easy")]
    assert [(m.code, m.pointer) for m in made.messages if m.code == "no-value"] == [("no-value", "row 2, column Monday")]


def test_blanks_that_do_not_break_and_trailing_blanks_are_blanks() -> None:
    made = sessions([HEAD, week("1", "Rest ", "1M\xa0jog", "3\u202fm run", "4 m run")])
    assert [s.title for s in made] == ["Rest", "1M jog", "3 m run", "4 m run"]
    assert metres(made[1]) == pytest.approx(MILE, abs=1)


def test_a_plan_in_miles_says_so_once_and_m_is_a_mile() -> None:
    made = drafted([HEAD, week("1", "3 m run", "5-6 mi easy", "", "6 x 800m @ 5k pace", "", "", "8 mi long")])
    assert made.document is not None
    assert made.document.display_units == {"run": "mi"}
    assert metres(made.document.sessions[0]) == pytest.approx(3 * MILE, abs=1)
    assert "unit-assumed-mi" not in codes(made)


def test_a_unit_that_stays_open_is_a_question_with_what_was_assumed() -> None:
    made = drafted([HEAD, week("1", "5 easy", "6 easy")])
    question = next(q for q in made.questions if q.code == "unit-open")
    assert (question.assumed, question.options, [c.value for c in question.choices]) == ("km", ("unit",), ["km", "mi"])
    answered = sessions([HEAD, week("1", "5 easy", "6 easy")], unit="mi")
    assert metres(answered[0]) == pytest.approx(5 * MILE, abs=1)


def test_a_range_that_a_spreadsheet_took_for_a_date_is_read_as_the_range_and_said() -> None:
    made = drafted([HEAD, week("1", "5-Jul", "8 km easy")])
    assert made.document is not None
    assert metres(made.document.sessions[0]) == 6000
    assert "date-damage" in codes(made)


def test_two_sessions_of_different_sports_in_a_cell_are_two() -> None:
    made = sessions([HEAD, week("1", "8 km easy + S&C", "AM: swim 1500 m\nPM: 5 km easy", "Bike 60 min + 20 min run")])
    assert [(s.day_index, s.sport.value, s.part_of_day) for s in made] == [
        (0, "run", None), (0, "strength", None), (1, "swim", "am"), (1, "run", "pm"), (2, "brick", None),
    ]  # fmt: skip


def test_prose_in_a_cell_is_kept_as_a_note_and_said() -> None:
    made = drafted([HEAD, week("1", "8 km easy", "bring the bibs")])
    assert made.document is not None
    assert len(made.document.sessions) == 1
    assert "no-session" in codes(made)
    assert "bring the bibs" in (made.document.notes or [])[0].text


def test_dates_beside_the_weeks_date_the_days() -> None:
    made = sessions([["Week of", *WEEKDAYS], week("2026-03-02", "", "8 km"), week("2026-03-09", "5 km")])
    assert [str(s.date) for s in made] == ["2026-03-03", "2026-03-09"]


def test_a_row_of_dates_dates_the_row_below() -> None:
    made = sessions([["", *WEEKDAYS], ["", *(f"2026-03-{n:02}" for n in range(2, 9))], ["", "5 km", "", "8 km"]])
    assert [str(s.date) for s in made] == ["2026-03-02", "2026-03-04"]


def test_partly_named_days_and_a_weekend_are_taken_with_the_weekend_on_the_day_that_was_said() -> None:
    rows = [["Week", "Date Range", "Tue Run", "Thu Run", "Weekend Long Run!", "Notes"], ["1", "", "5 km", "6 km", "12 km", ""]]
    assert [s.day_index for s in sessions(rows)] == [1, 3, 6]
    assert [s.day_index for s in sessions(rows, long_run_weekday=5)] == [1, 3, 5]


def test_abbreviations_are_read_by_their_own_legend() -> None:
    rows = [["E", "easy run"], ["T", "threshold run"], [], HEAD, week("1", "E", "T 40 min", "E 8 km")]
    made = sessions(rows)
    assert [(s.title, s.kind.value) for s in made] == [("E", "easy"), ("T 40 min", "threshold"), ("E 8 km", "easy")]
    assert minutes(made[1]) == 40


WORKOUT = """running: 6x1600
- warmup: lap-button
- repeat: 4
  - run: 1600m @ 5:00-4:30
  - recover: 02:30 @z2
- run: 40:00 @128 - 154 bpm; relaxed"""


def test_the_cell_language_of_watch_programs_gives_steps_and_repeats() -> None:
    session = sessions([HEAD, week("1", WORKOUT)], unit="km")[0]
    assert session.structure is not None
    raw = session.structure.model_dump(mode="json")["steps"]
    assert raw[0] == {"type": "step", "class": "warmup", "end": {"type": "open"}}
    assert raw[1]["count"] == 4
    assert raw[1]["steps"][0]["end"] == {"type": "distance", "m": 1600}
    assert raw[1]["steps"][0]["targets"] == [{"metric": "pace", "unit": "s_per_km", "low": 270, "high": 300}]
    assert raw[1]["steps"][1]["end"] == {"type": "time", "s": 150}
    assert raw[2]["notes"] == "relaxed"
    assert (session.title, session.kind.value) == ("6x1600", "interval")


def test_a_title_alone_refers_back_to_the_workout_that_was_written_out() -> None:
    made = sessions([HEAD, week("1", "running: 8k jog\n- run: 8km @z2"), week("2", "", "8k jog")])
    assert made[1].structure == made[0].structure
    assert made[1].day_index == 8
    assert made[1].source is not None
    assert made[1].source.raw == "8k jog"


def test_several_blocks_in_a_cell_are_several_sessions() -> None:
    cell = "running: easy 5k\n- run: 5km\nswimming: laps\n- swim: 1000yds Any Stroke"
    made = sessions([HEAD, week("1", cell)])
    assert [(s.sport.value, s.order_in_day) for s in made] == [("run", None), ("swim", 2)]


def test_a_grid_without_any_session_is_refused_with_what_is_wanted() -> None:
    finding = refusal([HEAD, week("1", "hello", "there")]).findings[0]
    assert finding.code == "no-sessions"
    assert "weekdays in one row" in finding.detail


def test_the_race_day_ties_the_last_race_and_weekdays_stay() -> None:
    rows = [HEAD, week("1", "", "5 km easy", "", "", "", "", "8 km long"), week("2", "", "5 km easy", "", "", "", "", "10K race")]
    on_sunday = sessions(rows, race_day=date(2026, 5, 17))
    assert [str(s.date) for s in on_sunday] == ["2026-05-05", "2026-05-10", "2026-05-12", "2026-05-17"]
    saturday = drafted(rows, race_day=date(2026, 5, 16))
    assert saturday.document is not None
    assert [str(s.date) for s in saturday.document.sessions] == ["2026-05-05", "2026-05-10", "2026-05-12", "2026-05-16"]
    assert "race-moved" in codes(saturday)


def test_a_start_in_the_middle_of_a_week_keeps_the_weekdays_and_says_so() -> None:
    made = drafted([HEAD, week("1", "", "5 km easy")], start=date(2026, 3, 5))
    assert made.document is not None
    assert str(made.document.sessions[0].date) == "2026-03-03"
    assert "start-moved" in codes(made)
