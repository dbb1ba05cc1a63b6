import csv
import io
import re
import zipfile
from datetime import date
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from service.documents.plan import PlanDocument, plan_document
from service.formats import write_answer_file, write_plan_file
from service.formats.columns import BY_NAME, PLAN_COLUMNS
from service.formats.downloads.xlsx.table_sheet import DATES, NUMBERS
from tests.formats.downloads.given import a_document
from tests.support.plain import FULL_PLAN, Json, plain_session
from tests.support.samples import answer, raw_request


def sheets(content: bytes) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def workbook(*sessions: Json, **fields: Any) -> dict[str, list[list[Any]]]:
    return sheets(write_plan_file(a_document(*sessions, **fields), "xlsx"))


def part(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return book.read(name).decode()


def as_cell(value: object) -> str:
    """What the long table writes for a value of a sheet."""
    if isinstance(value, float):
        return f"{value:.4f}".rstrip("0").rstrip(".")
    return value.isoformat() if isinstance(value, date) else str(value)


@pytest.mark.parametrize("plan", [FULL_PLAN, {**FULL_PLAN, "sessions": [plain_session(extensions={"csv": {"=Colour": "=1+1"}})]}])
def test_the_second_sheet_is_the_long_table(plan: Json) -> None:
    document = plan_document(plan)
    rows = list(csv.reader(io.StringIO(write_plan_file(document, "csv").decode("utf-8-sig"), newline="")))
    found = sheets(write_plan_file(document, "xlsx"))
    assert list(found) == ["Weeks", "Sessions"]
    assert [[as_cell(value) for value in row] for row in found["Sessions"]] == rows


def test_numbers_and_dates_are_numbers_and_dates_in_the_sheet() -> None:
    header, row = workbook(plain_session(planned={"duration_s": 2730, "distance_m": 8250}, rpe=7))["Sessions"]
    cells = dict(zip(header, row, strict=True))
    assert (cells["date"], cells["duration_min"], cells["distance_km"], cells["rpe"]) == (date(2026, 3, 5), 45.5, 8.25, 7.0)


def test_every_column_is_a_number_a_date_or_text_by_what_it_reads() -> None:
    numbers = {name for name, column in BY_NAME.items() if name != "steps" and _reads_numbers(column)}
    assert numbers == NUMBERS
    assert {"date", "not_before", "not_after"} == DATES
    assert (NUMBERS | DATES) - {*BY_NAME, *PLAN_COLUMNS} == set()


def _reads_numbers(column: Any) -> bool:
    return isinstance(column.read("1"), int | float) and not isinstance(column.read("1"), bool)


@pytest.mark.parametrize("title", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x")', "http://x.example"])
def test_nothing_that_somebody_typed_is_a_formula_or_a_link(title: str) -> None:
    content = write_plan_file(a_document(plain_session(title=title, description=title), name=title), "xlsx")
    for sheet in ("xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"):
        assert "<f>" not in part(content, sheet)
        assert "<hyperlink" not in part(content, sheet)
    titles = [row[sheets(content)["Sessions"][0].index("title")] for row in sheets(content)["Sessions"]]
    assert titles[1][0] not in "=+-@"


def test_the_first_sheet_is_made_to_be_printed() -> None:
    content = write_plan_file(a_document(), "xlsx")
    sheet = part(content, "xl/worksheets/sheet1.xml")
    assert re.search(r'<pageSetup paperSize="9"[^>]*fitToHeight="0" orientation="landscape"', sheet)
    assert '<pageSetUpPr fitToPage="1"/>' in sheet
    assert "Print_Titles" in part(content, "xl/workbook.xml")
    assert "Print_Area" in part(content, "xl/workbook.xml")


def test_a_week_has_seven_days_and_a_sum() -> None:
    sessions = [
        plain_session("2026-03-04", "a", title="Easy", planned={"duration_s": 2700, "distance_m": 8000, "load": 135}, part_of_day="am"),
        plain_session("2026-03-04", "b", sport="strength", kind="strength", planned={"duration_s": 2400, "load": 200}),
        plain_session("2026-03-08", "c", kind="long", priority="key", planned={"duration_s": 5400, "load": 360}, status="completed"),
        plain_session("2026-03-10", "d", planned={"duration_s": 1800, "load": 90}),
    ]
    rows = workbook(*sessions)["Weeks"]
    assert rows[0][0] == "Plan"
    assert rows[2] == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "Week"]
    assert rows[3] == ["2 Mar", "3 Mar", "4 Mar", "5 Mar", "6 Mar", "7 Mar", "8 Mar", "from Mon 2 Mar"]
    assert rows[4][:7] == [
        "Rest",
        "Rest",
        "Easy\nam · 45\u00a0min · 8\u00a0km",
        "Rest",
        "Rest",
        "Rest",
        "Long run\u00a0★\n1\u00a0h\u00a030 · ✓\u00a0done",
    ]
    assert rows[4][7] == "3 sessions\n2 h 55\n8 km\nload 695"
    assert rows[5][2] == "Strength\n40\u00a0min"
    assert [row[0] for row in rows[6:]] == ["9 Mar", "Rest"]


def test_a_week_begins_on_the_day_that_the_plan_says() -> None:
    rows = workbook(plain_session("2026-03-05"), week_start="sunday")["Weeks"]
    assert (rows[2][0], rows[3][0]) == ("Sun", "1 Mar")


def test_what_was_changed_is_filled_and_named() -> None:
    found = answer(raw_request("half-marathon-heavy-week"))
    content = write_answer_file(found, "xlsx")
    cells = [cell for row in sheets(content)["Weeks"] for cell in row]
    assert "→ moved (from Thu 5 Mar)\n2 x 15 min tempo, 3 min jog\u00a0★\nam · 55\u00a0min · 10.3\u00a0km" in cells
    assert "→ now on Fri 6 Mar\n2 x 15 min tempo, 3 min jog" in cells
    assert "↓ shorter (was 40 min)\nEasy run\nam · 30\u00a0min · 5\u00a0km" in cells
    assert "✕ rest instead\nEasy, flat" in cells
    assert "5 sessions (was 6)\n5 h 05 (was 5 h 55)\n46 km (was 54.3 km)\nload 1595 (was 1745)" in cells
    assert {"FFFFE9A8", "FFE3E3E3"} <= set(re.findall(r'fgColor rgb="(\w+)"', part(content, "xl/styles.xml")))


def test_a_revised_plan_tells_its_changes_without_the_answer() -> None:
    found = answer(raw_request("half-marathon-heavy-week"))
    plan = PlanDocument.model_validate_json(found.plan.model_dump_json())
    assert sheets(write_plan_file(plan, "xlsx"))["Weeks"] == sheets(write_answer_file(found, "xlsx"))["Weeks"]
