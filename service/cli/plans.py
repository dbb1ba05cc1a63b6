"""Plans from files in any format that can be read."""

from __future__ import annotations

from pathlib import Path

from service.cli.files import name_of, read_bytes
from service.documents.plan import PlanDocument
from service.errors import BadInput, Finding
from service.formats import WRITERS, format_of, read_plan_file


def read_plan(path: str) -> PlanDocument:
    """The plan in a file, or on standard input for `-`; its content tells the format. Raises BadInput."""
    return read_plan_file(read_bytes(path), name=name_of(path))


def format_for(path: Path, wanted: str | None) -> str:
    """The format to write, known before any work is done: the one asked for, else by the ending. Raises BadInput."""
    if wanted is None:
        return format_of(path.name)
    if wanted not in WRITERS:
        detail = f"There is no format {wanted} to write; use one of {', '.join(WRITERS)}."
        raise BadInput(detail, findings=[Finding("--format", "unknown-format", detail)], place="command line")
    return wanted
