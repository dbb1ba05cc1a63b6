"""Plans from files in any format, and back."""

from __future__ import annotations

from pathlib import Path

from service.documents.plan import PlanDocument


def read_plan(path: str) -> PlanDocument:
    raise NotImplementedError


def format_for(path: Path, wanted: str | None) -> str:
    raise NotImplementedError


def write_plan(document: PlanDocument, name: str) -> bytes:
    raise NotImplementedError
