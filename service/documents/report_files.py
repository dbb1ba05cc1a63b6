"""Reports from a file: a JSON array, one JSON report, JSON Lines, or CSV with a column a field."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from service.documents.json_text import decode, parse_json
from service.documents.limits import MOST_FINDINGS, MOST_REPORTS
from service.documents.refusal import known_names, nearest, refuse, validated
from service.documents.report import ReportDocument
from service.documents.tables import Row, read_table
from service.errors import BadInput, Finding

TRUE = frozenset({"true", "yes", "y", "1", "x"})
FALSE = frozenset({"false", "no", "n", "0"})
NONE_WORDS = frozenset({"none", "[]", "-"})
"""In the column `flags`: asked, and there was none."""


def report_documents(content: bytes, *, name: str = "reports") -> tuple[ReportDocument, ...]:
    """The reports in a file. Raises BadInput that names the entry, the line, or the row and column of each fault."""
    start = content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if start == b"[":
        made = _from_list(parse_json(content, name=name), name)
    elif start == b"{":
        made = _from_lines(decode(content, name=name), name)
    else:
        made = _from_table(content, name)
    if len(made) > MOST_REPORTS:
        refuse([Finding("", "too-many", f"More than {MOST_REPORTS} reports; send the last six weeks.")], name)
    return made


def _from_list(raw: object, name: str) -> tuple[ReportDocument, ...]:
    entries = raw if isinstance(raw, list) else [raw]
    return _collected([(f"/{index}", entry) for index, entry in enumerate(entries)], name)


def _from_lines(text: str, name: str) -> tuple[ReportDocument, ...]:
    """One report a line; a file that is one JSON object over several lines is one report."""
    lines = [(number, line) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    if not lines[0][1].rstrip().endswith("}") or (len(lines) > 1 and not lines[1][1].lstrip().startswith("{")):
        return _collected([("", parse_json(text, name=name))], name)
    findings: list[Finding] = []
    entries: list[tuple[str, object]] = []
    for number, line in lines:
        try:
            entries.append((f"line {number}: ", parse_json(line, name=name)))
        except BadInput as error:
            findings += [Finding(f"line {number}: {f.pointer}", f.code, f.detail) for f in error.findings]
    if findings:
        refuse(findings, name)
    return _collected(entries, name)


def _collected(entries: list[tuple[str, object]], name: str) -> tuple[ReportDocument, ...]:
    made: list[ReportDocument] = []
    findings: list[Finding] = []
    for place, raw in entries:
        try:
            made.append(validated(ReportDocument, raw, name, at=place))
        except BadInput as error:
            findings += error.findings
            if len(findings) > MOST_FINDINGS:
                break
    if findings:
        refuse(findings, name)
    return tuple(made)


def _from_table(content: bytes, name: str) -> tuple[ReportDocument, ...]:
    table = read_table(content, name=name)
    known = known_names(ReportDocument)
    findings = [
        Finding(f"row 1, column {column}", "unknown-column", _unknown_column(column, known))
        for column in table.columns
        if column and column not in known
    ]
    if findings:
        refuse(findings, name)
    made: list[ReportDocument] = []
    for row in table.rows:
        raw = {column: _value(column, cell) for column, cell in row.cells.items()}
        try:
            made.append(validated(ReportDocument, raw, name))
        except BadInput as error:
            findings += [Finding(_cell(row, f.pointer), f.code, f.detail) for f in error.findings]
    if findings:
        refuse(findings, name)
    return tuple(made)


def _unknown_column(column: str, known: list[str]) -> str:
    close = nearest(column, known)
    hint = f"Did you mean {close}?" if close else "Remove it; the columns are the fields of report/1."
    return f"There is no such field. {hint}"


def _cell(row: Row, pointer: str) -> str:
    column = pointer.strip("/").split("/")[0]
    return f"row {row.number}, column {column}" if column else f"row {row.number}"


def _value(column: str, cell: str) -> object:
    """The cell as the type of its field; what cannot be converted goes on as text, and the field refuses it."""
    kind = _kinds().get(column, "string")
    if kind == "array":
        return [] if cell.lower() in NONE_WORDS else [part.strip() for part in cell.replace("|", ";").split(";") if part.strip()]
    if kind == "boolean":
        return True if cell.lower() in TRUE else False if cell.lower() in FALSE else cell
    if kind in ("integer", "number"):
        return _number(cell, whole=kind == "integer")
    return cell


def _number(cell: str, *, whole: bool) -> object:
    try:
        value = float(cell.replace(",", ".")) if cell.isascii() else cell
    except ValueError:
        return cell
    return int(value) if whole and isinstance(value, float) and value.is_integer() else value


@cache
def _kinds() -> Mapping[str, str]:
    """JSON type by field, from the schema of the document."""
    properties: dict[str, Any] = ReportDocument.model_json_schema()["properties"]
    return {
        name: next((part["type"] for part in (entry, *entry.get("anyOf", ())) if part.get("type")), "string")
        for name, entry in properties.items()
    }
