"""Plans in .xlsx, .xls, .xlsb and .ods: the sheet that holds a plan is found by its content, wherever it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from service.documents.plan import PlanDocument
from service.documents.refusal import refuse
from service.documents.tables import Row, Table
from service.domain.adjustment import InputWarning
from service.errors import Finding
from service.formats.archive import check_archive
from service.formats.base import NOTHING_SAID, ReadOptions
from service.formats.csv_table import is_own, own_plan
from service.formats.sandbox import guarded
from service.formats.spreadsheets.workbook import Page, Unreadable, pages_of
from service.formats.tables.reading import Shape, no_plan, plan_of, shape_of
from service.formats.tables.sheet import Sheet, text_of

ZIP_MARK = b"PK\x03\x04"
OWN_RANK = 9
"""Our own long table wins over every other sheet of the workbook."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    sheet: Sheet
    rank: int
    shape: Shape | None
    """None: our own table."""


@dataclass(frozen=True, slots=True)
class Spreadsheet:
    """The reader of one family of spreadsheets."""

    name: str

    def read(self, content: bytes, *, name: str, options: ReadOptions = NOTHING_SAID) -> PlanDocument:
        """The plan in the workbook. Raises BadInput that names sheet, row and column; hidden and further sheets are named in warnings."""
        if content.startswith(ZIP_MARK):
            check_archive(content, name=name)
        pages = guarded(pages_of, content, name=name)
        if isinstance(pages, Unreadable):
            refuse([Finding("", pages.code, pages.detail)], name)
        sheets = [_sheet(page, alone=len(pages) == 1) for page in pages if page.visible and page.rows]
        candidates = sorted(_candidates(sheets), key=lambda candidate: -candidate.rank)
        if not candidates:
            refuse([*_too_large(pages), no_plan(sheets, name)], name)
        chosen = candidates[0]
        plan = own_plan(_table(chosen.sheet), name) if chosen.shape is None else plan_of(chosen.sheet, chosen.shape, options, name=name)
        return plan.with_warnings(tuple(_said(pages, candidates)))


def _sheet(page: Page, *, alone: bool) -> Sheet:
    width = max((len(row) for row in page.rows), default=0)
    rows = tuple((*row, *([None] * (width - len(row)))) for row in page.rows)
    return Sheet(rows, name="" if alone else page.name[:60], merged=page.merged)


def _candidates(sheets: Sequence[Sheet]) -> Iterator[_Candidate]:
    for sheet in sheets:
        if is_own(sheet):
            yield _Candidate(sheet, OWN_RANK, None)
        elif (shape := shape_of(sheet)) is not None:
            yield _Candidate(sheet, shape.rank, shape)


def _table(sheet: Sheet) -> Table:
    """The sheet as the strict reader of our own table takes it: the first row that is not empty is the header."""
    first = next(row for row in range(len(sheet.rows)) if not sheet.is_empty(row))
    columns = tuple(_verbatim(sheet, first))
    while columns and not columns[-1]:
        columns = columns[:-1]
    rows = (Row(row + 1, _cells(sheet, row, columns)) for row in range(first + 1, len(sheet.rows)))
    return Table(columns, tuple(row for row in rows if row.cells), "\t")


def _cells(sheet: Sheet, row: int, columns: Sequence[str]) -> dict[str, str]:
    return {name: text for name, text in zip(columns, _verbatim(sheet, row), strict=False) if name and text}


def _verbatim(sheet: Sheet, row: int) -> list[str]:
    """The cells to the letter: our own table has no spellings that would have to be evened out."""
    return [value.strip() if isinstance(value, str) else text_of(value) for value in sheet.rows[row]]


def _too_large(pages: Sequence[Page]) -> list[Finding]:
    detail = "It is too large to be a plan and was not read; send the plan on a sheet of its own."
    return [Finding(f"sheet {page.name}", "too-many", f"Holds {page.too_large}. {detail}") for page in pages if page.too_large]


def _said(pages: Sequence[Page], candidates: Sequence[_Candidate]) -> Iterator[InputWarning]:
    """Which sheets were left out, and why."""
    chosen = candidates[0].sheet.name
    for page in pages:
        place = f"sheet {page.name}"
        if not page.visible:
            yield InputWarning("sheet-hidden", place, f"The sheet {page.name} is hidden and was not read.")
        elif page.too_large:
            yield InputWarning("sheet-too-large", place, f"The sheet {page.name} holds {page.too_large} and was not read.")
        elif page.rows and len(pages) > 1 and page.name[:60] != chosen:
            also = any(candidate.sheet.name == page.name[:60] for candidate in candidates)
            why = f"holds a plan too; {chosen} was read, because it says more" if also else "holds no plan and was not read"
            yield InputWarning("sheet-skipped", place, f"The sheet {page.name} {why}.")


XLSX, XLS, ODS = (Spreadsheet(name) for name in ("xlsx", "xls", "ods"))
