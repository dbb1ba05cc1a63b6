"""Everything about one athlete, going out."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from service.documents.base import Instant, Part


class AthleteExport(Part):
    schema_: Annotated[Literal["athlete-export/1"], Field(alias="schema")] = "athlete-export/1"
    exported_at: Instant
    athlete_id: str
    records: Annotated[
        dict[str, list[dict[str, Any]]], Field(description="By kind of record, oldest first; documents as they are read elsewhere")
    ]
