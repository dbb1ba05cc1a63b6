"""What files of tables do on their way from one program to another, and how big they may be."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.documents.limits import MOST_BYTES, MOST_TEXT
from service.errors import BadInput
from service.formats import draft
from service.formats.tables import grid, grid_weeks, long_table
from service.formats.tables.sheet import MOST_COLUMNS, MOST_ROWS, Sheet, letters
from tests.formats.tables.uploads import WEEKDAYS, codes, drafted, metres, refusal, saved, sessions, short

ROWS = [["Datum", "Einheit", "Bemerkung"], ["2026-03-02", "Lockerer DL", "Größe, Länge; à l'aise\nzweite Zeile"]]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_delimiters_and_encodings_are_told_by_the_content(delimiter: str, encoding: str) -> None:
    made = drafted(saved(ROWS, delimiter=delimiter, encoding=encoding))
    assert made.document is not None
    assert made.document.sessions[0].description == "Größe, Länge; à l'aise zweite Zeile".replace(" zweite", "\nzweite")
    assert ("not-utf-8" in codes(made)) is (encoding == "cp1252")


def test_line_ends_inside_a_cell_do_not_end_the_row() -> None:
    assert len(sessions(ROWS)) == 1


def test_decimal_commas_do_not_make_the_comma_the_delimiter() -> None:
    content = "Datum;Einheit;km\n2026-03-02;Dauerlauf;8,5\n2026-03-03;Dauerlauf;9,5\n"
    assert [metres(s) for s in sessions(content.encode())] == [8500, 9500]


def test_wrong_bytes_of_any_code_page_are_read_with_a_word_about_it() -> None:
    made = drafted("Date,Workout\n2026-03-02,Footing à l'aise\n".encode("cp1252"))
    assert made.document is not None
    assert made.document.sessions[0].title == "Footing à l'aise"
    assert "not-utf-8" in codes(made)


def test_bytes_of_no_code_page_are_refused_by_name() -> None:
    error = refusal(b"Date,Workout\n2026-03-02,\x81\x8d\x9d\n")
    assert (error.place, error.findings[0].code) == ("plan.csv", "wrong-encoding")


@pytest.mark.parametrize(("content", "code"), [
    (b"", "empty"), (b" \n ", "empty"), (b"\x00\x01\x02\x03binary", "unknown-format"), (b"%PDF-1.7", "unknown-format"),
    (b"Date,Workout\n", "no-sessions"), (b"one,two\nthree,four\n", "no-header"), (b'Date,Workout\n"2026-03-02,x', "broken-table"),
    (b"Date,Workout\n2026-03-02,ea\x07sy\n", "unclean-text"),
])  # fmt: skip
def test_what_holds_no_plan_is_refused_with_a_reason(content: bytes, code: str) -> None:
    error = refusal(content)
    assert (error.place, error.findings[0].code) == ("plan.csv", code)
    assert error.findings[0].detail


def test_a_file_too_large_is_refused_before_it_is_read() -> None:
    assert refusal(b"a" * (MOST_BYTES + 1)).findings[0].code == "too-large"


def test_rows_columns_and_cells_have_their_limits() -> None:
    assert refusal(b"Date,Workout\n" + b"2026-03-02,Run\n" * MOST_ROWS).findings[0].code == "too-many"
    assert refusal(b"Date,Workout" + b",x" * MOST_COLUMNS + b"\n").findings[0].code == "too-many"
    assert refusal(f"Date,Workout\n2026-03-02,{'x' * (MOST_TEXT + 1)}\n".encode()).findings[0].code == "too-long"


def test_more_sessions_than_a_plan_may_hold_are_refused() -> None:
    assert refusal(b"Date,Workout\n" + b"2026-03-02,Run 5 km\n" * 5001).findings[0].code == "too-many"


PROSE = b"we talked about marathon training on Monday and ran 5 km in the park " * 15


@pytest.mark.parametrize("head", [b"Date,Workout\n", b"Week,Mon,Tue,Wed,Thu,Fri,Sat,Sun\n"])
@pytest.mark.parametrize(("line", "rows", "code"), [(PROSE, 700, "too-much-text"), (b"5 km", 5001, "too-many")])
def test_letters_and_diaries_are_refused_before_a_single_session_of_them_is_read(
    head: bytes, line: bytes, rows: int, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    for module in (grid, grid_weeks, long_table):
        for name in ("sessions_in", "read_part"):
            monkeypatch.setattr(module, name, lambda text, *_: read.append(text), raising=False)
    assert refusal(head + b"2026-03-02," + (b"\n2026-03-02,").join([line] * rows)).findings[0].code == code
    assert read == []


def test_columns_are_named_as_spreadsheets_name_them() -> None:
    assert [letters(n) for n in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_merged_cells_are_filled_only_where_asked() -> None:
    sheet = Sheet((("Base", "a"), (None, "b"), (None, None)), merged=(((0, 0), (1, 0)), ((0, 1), (2, 1))))
    assert [row[0] for row in sheet.filled_down([0]).rows] == ["Base", "Base", None]
    assert [row[1] for row in sheet.filled_down([0]).rows] == ["a", "b", None]


CELL = st.one_of(
    st.sampled_from(
        ["", "Rest", "8 km easy", "6 x 800m @ 5k pace", "5-Jul", "#REF!", "03/04/2026", "2026-03-02", "1:30", "AM: run", "-", "12"]
    ),
    st.text(max_size=20),
)
HEADS = st.sampled_from([
    ["Week", *WEEKDAYS], ["Date", "Workout", "Distance", "Duration", "RPE", "Type", "Notes", "Day"],
    ["week", "day", "distance", "type", "duration", "a", "b", "c"],
    ["Title", "WorkoutType", "PlannedDuration", "WorkoutDay", "a", "b", "c", "d"],
    ["Week", "Long Run", "Key Workout", "Start", "x", "y", "z", "w"], ["Date", "Exercise", "Reps", "Weight lb", "Set", "a", "b", "c"],
])  # fmt: skip


@settings(max_examples=300, deadline=None, derandomize=True)
@given(HEADS, st.lists(st.lists(CELL, min_size=8, max_size=8), max_size=6))
def test_any_cells_give_a_draft_or_one_refusal(head: list[str], rows: list[list[str]]) -> None:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([head, *rows])
    try:
        made = draft(text.getvalue().encode("utf-8", "replace"), name="any.csv")
    except BadInput as error:
        assert error.findings  # noqa: PT017
    else:
        assert made.questions or made.document is not None
        for session in made.document.sessions if made.document else ():
            assert session.source is not None
            assert session.source.locator
            assert session.sport.value == "rest" or session.completed or session.planned


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(["5 km easy", "Tempo 30 min", "Rest", "Long run 16 km", ""]), min_size=7, max_size=21))
def test_every_cell_of_a_grid_with_training_is_a_session_on_its_day(cells: list[str]) -> None:
    weeks = [[str(n // 7 + 1), *(cells[n : n + 7])] for n in range(0, len(cells), 7)]
    filled = [n for n, cell in enumerate(cells) if cell]
    if not filled or any(not any(week[1:]) for week in weeks):
        return
    made = sessions([["Week", *WEEKDAYS], *weeks])
    assert [s.day_index for s in made] == filled
    assert [short(s)[1] for s in made] == ["rest" if cells[n] == "Rest" else "run" for n in filled]
