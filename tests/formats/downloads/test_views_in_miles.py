"""A coach who plans in miles reads miles: the grid that was uploaded, in everything that comes of it."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from service.documents.plan import PlanDocument, plan_document
from service.errors import BadInput
from service.formats import ReadOptions, draft, read_plan_file, write_plan_file
from tests.formats.downloads.test_workbook import sheets
from tests.support.plain import plain_plan, plain_session

GRID = b"""Week,Mon,Tue,Wed,Thu,Fri,Sat,Sun
1,1 mi WU + 4 mi @ 7:00/mi + 1 mi CD,4.5 mi easy,Swim 2500 yd,6 mi tempo,Rest,3 mi easy,9.5 mi long
2,Rest,4.5 mi easy,Swim 3000 yd,6 mi tempo,Rest,3 mi easy,10 mi long
"""
METRIC = re.compile(r"\d km\b")


def grid() -> PlanDocument:
    made = draft(GRID, name="grid.csv", options=ReadOptions(start=date(2026, 3, 2), timezone="America/Chicago")).document
    assert made is not None
    return made


def text_of(name: str) -> str:
    written = write_plan_file(grid(), name)
    text = "\n".join(str(cell) for row in sheets(written)["Weeks"] for cell in row) if name == "xlsx" else written.decode()
    return text.replace("\u00a0", " ").replace("\r\n ", "")


@pytest.mark.parametrize("name", ["html", "xlsx", "ics"])
def test_no_kilometre_is_left_in_what_people_read(name: str) -> None:
    text = text_of(name)
    assert METRIC.search(text) is None
    assert "9.5 mi" in text
    assert "2500 yd" in text


def test_paces_in_a_calendar_are_for_a_mile() -> None:
    assert "- 4mi 7:00/mi Pace" in text_of("ics")


@pytest.mark.parametrize("name", ["html", "xlsx"])
def test_a_week_of_runs_and_swims_is_added_up_in_miles(name: str) -> None:
    assert "30.4 mi" in text_of(name)


@pytest.mark.parametrize("name", ["csv", "xlsx", "ics", "json"])
def test_a_grid_in_miles_comes_back_as_the_same_plan(name: str) -> None:
    plan = grid()
    back = read_plan_file(write_plan_file(plan, name), name="grid")
    assert back.display_units == plan.display_units == {"run": "mi", "swim": "yd"}
    assert [_told(session) for session in back.sessions] == [_told(session) for session in plan.sessions]
    assert [row for row in write_plan_file(back, "csv").splitlines() if b'"9.5"' in row]


def _told(session: Any) -> tuple[object, ...]:
    metres = session.planned.distance_m.mean() if session.planned and session.planned.distance_m else None
    steps = [(step.end.m, [(t.low, t.high) for t in step.targets or ()]) for step in session.structure.steps] if session.structure else []
    return session.date, session.sport, session.kind, session.title, steps, None if metres is None else round(metres)


def test_the_table_has_a_column_for_each_unit_and_none_for_kilometres() -> None:
    header = write_plan_file(grid(), "csv").decode("utf-8-sig").splitlines()[0].split(",")
    assert {'"distance_mi"', '"distance_yd"', '"done_mi"'} <= set(header)
    assert '"distance_km"' not in header


def test_numbers_of_every_unit_are_numbers_in_the_workbook() -> None:
    header, *rows = sheets(write_plan_file(grid(), "xlsx"))["Sessions"]
    assert {row[header.index("distance_yd")] for row in rows} == {"", 2500.0, 3000.0}
    assert 9.5 in {row[header.index("distance_mi")] for row in rows}


def test_what_machines_read_stays_metric() -> None:
    plan = grid()
    metric = plan.model_copy(update={"display_units": None})
    for name in ("fit", "intervals"):
        assert write_plan_file(plan, name) == write_plan_file(metric, name)


def test_a_unit_that_nobody_knows_is_shown_in_kilometres() -> None:
    plan = plan_document(plain_plan(plain_session(planned={"distance_m": 10_000}), display_units={"run": "leagues", "weight": "kg"}))
    assert b"10 km" in write_plan_file(plan, "ics")


def test_two_distances_in_one_row_are_refused_by_their_cell() -> None:
    table = b"date,sport,kind,distance_km,distance_mi,timezone\n2026-03-02,run,easy,8,5,UTC\n"
    with pytest.raises(BadInput) as caught:
        read_plan_file(table, name="plan.csv")
    assert [(f.pointer, f.code) for f in caught.value.findings] == [("row 2, column distance_mi", "given-twice")]
