"""`plan/1` as JSON: the one format that loses nothing."""

from __future__ import annotations

from service.documents.json_text import parse_json
from service.documents.plan import PlanDocument, plan_document
from service.formats.base import NOTHING_SAID, ReadOptions


class JsonPlan:
    name = "json"
    extension = ".json"
    media_type = "application/json"

    def read(self, content: bytes, *, name: str, options: ReadOptions = NOTHING_SAID) -> PlanDocument:  # noqa: ARG002
        return plan_document(parse_json(content, name=name), name=name)

    def write(self, document: PlanDocument) -> bytes:
        return document.model_dump_json(indent=2).encode() + b"\n"
