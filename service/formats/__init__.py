"""From bytes to plan and back, one format a file."""

from __future__ import annotations

from collections.abc import Mapping

from service.documents.plan import PlanDocument
from service.documents.refusal import nearest
from service.errors import BadInput
from service.formats.base import PlanReader, PlanWriter
from service.formats.csv_table import CsvTable
from service.formats.json_plan import JsonPlan
from service.formats.sniff import sniff

__all__ = ["READERS", "WRITERS", "PlanReader", "PlanWriter", "format_of", "read_plan_file", "sniff", "write_plan_file"]

READERS: Mapping[str, PlanReader] = {"json": JsonPlan(), "csv": CsvTable()}
WRITERS: Mapping[str, PlanWriter] = {"json": JsonPlan(), "csv": CsvTable()}


def read_plan_file(content: bytes, *, name: str = "plan") -> PlanDocument:
    """The plan in a file of any format that can be read; the content decides which. Raises BadInput."""
    return READERS[sniff(content, name=name)].read(content, name=name)


def write_plan_file(document: PlanDocument, format_name: str) -> bytes:
    """The plan in the named format. Raises BadInput naming the formats when there is no such."""
    return WRITERS[_known(format_name)].write(document)


def format_of(file_name: str) -> str:
    """The format that a file of this name is to be written in, by its ending. Raises BadInput naming the endings."""
    for writer in WRITERS.values():
        if file_name.lower().endswith(writer.extension):
            return writer.name
    endings = ", ".join(writer.extension for writer in WRITERS.values())
    raise BadInput(f"{file_name}: the ending names no format that can be written; use one of {endings}, or name the format.")


def _known(name: str) -> str:
    if name in WRITERS:
        return name
    close = nearest(name, WRITERS)
    hint = f" Did you mean {close}?" if close else ""
    raise BadInput(f"There is no format {name!r} to write; known: {', '.join(WRITERS)}.{hint}")
