"""The sample plans and requests of `plans/`, read and answered in tests the way the service does it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from service.documents.adjust_request import AdjustRequestDocument
from service.documents.adjustment import AdjustmentDocument
from service.documents.json_text import parse_json
from service.documents.refusal import validated
from service.usecases.adjust_plan import adjust_plan

ROOT = Path(__file__).parents[2]
PLANS = ROOT / "plans"
REQUESTS = tuple(sorted((PLANS / "requests").glob("*.json")))
FIXED_ID = "adj_test"


def raw_request(name: str) -> dict[str, Any]:
    """The JSON of one sample request, free to be edited by the test."""
    document: dict[str, Any] = json.loads((PLANS / "requests" / f"{name}.json").read_text("utf-8"))
    return document


def request_of(raw: dict[str, Any]) -> AdjustRequestDocument:
    return validated(AdjustRequestDocument, parse_json(json.dumps(raw), name="request.json"), "request.json")


def answer(raw: dict[str, Any]) -> AdjustmentDocument:
    """The adjustment for a request given as plain JSON; prices left out, because they are many solves."""
    options = {"explain": False, **raw.get("options", {})}
    return adjust_plan(request_of({**raw, "options": {**options, "explain": False}}), new_id=lambda: FIXED_ID)


def as_json(document: AdjustmentDocument) -> dict[str, Any]:
    out: dict[str, Any] = json.loads(document.model_dump_json(by_alias=True))
    return out


def without_times(document: AdjustmentDocument) -> dict[str, Any]:
    """Everything that must be identical for an identical request."""
    out = as_json(document)
    out["solver"].pop("wall_ms")
    return out
