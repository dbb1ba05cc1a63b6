"""The long table: a header and one row a session, as CSV and the second sheet of a workbook carry it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from service.documents.display_units import units_of
from service.documents.plan import PlanDocument
from service.domain.distances import DistanceUnit
from service.domain.session import Sport
from service.formats.cells import disarm
from service.formats.columns import COLUMNS, PLAN_COLUMNS, Column
from service.formats.values import value_at

SHELF = "csv"
"""The entry of `extensions` that unknown columns go to."""


def table_rows(document: PlanDocument) -> list[list[str]]:
    """The cells, formulas disarmed, distances in the units of the plan; what no column carries (phases, races, goals) is left out."""
    plain = document.model_dump(mode="json")
    extra = sorted({column for session in plain["sessions"] for column in _shelf(session)})
    units = units_of(document)
    used = {units.of(session.sport) for session in document.sessions}
    columns = [column for column in COLUMNS if column.unit is None or column.unit in used]
    rows = [[*(column.name for column in columns), *PLAN_COLUMNS, *extra]]
    for session in plain["sessions"]:
        unit = units.of(Sport(session["sport"]))
        cells = [_cell(session, column, unit) for column in columns]
        more = [str(_shelf(session).get(column, "")).strip() for column in extra]
        rows.append([*cells, plain["name"], plain["timezone"], *more])
    return [[disarm(cell) for cell in row] for row in rows]


def _cell(session: Mapping[str, Any], column: Column, unit: DistanceUnit) -> str:
    """The cell of a sport that is shown in `unit`."""
    value = value_at(session, column.path) if column.unit in (None, unit) else None
    return "" if value is None else column.write(value, unit)


def _shelf(session: Mapping[str, Any]) -> Mapping[str, Any]:
    shelf = (session.get("extensions") or {}).get(SHELF)
    return shelf if isinstance(shelf, dict) else {}
