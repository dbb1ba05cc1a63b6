"""Sessions and answers that downloads are tried on."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from service.documents.plan import PlanDocument, plan_document
from service.documents.structure import Structure
from tests.support.plain import Json, plain_plan, plain_session


def a_document(*sessions: Json, **fields: Any) -> PlanDocument:
    return plan_document(plain_plan(*sessions, **fields))


def of_steps(*steps: Json) -> Structure:
    return Structure.model_validate({"steps": list(steps)})


def lasting(seconds: float, *targets: Json, step_class: str = "active", **more: Any) -> Json:
    """A step that ends by the clock."""
    return {"class": step_class, "end": {"type": "time", "s": seconds}, "targets": list(targets), **more}


def going(metres: float, *targets: Json, step_class: str = "active", **more: Any) -> Json:
    """A step that ends by distance."""
    return {"class": step_class, "end": {"type": "distance", "m": metres}, "targets": list(targets), **more}


def repeat(count: int, *steps: Json) -> Json:
    return {"type": "repeat", "count": count, "steps": list(steps)}


def aim(metric: str, unit: str, low: float, high: float | None = None, **more: Any) -> Json:
    return {"metric": metric, "unit": unit, "low": low, "high": low if high is None else high, **more}


def a_workout(*steps: Json, **fields: Any) -> Json:
    """A session in plain JSON with these steps."""
    return plain_session(**{"structure": {"steps": list(steps)}, **fields})


def unzipped(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
