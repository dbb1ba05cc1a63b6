"""Workbooks of every family: the sheet with the plan is found, and what spreadsheets do to cells is undone or said."""

import io
import zipfile
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from xlsxwriter import Workbook

from service.errors import BadInput
from service.formats import ReadOptions, draft, sniff, write_plan_file
from service.formats.tables.sheet import MOST_ROWS
from tests.formats.tables.uploads import metres, minutes
from tests.support.samples import PLANS

HEADER = ("Date", "Session", "Distance (km)", "Time")


def workbook(**sheets: Any) -> bytes:
    """A workbook with these sheets: rows of cells, or a function that fills the sheet."""
    packed = io.BytesIO()
    book = Workbook(packed, {"in_memory": True, "default_date_format": "yyyy-mm-dd"})
    for name, content in sheets.items():
        sheet = book.add_worksheet(name)
        if callable(content):
            content(sheet, book)
        else:
            for number, row in enumerate(content):
                sheet.write_row(number, 0, row)
    book.close()
    return packed.getvalue()


def read(content: bytes, **said: Any) -> Any:
    return draft(content, name="plan.xlsx", options=ReadOptions(**said))


def test_the_plan_is_found_on_whatever_sheet_it_stands() -> None:
    made = read((PLANS / "uploads" / "coach-workbook.xlsx").read_bytes())
    assert made.is_ready
    assert {m.code: m.pointer for m in made.messages if m.code.startswith("sheet")} == {
        "sheet-skipped": "sheet Paces",
        "sheet-hidden": "sheet Last year",
    }
    assert made.document.sessions[0].source.locator == "sheet Plan, row 5"


def test_durations_as_time_as_timedelta_as_part_of_a_day_and_as_text_are_one_thing() -> None:
    by_title = {s.title: s for s in read((PLANS / "uploads" / "coach-workbook.xlsx").read_bytes()).document.sessions}
    assert minutes(by_title["Gym"]) == 45
    assert minutes(by_title["Threshold 4 x 6' (90s jog)"]) == 65
    assert minutes(by_title["Hills 10 x 60s, walk back"]) == 60
    assert minutes(by_title["Recovery jog or swim"]) == 30


def test_forty_five_minutes_that_became_forty_five_hours_are_minutes() -> None:
    def fill(sheet: Any, book: Any) -> None:
        sheet.write_row(0, 0, HEADER)
        sheet.write_datetime(1, 0, datetime.combine(date(2026, 3, 2), time()))
        sheet.write(1, 1, "Easy run")
        sheet.write_datetime(1, 3, timedelta(hours=45), book.add_format({"num_format": "[h]:mm:ss"}))

    assert minutes(read(workbook(Plan=fill)).document.sessions[0]) == 45


def test_whole_numbers_lose_their_point() -> None:
    made = read(workbook(Plan=[("Week", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"), (1, "", 7, "", 5, "", "", 16)]), unit="km")
    assert [(s.day_index, s.title, metres(s)) for s in made.document.sessions] == [(1, "7", 7000), (3, "5", 5000), (6, "16", 16000)]


def test_merged_weeks_and_blocks_speak_for_all_their_rows() -> None:
    made = read((PLANS / "uploads" / "coach-workbook.xlsx").read_bytes())
    assert [s.extensions["table"]["Block"] for s in made.document.sessions] == ["Sharpening"] * 16


def test_a_formula_without_a_saved_value_is_an_empty_cell() -> None:
    def fill(sheet: Any, _: Any) -> None:
        sheet.write_row(0, 0, HEADER)
        sheet.write_row(1, 0, ("2026-03-02", "Easy run", 8))
        sheet.write_formula(2, 2, "=SUM(C2:C2)", None, "")

    assert len(read(workbook(Plan=fill)).document.sessions) == 1


def test_a_workbook_of_ours_comes_back_by_its_long_table() -> None:
    plan = draft((PLANS / "10k.json").read_bytes()).document
    assert plan is not None
    written = write_plan_file(plan, "xlsx")
    assert sniff(written, name="x") == "xlsx"
    again = read(written).document
    assert [s.id for s in again.sessions] == [s.id for s in plan.sessions]


def test_a_locked_broken_or_empty_workbook_is_refused_with_its_name() -> None:
    good = workbook(Plan=[HEADER])
    for content in (good[:2000], b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, workbook(Plan=[("hello",)]), workbook(Plan=[])):
        with pytest.raises(BadInput) as caught:
            read(content)
        assert caught.value.place == "plan.xlsx"
        assert caught.value.findings[0].detail


def test_a_million_rows_are_named_and_not_read() -> None:
    """A small file: one cell far below makes the sheet as high as that."""

    def fill(sheet: Any, _: Any) -> None:
        sheet.write_row(0, 0, HEADER)
        sheet.write(1_000_000, 0, "end")

    with pytest.raises(BadInput) as caught:
        read(workbook(Data=fill))
    assert (caught.value.findings[0].pointer, caught.value.findings[0].code) == ("sheet Data", "too-many")
    both = read(workbook(Data=fill, Plan=[HEADER, ("2026-03-02", "Easy run", 8)]))
    assert len(both.document.sessions) == 1
    assert "sheet-too-large" in {m.code for m in both.messages}
    assert MOST_ROWS < 1_000_000


def test_a_zip_bomb_is_refused_before_it_is_opened() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * (60 * 1024 * 1024))
    with pytest.raises(BadInput) as caught:
        read(packed.getvalue())
    assert caught.value.findings[0].code in ("too-large", "archive-bomb")


def test_an_archive_of_too_many_files_is_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for number in range(201):
            archive.writestr(f"xl/{number}", b"")
    with pytest.raises(BadInput) as caught:
        read(packed.getvalue())
    assert caught.value.findings[0].code == "too-many"


MANIFEST = '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
ODS_CELL = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'


def test_a_sheet_of_libreoffice_is_read_the_same_way() -> None:
    rows = "".join(
        f"<table:table-row>{''.join(ODS_CELL.format(c) for c in row)}</table:table-row>" for row in (HEADER[:2], ("2026-03-02", "Easy run"))
    )
    spaces = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "table", "text"))
    content = (
        f'<?xml version="1.0"?><office:document-content {spaces}><office:body><office:spreadsheet>'
        f'<table:table table:name="Plan">{rows}</table:table></office:spreadsheet></office:body></office:document-content>'
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", MANIFEST)
        archive.writestr("content.xml", content)
    assert sniff(packed.getvalue(), name="x") == "ods"
    assert [str(s.date) for s in read(packed.getvalue()).document.sessions] == ["2026-03-02"]


def test_dates_and_times_of_cells_are_dates_and_times() -> None:
    def fill(sheet: Any, book: Any) -> None:
        sheet.write_row(0, 0, HEADER)
        sheet.write_datetime(1, 0, datetime.combine(date(2026, 3, 2), time()))
        sheet.write(1, 1, "Easy run")
        sheet.write_datetime(1, 3, time(0, 45), book.add_format({"num_format": "hh:mm"}))

    session = read(workbook(Plan=fill)).document.sessions[0]
    assert (str(session.date), minutes(session)) == ("2026-03-02", 45)


def test_percent_cells_arrive_as_parts_of_one_and_are_kept_as_words_and_never_as_a_time() -> None:
    def fill(sheet: Any, book: Any) -> None:
        sheet.write_row(0, 0, ("Date", "Session", "Duration", "Intensity"))
        sheet.write_row(1, 0, ("2026-03-02", "Tempo run", "0:50"))
        sheet.write_number(1, 3, 0.8, book.add_format({"num_format": "0%"}))

    (session,) = read(workbook(Plan=fill)).document.sessions
    assert (minutes(session), session.kind) == (50, "tempo")
    assert session.source.raw == "2026-03-02 | Tempo run | 0:50 | 0.8"
