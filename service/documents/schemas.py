"""The published JSON Schemas, by document."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from service.documents.adjust_request import AdjustRequestDocument
from service.documents.adjustment import AdjustmentDocument
from service.documents.assessment import AssessmentDocument
from service.documents.lint import LintDocument
from service.documents.own_policy import PolicyDocument
from service.documents.plan import PlanDocument
from service.documents.refusal import nearest
from service.documents.report import ReportDocument
from service.documents.state import StateDocument
from service.errors import BadInput

SCHEMAS: Mapping[str, type[BaseModel]] = {
    "plan/1": PlanDocument,
    "report/1": ReportDocument,
    "state/1": StateDocument,
    "adjust-request/1": AdjustRequestDocument,
    "adjustment/1": AdjustmentDocument,
    "assessment/1": AssessmentDocument,
    "lint/1": LintDocument,
    "policy/1": PolicyDocument,
}
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_of(name: str) -> dict[str, Any]:
    """The JSON Schema of a document; `plan` and `plan-1` mean `plan/1`. Raises BadInput naming all when there is none."""
    wanted = name.removesuffix(".json").replace("-1", "/1")
    wanted = wanted if wanted.endswith("/1") else f"{wanted}/1"
    if wanted not in SCHEMAS:
        close = nearest(wanted, SCHEMAS)
        hint = f"Did you mean {close}? " if close else ""
        raise BadInput(f"There is no document of that name. {hint}Known: {', '.join(SCHEMAS)}.")
    return {"$schema": DIALECT, "$id": f"{wanted.replace('/', '-')}.json", **SCHEMAS[wanted].model_json_schema()}


def schema_text(name: str) -> str:
    """The schema as it is committed: sorted, indented, one line end at the end."""
    return json.dumps(schema_of(name), indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def write_schemas(folder: Path) -> list[Path]:
    """Write every schema into `folder`; equal code writes equal bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    for name in SCHEMAS:
        path = folder / f"{name.replace('/', '-')}.json"
        path.write_text(schema_text(name), encoding="utf-8")
        written.append(path)
    return written
