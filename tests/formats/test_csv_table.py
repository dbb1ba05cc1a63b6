import csv
import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.documents.plan import plan_document
from service.errors import BadInput
from service.formats import read_plan_file, write_plan_file
from service.formats.columns import BY_NAME, COLUMNS, PLAN_COLUMNS
from tests.support.plain import FULL_PLAN, Json, only_finding, plain_plan, plain_session
from tests.support.projection import project

HEAD = "id,date,sport,kind,duration_min,distance_km,rpe,hard,load,timezone\n"


def read(text: str | bytes) -> Json:
    content = text.encode() if isinstance(text, str) else text
    return read_plan_file(content, name="spring.csv").model_dump(mode="json")


def refused(text: str | bytes) -> BadInput:
    with pytest.raises(BadInput) as caught:
        read_plan_file(text.encode() if isinstance(text, str) else text, name="spring.csv")
    return caught.value


def test_each_cell_goes_to_its_place() -> None:
    plan = read(HEAD + "s-1,2026-03-05,run,tempo,45.5,8.25,7,no,310,Europe/Vienna\n")
    assert plan["sessions"] == [
        {"id": "s-1", "date": "2026-03-05", "sport": "run", "kind": "tempo", "hard": False, "rpe": {"value": 7},
         "planned": {"duration_s": 2730, "distance_m": 8250, "load": {"value": 310}}}
    ]  # fmt: skip
    assert (plan["name"], plan["timezone"]) == ("spring", "Europe/Vienna")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_delimiters_and_encodings_of_spreadsheets_are_understood(delimiter: str, encoding: str) -> None:
    rows = [
        ["Date", "Sport", "KIND", "Duration min", "title", "timezone"],
        ["2026-03-05", "run", "easy", "45", "à l'aise, doux; länger", "UTC"],
    ]
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(rows)
    document = read_plan_file(text.getvalue().encode(encoding), name="plan.csv")
    assert document.sessions[0].title == "à l'aise, doux; länger"
    assert [w.code for w in document.warnings] == (["not-utf-8"] if encoding == "cp1252" else [])


def test_a_decimal_comma_is_a_decimal_comma() -> None:
    assert read("date;sport;kind;duration_min;timezone\n2026-03-05;run;easy;45,5;UTC\n")["sessions"][0]["planned"]["duration_s"] == 2730


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        ("s-1,2026-02-30,run,easy,45,,,,,UTC", "date", "no-such-date"),
        ("s-1,05.03.2026,run,easy,45,,,,,UTC", "date", "bad-date"),
        ("s-1,2026-03-05,jog,easy,45,,,,,UTC", "sport", "unknown-value"),
        ("s-1,2026-03-05,run,,45,,,,,UTC", "kind", "missing"),
        ("s-1,2026-03-05,run,easy,0:45,,,,,UTC", "duration_min", "wrong-type"),
        ('s-1,2026-03-05,run,easy,"1,000",,,,,UTC', "duration_min", "wrong-type"),
        ("s-1,2026-03-05,run,easy,1441,,,,,UTC", "duration_min", "out-of-range"),
        ("s-1,2026-03-05,run,easy,-5,,,,,UTC", "duration_min", "out-of-range"),
        ("s-1,2026-03-05,run,easy,45,300,,,,UTC", "distance_km", "out-of-range"),
        ("s-1,2026-03-05,run,easy,45,,11,,,UTC", "rpe", "out-of-range"),
        ("s-1,2026-03-05,run,easy,45,,,maybe,,UTC", "hard", "wrong-type"),
        ("s-1,2026-03-05,run,easy,45,,,,5001,UTC", "load", "out-of-range"),
        ("s-1,2026-03-05,run,easy,nan,,,,,UTC", "duration_min", "wrong-type"),
    ],
)
def test_a_cell_that_cannot_be_is_named_by_row_and_column(row: str, column: str, code: str) -> None:
    good = "s-0,2026-03-04,run,easy,45,,,,,UTC\n"
    finding = only_finding(refused(HEAD + good + row + "\n"))
    assert (finding.pointer, finding.code) == (f"row 3, column {column}", code)
    assert "planned" not in finding.detail


def test_all_cells_are_judged_at_once() -> None:
    found = refused(HEAD + "s-1,2026-02-30,jog,easy,x,,,,,UTC\ns-1,2026-03-05,run,easy,45,,,,,UTC\n").findings
    assert {f.pointer for f in found} == {"row 2, column date", "row 2, column sport", "row 2, column duration_min"}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"date,sport,kind\n", "no-sessions"),
        (b"date,sport,kind,kind\n2026-03-05,run,easy,easy\n", "duplicate-column"),
        (b"date,sport,kind\n2026-03-05,run,easy,extra\n", "too-many-cells"),
        (b'date,sport,kind\n"2026-03-05,run,easy\n', "broken-table"),
        (b"date,sport,kind\n2026-03-05,run,ea\x07sy\n", "unclean-text"),
        (b"PK\x03\x04rest", "broken-archive"),
        (b"\x00\x01\x02", "unknown-format"),
    ],
)
def test_a_file_that_is_no_table_of_sessions_is_refused(content: bytes, code: str) -> None:
    assert [f.code for f in refused(content).findings] == [code]


@pytest.mark.parametrize("header", ["id,title", "sport,kind,duration_min"])
def test_a_table_that_names_no_day_is_refused_and_told_what_is_wanted(header: str) -> None:
    finding = only_finding(refused(f"{header}\nrun,easy,45\n"))
    assert finding.code == "no-header"
    assert "one row a session" in finding.detail


def test_unknown_columns_are_kept_named_and_written_back() -> None:
    document = read_plan_file(b"date,sport,kind,durations_min,timezone\n2026-03-05,run,easy,45,UTC\n")
    assert document.sessions[0].extensions == {"csv": {"durations_min": "45"}}
    assert [(w.pointer, w.code) for w in document.warnings] == [("row 1, column durations_min", "unknown-column")]
    assert "Did you mean duration_min?" in document.warnings[0].text
    assert b'"durations_min"' in write_plan_file(document, "csv")


def test_a_table_without_a_zone_is_taken_with_a_warning() -> None:
    assert [w.code for w in read_plan_file(b"date,sport,kind\n2026-03-05,run,easy\n").warnings] == ["no-timezone"]


@pytest.mark.parametrize("title", ["=1+1", "+1", "-1", "@SUM(A1)", "'=1+1", "''=x", "'quoted'", "plain"])
def test_no_cell_is_run_as_a_formula_and_every_title_comes_back(title: str) -> None:
    written = write_plan_file(plan_document(plain_plan(plain_session(title=title))), "csv")
    cells = next(csv.DictReader(io.StringIO(written.decode("utf-8-sig"), newline="")))
    assert cells["title"][0] not in "=+-@\t\r"
    assert read_plan_file(written).sessions[0].title == title


def test_the_file_is_one_that_spreadsheets_open_as_it_is() -> None:
    written = write_plan_file(plan_document(plain_plan()), "csv")
    assert written.startswith(b'\xef\xbb\xbf"id","date"')
    assert written.endswith(b"\r\n")


def test_a_plan_with_every_field_keeps_what_the_table_carries() -> None:
    document = plan_document(FULL_PLAN)
    assert read(write_plan_file(document, "csv")) == project(FULL_PLAN, "csv")


words = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=20) | st.sampled_from(
    ["=1", "'=x", "a\nb", 'q"q', ";", "-"]
)
sessions = st.fixed_dictionaries(
    {"id": st.integers(0, 10**6).map("s-{}".format), "date": st.dates(date(1970, 1, 1), date(2199, 12, 31)).map(str),
     "sport": st.sampled_from(["run", "bike", "strength", "rest"]), "kind": st.sampled_from(["easy", "tempo", "strength", "rest"])},
    optional={
        "title": words, "coach_notes": words, "hard": st.booleans(), "part_of_day": st.sampled_from(["am", "any"]),
        "start_time": st.sampled_from(["06:30", "18:00"]), "priority": st.sampled_from(["key", "optional"]), "key_rank": st.integers(1, 9),
        "locked": st.sampled_from(["none", "date"]), "status": st.sampled_from(["planned", "cancelled"]), "day_index": st.integers(-5, 90),
        "planned": st.fixed_dictionaries({}, optional={
            "duration_s": st.integers(0, 86400), "distance_m": st.integers(0, 299_999),
            "load": st.fixed_dictionaries({"value": st.integers(0, 5000)}, optional={"unit": st.sampled_from(["tss", "rpe_min"])})}),
        "rpe": st.integers(0, 10) | st.just({"low": 6, "high": 8}),
        "completed": st.fixed_dictionaries({"duration_s": st.integers(1, 9999)}, optional={"rpe": st.integers(1, 10)}),
    },
)  # fmt: skip


@settings(max_examples=50, deadline=None, derandomize=True)
@given(st.lists(sessions, min_size=1, max_size=4, unique_by=lambda s: s["id"]))
def test_reading_what_was_written_gives_what_the_table_carries(given_sessions: list[Json]) -> None:
    raw = plain_plan(*given_sessions)
    written = write_plan_file(plan_document(raw), "csv")
    assert read(written) == project(raw, "csv")
    assert write_plan_file(read_plan_file(written), "csv") == written


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.binary(max_size=150) | st.text(alphabet="dateskinru,;\n\"'=-2603|\t", max_size=120).map(str.encode))
def test_no_bytes_make_it_fail_with_anything_but_bad_input(content: bytes) -> None:
    try:
        read_plan_file(content)
    except BadInput as error:
        assert error.findings  # noqa: PT017


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(st.lists(st.text(max_size=12), min_size=4, max_size=4), max_size=3), st.permutations([c.name for c in COLUMNS]))
def test_no_cells_make_it_fail_with_anything_but_bad_input(rows: list[list[str]], names: list[str]) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(
        [["date", "sport", "kind", *names[:4]], *([["2026-03-05", "run", "easy", *row] for row in rows])]
    )
    try:
        read_plan_file(text.getvalue().encode("utf-8", "replace"))
    except BadInput as error:
        assert error.findings  # noqa: PT017


def test_every_column_is_described_on_the_reference_page() -> None:
    page = (Path(__file__).parents[2] / "docs" / "reference" / "csv-table.md").read_text("utf-8")
    assert [name for name in (*BY_NAME, *PLAN_COLUMNS) if f"`{name}`" not in page] == []
