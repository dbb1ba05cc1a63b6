import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from service.cli.edge import Exit
from service.formats import WRITERS
from tests.cli.run import PLANS, typed

HALF = PLANS / "half-marathon-km.json"
REPORTS = PLANS / "reports" / "half-marathon-heavy-week.json"
NOW = "2026-03-04T19:00:00+01:00"
BEGINNINGS = {
    "json": b"{", "csv": b'\xef\xbb\xbf"id"', "ics": b"BEGIN:VCALENDAR", "xlsx": b"PK", "fit": b"PK", "zwo": b"PK", "intervals": b"[",
    "html": b"<!doctype html>", "pdf": b"%PDF", "hand-list": b"Road", "hand-list-pdf": b"%PDF",
}  # fmt: skip


@pytest.mark.parametrize("name", WRITERS)
def test_a_plan_is_converted_to_every_format_by_the_ending_of_the_file(name: str, tmp_path: Path) -> None:
    target = tmp_path / f"plan{WRITERS[name].extension}"
    done = typed("convert", PLANS / "road-cyclist.json", target)
    assert (done.code, done.err) == (Exit.DONE, "")
    assert target.read_bytes().startswith(BEGINNINGS[name])


def test_a_name_wins_over_the_ending(tmp_path: Path) -> None:
    assert typed("convert", HALF, tmp_path / "watch.zip", "--format", "fit").code == Exit.DONE
    with zipfile.ZipFile(tmp_path / "watch.zip") as archive:
        assert archive.namelist()[0] == "2026-01-27_1_8-x-600-m-at-5-km-pace.fit"


def test_an_answer_is_written_with_what_it_changed(tmp_path: Path) -> None:
    for name, told in (("changes.txt", "[ ] Thu 5 Mar: drag 2 x 15 min tempo"), ("fridge.html", "3 sessions changed")):
        done = typed("adjust", HALF, "--reports", REPORTS, "--now", NOW, "-o", tmp_path / name, "--json")
        assert done.code == Exit.DONE
        assert json.loads(done.out)["outcome"] == "revised"
        assert told in (tmp_path / name).read_text("utf-8")


@pytest.mark.parametrize("arguments", [("plan.docx",), ("plan.xlsx", "--format", "excel")])
def test_an_unknown_format_is_answered_with_all_that_there_are(arguments: tuple[str, ...], tmp_path: Path) -> None:
    done = typed("convert", HALF, tmp_path / arguments[0], *arguments[1:])
    assert done.code == Exit.BAD_INPUT
    listed = WRITERS if "--format" in arguments else [writer.extension for writer in WRITERS.values()]
    assert ", ".join(listed) in done.err
    assert list(tmp_path.iterdir()) == []


def test_a_plan_that_a_format_has_no_place_for_leaves_no_file(tmp_path: Path) -> None:
    done = typed("convert", PLANS / "5k-beginner.json", tmp_path / "rides.zwo.zip")
    assert done.code == Exit.BAD_INPUT
    assert "No session of the plan can be written as ZWO workouts" in done.err
    assert list(tmp_path.iterdir()) == []


def test_no_library_of_a_format_is_loaded_before_a_file_in_it_is_written() -> None:
    heavy = ["xlsxwriter", "icalendar", "fit_tool", "fitdecode", "fpdf", "fontTools", "python_calamine", "PIL"]
    code = f"import sys, service.formats; print([name for name in {heavy!r} if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
