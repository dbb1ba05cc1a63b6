"""From bytes to plan and back, one format a file."""

from __future__ import annotations

from service.documents.adjustment import AdjustmentDocument
from service.documents.plan import PlanDocument
from service.documents.refusal import nearest
from service.errors import BadInput
from service.formats.base import NOTHING_SAID, PlanReader, PlanWriter, ReadOptions
from service.formats.downloads.loading import Download
from service.formats.drafting import Draft, draft, plan_in
from service.formats.questions import Choice, OpenQuestions, Question
from service.formats.registry import READERS, WRITERS
from service.formats.sniff import sniff

__all__ = [
    "NOTHING_SAID",
    "READERS",
    "WRITERS",
    "Choice",
    "Draft",
    "OpenQuestions",
    "PlanReader",
    "PlanWriter",
    "Question",
    "ReadOptions",
    "draft",
    "format_of",
    "read_plan_file",
    "sniff",
    "write_answer_file",
    "write_plan_file",
]


def read_plan_file(content: bytes, *, name: str = "plan", options: ReadOptions = NOTHING_SAID) -> PlanDocument:
    """The plan in a file of any format that can be read; the content decides which. Raises BadInput, OpenQuestions among it."""
    return plan_in(content, name=name, options=options)


def write_plan_file(document: PlanDocument, format_name: str) -> bytes:
    """The plan in the named format. Raises BadInput naming the formats when there is no such."""
    return WRITERS[_known(format_name)].write(document)


def write_answer_file(adjustment: AdjustmentDocument, format_name: str) -> bytes:
    """The revised plan of an answer in the named format, with what changed and why where the format tells that. Raises BadInput."""
    writer = WRITERS[_known(format_name)]
    return writer.write_answer(adjustment) if isinstance(writer, Download) else writer.write(adjustment.plan)


def format_of(file_name: str) -> str:
    """The format that a file of this name is to be written in, by its longest ending. Raises BadInput naming the endings."""
    fitting = [writer for writer in WRITERS.values() if file_name.lower().endswith(writer.extension)]
    if fitting:
        return max(fitting, key=lambda writer: len(writer.extension)).name
    endings = ", ".join(writer.extension for writer in WRITERS.values())
    raise BadInput(f"{file_name}: the ending names no format that can be written; use one of {endings}, or name the format.")


def _known(name: str) -> str:
    if name in WRITERS:
        return name
    close = nearest(name, WRITERS)
    hint = f" Did you mean {close}?" if close else ""
    raise BadInput(f"There is no format {name!r} to write; known: {', '.join(WRITERS)}.{hint}")
