"""From the bytes of a CSV file to rows: encoding, delimiter and header, as spreadsheets really write them."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from service.documents.base import UNCLEAN
from service.documents.limits import MOST_BYTES, MOST_SESSIONS, MOST_TEXT
from service.documents.refusal import refuse
from service.domain.adjustment import InputWarning
from service.errors import Finding

DELIMITERS = ",;\t|"
MOST_COLUMNS = 200


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the file (the first is 1) and its cells by column; empty cells are left out."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    delimiter: str
    warnings: tuple[InputWarning, ...] = ()


def read_table(content: bytes, *, name: str) -> Table:
    """The table in `content`; the first row that is not empty is the header.

    Raises BadInput for an empty file, an encoding that cannot be guessed, a column named twice, rows longer than the header, and
    unprintable characters. A file that is not UTF-8 is read as Windows-1252, with a warning.
    """
    if len(content) > MOST_BYTES:
        refuse([Finding("", "too-large", f"Larger than {MOST_BYTES // 1024 // 1024} MiB; split it.")], name)
    text, warnings = _decoded(content, name)
    if not text.strip():
        refuse([Finding("", "empty", "The file is empty; a header row and one row a session are wanted.")], name)
    delimiter = _delimiter(text)
    lines = list(_lines(text, delimiter, name))
    if not lines:
        refuse([Finding("", "empty", "The file holds no cells.")], name)
    number, header = lines[0]
    columns = tuple(cell.strip() for cell in header)
    while columns and not columns[-1]:
        columns = columns[:-1]
    findings = [*_header_findings(number, columns), *_row_findings(columns, lines[1:])]
    if findings:
        refuse(findings, name)
    rows = tuple(Row(n, {c: v.strip() for c, v in zip(columns, cells, strict=False) if c and v.strip()}) for n, cells in lines[1:])
    return Table(columns, tuple(row for row in rows if row.cells), delimiter, warnings)


def _decoded(content: bytes, name: str) -> tuple[str, tuple[InputWarning, ...]]:
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            try:
                return content.decode(encoding), ()
            except UnicodeDecodeError:
                refuse([Finding("", "wrong-encoding", "Says that it is UTF-16 and is not; save it as UTF-8.")], name)
    try:
        return content.decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        refuse([Finding(f"row {line}", "wrong-encoding", "Neither UTF-8 nor Windows-1252; save it as UTF-8.")], name)
    warning = InputWarning("not-utf-8", f"row {line}", "The file is not UTF-8 and was read as Windows-1252; check accents and umlauts.")
    return text, (warning,)


def _delimiter(text: str) -> str:
    """The delimiter that the first row with any uses most, outside quotes."""
    for line in text.splitlines():
        bare = "".join(line.split('"')[::2])
        counts = {mark: bare.count(mark) for mark in DELIMITERS}
        if any(counts.values()):
            return max(counts, key=lambda mark: counts[mark])
    return ","


def _lines(text: str, delimiter: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Rows that hold anything, with their number; a cell may hold line ends."""
    if "\x00" in text:
        refuse(
            [Finding(f"row {text[: text.index(chr(0))].count(chr(10)) + 1}", "unclean-text", "Holds a zero byte; this is no table.")], name
        )
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            refuse([Finding(f"row {number}", "broken-table", f"Cannot be read as a table row ({error}); mind the quotes.")], name)
        if number > MOST_SESSIONS * 2 + 100:
            refuse([Finding(f"row {number}", "too-many", f"More rows than {MOST_SESSIONS} sessions can need.")], name)
        if any(cell.strip() for cell in cells):
            yield number, cells


def _header_findings(number: int, columns: tuple[str, ...]) -> Iterator[Finding]:
    if len(columns) > MOST_COLUMNS:
        yield Finding(f"row {number}", "too-many", f"More than {MOST_COLUMNS} columns.")
        return
    seen: set[str] = set()
    for place, column in enumerate(columns, start=1):
        if column and column.casefold() in seen:
            yield Finding(f"row {number}, column {place}", "duplicate-column", f"The column {_shown(column)} stands twice; keep one.")
        if UNCLEAN.search(column):
            yield Finding(f"row {number}, column {place}", "unclean-text", "The column name holds an unprintable character.")
        seen.add(column.casefold())


def _row_findings(columns: tuple[str, ...], lines: list[tuple[int, list[str]]]) -> Iterator[Finding]:
    for number, cells in lines:
        if any(cell.strip() for cell in cells[len(columns) :]):
            yield Finding(
                f"row {number}", "too-many-cells", f"Has more cells than the {len(columns)} columns; quote cells that hold the delimiter."
            )
        for column, cell in zip(columns, cells, strict=False):
            if UNCLEAN.search(cell):
                yield Finding(
                    f"row {number}, column {_shown(column)}", "unclean-text", "The cell holds an unprintable character; remove it."
                )
            elif len(cell) > MOST_TEXT:
                yield Finding(f"row {number}, column {_shown(column)}", "too-long", f"The cell is longer than {MOST_TEXT} characters.")


def _shown(column: str) -> str:
    return UNCLEAN.sub("?", unicodedata.normalize("NFC", column))[:100]
