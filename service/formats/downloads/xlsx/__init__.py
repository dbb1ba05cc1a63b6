"""A workbook: the weeks to print on the first sheet, the long table that can be read again on the second."""

from __future__ import annotations

import io
from datetime import UTC, datetime

from xlsxwriter import Workbook

from service.documents.adjustment import AdjustmentDocument
from service.documents.plan import PlanDocument
from service.formats.downloads.board import Source, source_of
from service.formats.downloads.differences import differences_of
from service.formats.downloads.xlsx.table_sheet import add_table
from service.formats.downloads.xlsx.week_sheet import add_weeks
from service.formats.long_table import table_rows

CREATED = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""Every workbook claims to be from this day, so that equal plans give equal bytes."""


def write(document: PlanDocument) -> bytes:
    """The plan; what was changed is marked against what its coach wrote. Raises BadInput for an undated plan."""
    return _workbook(document, source_of(document))


def write_answer(adjustment: AdjustmentDocument) -> bytes:
    """The revised plan with the changes of the answer marked."""
    return _workbook(adjustment.plan, source_of(adjustment.plan, differences_of(adjustment.changes)))


def _workbook(document: PlanDocument, source: Source) -> bytes:
    content = io.BytesIO()
    book = Workbook(content, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False})
    book.set_properties({"title": document.name[:250], "created": CREATED})
    add_weeks(book, source)
    add_table(book, table_rows(document))
    book.close()
    return content.getvalue()
