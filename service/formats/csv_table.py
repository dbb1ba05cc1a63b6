"""Plans as CSV: our own long table here, every other shape of table by way of `tables`.

Our own table has one row a session. Its columns are those of `columns.py`; date (or day_index), sport and kind are needed.

Written with a byte order mark, ISO dates, every cell in quotes, formulas disarmed. Read with any of `, ; tab |` as delimiter,
as UTF-8, UTF-16 or (with a warning) Windows-1252. Columns that nobody knows are kept in `extensions.csv` and written back.
"""

from __future__ import annotations

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Any

from service.documents.base import DEFAULT_ZONE
from service.documents.plan import PlanDocument, plan_document
from service.documents.refusal import nearest, refuse
from service.documents.tables import Row, Table, read_table
from service.domain.adjustment import InputWarning
from service.domain.distances import DistanceUnit
from service.domain.session import Sport
from service.errors import BadInput, Finding
from service.formats.base import NOTHING_SAID, ReadOptions
from service.formats.cells import NotACell, rearm
from service.formats.columns import BY_NAME, COLUMNS, DISTANCES, PLAN_COLUMNS
from service.formats.long_table import SHELF, table_rows
from service.formats.shown_units import Counted, shown_units
from service.formats.tables.reading import no_plan, plan_of, shape_of
from service.formats.tables.sheet import Sheet
from service.formats.tables.text_rows import sheet_of_text
from service.formats.values import value_at

GIVEN_TWICE = "stands beside another distance of the same session; keep the one in your unit."


class CsvTable:
    name = "csv"
    extension = ".csv"
    media_type = "text/csv"

    def read(self, content: bytes, *, name: str, options: ReadOptions = NOTHING_SAID) -> PlanDocument:
        """The plan in the table, of our own columns or of any other. Raises BadInput that names row and column of each fault."""
        sheet = sheet_of_text(content, name=name)
        if is_own(sheet):
            return own_plan(read_table(content, name=name), name)
        shape = shape_of(sheet)
        if shape is None:
            refuse([no_plan([sheet], name)], name)
        return plan_of(sheet, shape, options, name=name)

    def write(self, document: PlanDocument) -> bytes:
        """The sessions of the plan; what no column carries (steps, phases, races, goals) is left out."""
        text = io.StringIO(newline="")
        csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(table_rows(document))
        return text.getvalue().encode("utf-8-sig")


def is_own(sheet: Sheet) -> bool:
    """Whether the first row that holds anything is the header of our own table."""
    row = next((row for row in range(len(sheet.rows)) if not sheet.is_empty(row)), None)
    names = set() if row is None else {_header(text) for text in sheet.texts(row)}
    return {"sport", "kind"} <= names and bool({"date", "day_index"} & names)


def own_plan(table: Table, name: str) -> PlanDocument:
    """The plan in a table of our own columns. Raises BadInput that names row and column of each fault."""
    headers = {column: _header(column) for column in table.columns if column}
    findings = list(_header_findings(headers, table))
    sessions: list[dict[str, Any]] = []
    for row in table.rows:
        session, faults = _session(row, headers)
        sessions.append(session)
        findings += faults
    units = shown_units(_units(table, headers))
    raw = {"schema": "plan/1", **_plan_facts(table, headers, name), **({"display_units": units} if units else {}), "sessions": sessions}
    try:
        plan = plan_document(raw, name=name)
    except BadInput as error:
        known = {finding.pointer for finding in findings}
        placed = (_placed(finding, table, headers) for finding in error.findings)
        refuse([*findings, *(finding for finding in placed if finding.pointer not in known)], name)
    if findings:
        refuse(findings, name)
    return plan.with_warnings((*table.warnings, *_warnings(headers, table)))


def _header(column: str) -> str:
    """The column as we name it; spelling of case, blanks and hyphens does not count."""
    plain = rearm(column).casefold().replace(" ", "_").replace("-", "_")
    return plain if plain in BY_NAME or plain in PLAN_COLUMNS else rearm(column)


def _header_findings(headers: Mapping[str, str], table: Table) -> Iterator[Finding]:
    names = list(headers.values())
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield Finding("row 1", "duplicate-column", f"The column {name} stands twice; keep one.")
    if not table.rows:
        yield Finding("", "no-sessions", "The table has a header and no sessions; add one row a session.")


def _session(row: Row, headers: Mapping[str, str]) -> tuple[dict[str, Any], list[Finding]]:
    """One row as a session in plain JSON; a cell that cannot be read is a finding and left out."""
    session: dict[str, Any] = {}
    findings: list[Finding] = []
    for written, cell in row.cells.items():
        name, text = headers[written], rearm(cell).strip()
        if name in PLAN_COLUMNS or not text:
            continue
        column = BY_NAME.get(name)
        if column is None:
            session.setdefault("extensions", {}).setdefault(SHELF, {})[name] = text
            continue
        if column.unit is not None and value_at(session, column.path) is not None:
            findings.append(Finding(f"row {row.number}, column {written}", "given-twice", f"{written} {GIVEN_TWICE}"))
            continue
        try:
            _put(session, column.path, column.read(text))
        except NotACell as error:
            findings.append(Finding(f"row {row.number}, column {written}", "wrong-type", f"{written} {error}."))
    return session, findings


def _put(session: dict[str, Any], path: tuple[str, ...], value: object) -> None:
    here = session
    for step in path[:-1]:
        here = here.setdefault(step, {})
    here[path[-1]] = value


def _plan_facts(table: Table, headers: Mapping[str, str], name: str) -> dict[str, str]:
    """Name and zone of the plan: the first that a row states, else the file's name and UTC."""
    facts = {"plan": PurePath(name).stem or "plan", "timezone": DEFAULT_ZONE}
    for row in reversed(table.rows):
        facts.update({headers[c]: rearm(cell).strip() for c, cell in row.cells.items() if headers[c] in PLAN_COLUMNS})
    return {"name": facts["plan"], "timezone": facts["timezone"]}


def _units(table: Table, headers: Mapping[str, str]) -> Counted:
    """The units of the columns that the sessions of each sport have their distances in."""
    counted: defaultdict[Sport, Counter[DistanceUnit]] = defaultdict(Counter)
    for row in table.rows:
        cells = {headers[written]: rearm(cell).strip() for written, cell in row.cells.items()}
        if (sport := cells.get("sport")) in set(Sport):
            counted[Sport(sport)].update(unit for name, unit in DISTANCES.items() if cells.get(name))
    return {sport: units for sport, units in counted.items() if units}


def _placed(finding: Finding, table: Table, headers: Mapping[str, str]) -> Finding:
    """The finding at its cell; what it calls `value` or `duration_s` is there called by its column."""
    place = _place(finding.pointer, table, headers)
    field, column = finding.pointer.rpartition("/")[2], place.partition("column ")[2]
    own_name = column and finding.detail.startswith(f"{field} ")
    return Finding(place, finding.code, column + finding.detail[len(field) :] if own_name else finding.detail)


def _place(pointer: str, table: Table, headers: Mapping[str, str]) -> str:
    """The cell behind a pointer into the plan."""
    steps = pointer.strip("/").split("/")
    if steps[0] != "sessions" or len(steps) < 2:
        return "column timezone" if steps[0] == "timezone" else ""
    row = table.rows[int(steps[1])]
    path = tuple(steps[2:])
    written = {name: column for column, name in headers.items()}
    filled = [column for column in COLUMNS if column.unit is None or row.cells.get(written.get(column.name, ""))]
    named = {column.path: column.name for column in filled}
    fits = [name for column, name in named.items() if path and column[: len(path)] == path] or [
        name for column, name in named.items() if path[: len(column)] == column
    ]
    column = next((written.get(name, name) for name in fits), None)
    return f"row {row.number}" if column is None else f"row {row.number}, column {column}"


def _warnings(headers: Mapping[str, str], table: Table) -> Iterator[InputWarning]:
    for written, name in headers.items():
        if name not in BY_NAME and name not in PLAN_COLUMNS:
            close = nearest(name, [*BY_NAME, *PLAN_COLUMNS])
            hint = f" Did you mean {close}?" if close else ""
            yield InputWarning("unknown-column", f"row 1, column {written}", f"{written} is not known; it is kept and not used.{hint}")
    if not any(headers[column] == "timezone" for row in table.rows for column in row.cells):
        text = f"The table names no timezone; {DEFAULT_ZONE} is taken unless the athlete has one."
        yield InputWarning("no-timezone", "row 1, column timezone", text)
