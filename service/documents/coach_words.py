"""What a coach or a clinician decides against, or on top of, the computed answer: overrides and clearances."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, ConfigDict, Field, JsonValue, ValidationInfo, field_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import PydanticCustomError

from service.assessment.red_flags import CLEARABLE
from service.documents.base import Instant, LocalDate, Name, Part, Text, in_our_times
from service.documents.state import Level
from service.domain.override_scopes import OVERRIDE_SCOPES, ValueKind
from service.domain.state import Clearance, Override

MOST_COUNT = 99
MOST_AMOUNT = 1e9
PUBLISHED: Mapping[ValueKind, JsonSchemaValue] = {
    ValueKind.LEVEL: {"type": "integer", "minimum": 0, "maximum": 4},
    ValueKind.DATE: {"type": "string", "format": "date"},
    ValueKind.COUNT: {"type": "integer", "minimum": 0, "maximum": MOST_COUNT},
    ValueKind.RATIO: {"type": "number", "minimum": 0, "maximum": 1},
    ValueKind.AMOUNT: {"type": "number", "minimum": 0, "maximum": MOST_AMOUNT},
}


def _of_kind(kind: ValueKind) -> JsonSchemaValue:
    scopes = [scope for scope, wanted in OVERRIDE_SCOPES.items() if wanted is kind]
    return {"properties": {"scope": {"enum": scopes}, "value": PUBLISHED[kind]}}


FITS_SCOPE: dict[str, JsonValue] = {"allOf": [{"anyOf": [_of_kind(kind) for kind in ValueKind]}]}
"""Publishes which value goes with which scope."""


def _known_scope(scope: str) -> str:
    if scope not in OVERRIDE_SCOPES:
        raise PydanticCustomError("unknown-value", "must be one of: {allowed}", {"allowed": ", ".join(OVERRIDE_SCOPES)})
    return scope


def _clearable(codes: list[str]) -> list[str]:
    unknown = [code for code in codes if code not in CLEARABLE]
    if unknown:
        raise PydanticCustomError(
            "unknown-value", "holds an unknown flag; the flags are: {allowed}", {"allowed": ", ".join(sorted(CLEARABLE))}
        )
    return codes


OverrideScope = Annotated[str, Field(strict=True, json_schema_extra={"enum": list(OVERRIDE_SCOPES)}), AfterValidator(_known_scope)]
ClearableFlag = Annotated[str, Field(strict=True, json_schema_extra={"enum": sorted(CLEARABLE)})]


class OverrideDocument(Part):
    """A coach's decision. How long it may last and how much reason it needs is judged with the assessment, in local dates."""

    model_config = ConfigDict(json_schema_extra=FITS_SCOPE)
    coach: Name
    scope: OverrideScope
    value: Any
    reason: Text
    created_at: Instant
    expires_on: LocalDate
    computed_level: Level | None = None

    @field_validator("value")
    @classmethod
    def _fits_scope(cls, value: Any, info: ValidationInfo) -> Any:
        kind = OVERRIDE_SCOPES.get(info.data.get("scope", ""))
        if kind is not None and not _fits(value, kind):
            raise PydanticCustomError("bad-value", "must be {wanted}", {"wanted": kind.value})
        return value


class ClearanceDocument(Part):
    """Somebody entitled says that flags are settled; an empty `scope` clears all flags older than the date."""

    by: Name
    date: LocalDate
    scope: Annotated[list[ClearableFlag], AfterValidator(_clearable), Field(max_length=40)] = Field(default_factory=list)
    note: Text | None = None
    level: Annotated[int, Field(strict=True, ge=0, le=4)] | None = None


def read_override(written: OverrideDocument) -> Override:
    value = written.value
    if OVERRIDE_SCOPES[written.scope] is ValueKind.DATE:
        value = date.fromisoformat(value)
    return Override(written.coach, written.scope, value, written.reason, written.created_at, written.expires_on, written.computed_level)


def read_clearance(written: ClearanceDocument) -> Clearance:
    return Clearance(written.by, written.date, tuple(written.scope), written.note or "", written.level)


def _fits(value: object, kind: ValueKind) -> bool:
    if kind is ValueKind.DATE:
        return isinstance(value, str) and in_our_times(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    if kind is ValueKind.LEVEL:
        return isinstance(value, int) and 0 <= value <= 4
    if kind is ValueKind.COUNT:
        return isinstance(value, int) and 0 <= value <= MOST_COUNT
    return 0 <= value <= (1 if kind is ValueKind.RATIO else MOST_AMOUNT)
