"""The rows of the table of directives: who asks when a level asks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from service.assessment.orders.ask import Ask
from service.assessment.orders.case import Case
from service.domain.report_class import ReportClass

V = TypeVar("V")

CLASS_ROWS: Mapping[ReportClass, str] = {
    ReportClass.ISOLATED: "S2-11",
    ReportClass.P1_START: "S2-60",
    ReportClass.P2_MIDWAY: "S2-61",
    ReportClass.P3_WHOLE_RUN: "S2-62",
    ReportClass.P4_MULTI_DAY: "S2-63",
    ReportClass.P5_WEEK_TREND: "S2-64",
    ReportClass.EXPECTED_DOMS: "S1-14",
    ReportClass.POST_ILLNESS: "S2-77",
    ReportClass.TAPER_NORMAL: "G4",
}
"""The catalogue row that says what a pattern of reports asks for."""


def level_asks(case: Case, name: str, value: V, *rows: str, level: int | None = None) -> tuple[Ask[V], ...]:
    """What the level in force asks by its row `D-<level>-<name>`; nothing at levels 0 and 5.

    `rows` are further rows that the ask rests on. `level` names another column of the table than that in force.
    """
    if not case.guides:
        return ()
    column = case.level if level is None else level
    own = CLASS_ROWS.get(case.verdict.class_in_force)
    needed = (f"D-{column}-{name}", *((own,) if own else ()), *rows)
    if not all(case.policy.on(row) for row in needed):
        return ()
    return (Ask(value, needed, case.verdict.report_ids),)
