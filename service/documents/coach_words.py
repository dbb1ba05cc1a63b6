"""What a coach or a clinician decides against, or on top of, the computed answer: overrides and clearances."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from service.assessment.red_flags import CLEARABLE
from service.documents.base import Instant, Label, LocalDate, Name, Part, Text
from service.documents.state import Level
from service.domain.override_scopes import OVERRIDE_SCOPES, ValueKind
from service.domain.state import Clearance, Override


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


class OverrideDocument(Part):
    """A coach's decision. How long it may last and how much reason it needs is judged with the assessment, in local dates."""

    coach: Name
    scope: Annotated[Label, AfterValidator(_known_scope)]
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
    scope: Annotated[list[Label], AfterValidator(_clearable), Field(max_length=40)] = Field(default_factory=list)
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
        return _is_date(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    if kind is ValueKind.LEVEL:
        return isinstance(value, int) and 0 <= value <= 4
    if kind is ValueKind.COUNT:
        return isinstance(value, int) and 0 <= value <= 99
    return 0 <= value <= (1 if kind is ValueKind.RATIO else 1e9)


def _is_date(value: object) -> bool:
    if not isinstance(value, str) or len(value) != 10:
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True
