"""`adjuster convert` with the spreadsheet of a new user: what it says, and what it asks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from service.cli.edge import Exit
from tests.cli.run import PLANS, typed

GRID = PLANS / "uploads" / "half-marathon-grid-miles.csv"


def test_one_command_dates_types_and_estimates_every_session(tmp_path: Path) -> None:
    target = tmp_path / "plan.json"
    ended = typed("convert", GRID, target, "--race-day", "2026-05-17", "--timezone", "America/Chicago")
    assert (ended.code, ended.out) == (Exit.DONE, "")
    plan = json.loads(target.read_text("utf-8"))
    assert plan["timezone"] == "America/Chicago"
    assert all(s["date"] and (s["kind"] == "rest" or s["planned"]["duration_s"]) for s in plan["sessions"])
    first, *messages = ended.err.splitlines()
    assert first.startswith(f"adjuster: {GRID}: 35 sessions and 23 rest days from 2026-03-23 to 2026-05-17, read as csv, ")
    assert ", distances in miles: 17 easy runs, 7 long runs, " in first
    assert any("row 5, column Tuesday: “3 m run” does not say how hard it is and counts as easy" in line for line in messages)


def test_a_question_names_the_option_that_answers_it_and_nothing_is_written(tmp_path: Path) -> None:
    target = tmp_path / "plan.json"
    ended = typed("convert", GRID, target)
    assert ended.code == Exit.BAD_INPUT
    assert ended.err.splitlines()[-1].endswith("Answer with --start DATE or --race-day DATE.")
    assert not target.exists()


def test_an_order_of_dates_that_is_open_is_asked_with_both_answers(tmp_path: Path) -> None:
    plan = tmp_path / "plan.csv"
    plan.write_text("Date,Workout\n03/04/2026,Easy run\n", "utf-8")
    assert (
        "row 2, column Date: Is 03/04/2026 written day first or month first? Answer with --date-order dmy or mdy."
        in typed("convert", plan, tmp_path / "x.json").err
    )
    assert typed("convert", plan, tmp_path / "x.json", "--date-order", "mdy").code == Exit.DONE


def test_what_was_assumed_is_said_with_the_option_that_changes_it(tmp_path: Path) -> None:
    plan = tmp_path / "plan.csv"
    plan.write_text("Date,Workout\n2026-03-04,5 easy\n", "utf-8")
    assert "km was assumed. Answer with --unit km or mi." in typed("convert", plan, tmp_path / "x.json").err


@pytest.mark.parametrize(
    ("option", "value"),
    [("--unit", "yards"), ("--date-order", "ymd"), ("--long-run", "someday"), ("--timezone", "Mars/Base"), ("--start", "soon")],
)
def test_an_option_that_cannot_be_is_named(option: str, value: str, tmp_path: Path) -> None:
    ended = typed("convert", GRID, tmp_path / "x.json", option, value)
    assert ended.code == Exit.BAD_INPUT
    assert f"command line: {option}" in ended.err


def test_a_plan_in_our_own_json_is_converted_without_a_word(tmp_path: Path) -> None:
    assert typed("convert", PLANS / "10k.json", tmp_path / "x.json").err == ""
