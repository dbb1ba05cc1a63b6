"""The tables of `plans/README.md` name every sample file and say what the service says about it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from service.cli.requests import Files, read_request_files
from service.documents.adjustment import AdjustmentDocument
from service.documents.plan import read_plan
from service.documents.policy import load_policy
from service.formats import read_plan_file
from service.formats.drafting import draft
from service.formats.uploads import UPLOADS
from service.usecases.adjust_plan import adjust_plan
from service.usecases.lint_plan import lint_plan
from tests.support.samples import PLANS, answer
from tests.support.upload_samples import GENERATED

README = (PLANS / "README.md").read_text("utf-8")
LINK = re.compile(r"\[`([^`]+)`]\(([^)]+)\)")


def _rows(folder: str) -> dict[str, list[str]]:
    """The cells after the file name, by path of the file, of all table rows that link into `folder`."""
    rows: dict[str, list[str]] = {}
    for line in README.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        for name, target in LINK.findall(cells[0]) if line.startswith("|") else ():
            if str(Path(target).parent) == folder:
                assert Path(target).name == name
                assert target not in rows, f"{target} is listed twice"
                rows[target] = cells[1:]
    return rows


PLAN_ROWS, REPORT_ROWS, REQUEST_ROWS, UPLOAD_ROWS = _rows("."), _rows("reports"), _rows("requests"), _rows("uploads")
SPREADSHEETS = {"xls", "ods"}
"""Read like the workbook; no library here writes them."""
TABLES = [path for path in PLAN_ROWS if path.endswith(".csv")]


def _said(adjustment: AdjustmentDocument) -> list[str]:
    raw: dict[str, Any] = json.loads(adjustment.model_dump_json(by_alias=True))
    return [raw["outcome"], raw["assessment"]["class"], str(raw["assessment"]["level"])]


def test_every_file_is_listed_and_every_listed_file_exists() -> None:
    listed = {*PLAN_ROWS, *REPORT_ROWS, *REQUEST_ROWS, *UPLOAD_ROWS, *_rows("demo"), "README.md"}
    there = {str(path.relative_to(PLANS)) for path in PLANS.rglob("*") if path.is_file()}
    assert listed == there


@pytest.mark.parametrize("path", PLAN_ROWS)
def test_a_plan_reads_without_a_warning_and_lints_as_stated(path: str) -> None:
    found = lint_plan(read_plan_file((PLANS / path).read_bytes(), name=path))
    assert found.warnings == []
    stated = PLAN_ROWS[path][1]
    assert {lint.code for lint in found.lints} == set(re.findall("LINT-[A-Z-]+", stated)), stated


@pytest.mark.parametrize("path", TABLES)
def test_a_plan_in_a_table_is_the_plan_of_the_same_name(path: str) -> None:
    policy = load_policy()
    table, plan = (
        read_plan(read_plan_file(file.read_bytes(), name=file.name), policy) for file in (PLANS / path, (PLANS / path).with_suffix(".json"))
    )
    assert table.sessions == plan.sessions
    assert (table.name, table.timezone) == (plan.name, plan.timezone)


def test_two_plans_come_as_a_table_too() -> None:
    assert len(TABLES) >= 2


@pytest.mark.parametrize("path", UPLOAD_ROWS)
def test_an_upload_is_of_its_format_and_holds_its_sessions(path: str) -> None:
    stated, sessions, _ = UPLOAD_ROWS[path]
    made = draft((PLANS / path).read_bytes(), name=Path(path).name)
    assert made.document is not None
    assert (f"`{made.format}`", str(len(made.document.sessions))) == (stated, sessions)


def test_every_format_that_has_a_reader_of_its_own_has_a_sample() -> None:
    shown = {row[0].strip("`") for row in UPLOAD_ROWS.values()}
    assert {upload.name for upload in UPLOADS} - SPREADSHEETS <= shown


@pytest.mark.parametrize("name", GENERATED)
def test_a_generated_upload_is_what_its_generator_writes(name: str) -> None:
    assert (PLANS / "uploads" / name).read_bytes() == GENERATED[name]()


@pytest.mark.parametrize("path", REPORT_ROWS)
def test_a_report_history_is_answered_as_stated(path: str) -> None:
    plan, now, _, *stated = REPORT_ROWS[path]
    files = Files(plan=str(PLANS / plan.strip("`")), reports=str(PLANS / path), now=now)
    assert _said(adjust_plan(read_request_files(files))) == stated


@pytest.mark.parametrize("path", REQUEST_ROWS)
def test_a_request_is_answered_as_stated(path: str) -> None:
    _, *stated = REQUEST_ROWS[path]
    assert _said(answer(json.loads((PLANS / path).read_text("utf-8")))) == stated


@pytest.mark.parametrize("path", REQUEST_ROWS)
def test_a_request_is_about_the_plan_as_it_stands_in_its_own_file(path: str) -> None:
    """All but a session or two that make the case; whoever mends a plan mends it in the requests too."""
    embedded = json.loads((PLANS / path).read_text("utf-8"))["plan"]
    plans = [json.loads((PLANS / name).read_text("utf-8")) for name in PLAN_ROWS if name.endswith(".json")]
    plan = next(plan for plan in plans if plan["name"] == embedded["name"])
    untouched = [s for s in embedded["sessions"] if "original" not in s]
    assert len([s for s in untouched if _as_planned(s) not in map(_as_planned, plan["sessions"])]) <= 1


def _as_planned(session: dict[str, Any]) -> dict[str, Any]:
    """The session without what became of it."""
    return {key: value for key, value in session.items() if key not in {"status", "completed"}}
