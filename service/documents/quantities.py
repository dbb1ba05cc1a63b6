"""Quantities of a plan: a value, or a range, with where it came from. A plain number stands for its value."""

from __future__ import annotations

from enum import StrEnum
from math import floor
from typing import Annotated, Any, Self

from pydantic import (
    Field,
    GetJsonSchemaHandler,
    ModelWrapValidatorHandler,
    PrivateAttr,
    SerializerFunctionWrapHandler,
    model_serializer,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from service.documents.base import AS_INTEGER, Amount, Label, Number, PlanPart, as_integer
from service.documents.limits import MOST_LOAD, MOST_METRES, MOST_RPE, MOST_SECONDS

Seconds = Annotated[float, Field(strict=True, ge=0, le=MOST_SECONDS), AS_INTEGER]
Metres = Annotated[float, Field(strict=True, ge=0, le=MOST_METRES), AS_INTEGER]
Load = Annotated[float, Field(strict=True, ge=0, le=MOST_LOAD), AS_INTEGER]
RpePoints = Annotated[float, Field(strict=True, ge=0, le=MOST_RPE), AS_INTEGER]


class SourceOfValue(StrEnum):
    STATED = "stated"
    DERIVED = "derived"
    ESTIMATED = "estimated"


class LoadUnit(StrEnum):
    RPE_MIN = "rpe_min"
    TSS = "tss"
    ICU = "icu"
    CUSTOM = "custom"


class Quantity(PlanPart):
    """`{value, low, high, source, as_written}`; written back as a plain number where it came as one."""

    value: Number | None = None
    low: Number | None = None
    high: Number | None = None
    source: SourceOfValue | None = None
    as_written: Label | None = None
    _is_plain: bool = PrivateAttr(default=False)

    @model_validator(mode="wrap")
    @classmethod
    def _read(cls, raw: Any, read: ModelWrapValidatorHandler[Self]) -> Self:
        if isinstance(raw, int | float) and not isinstance(raw, bool):
            return read({"value": raw}).as_plain()
        if not isinstance(raw, dict | cls):
            raise PydanticCustomError("wrong-type", "must be a number, or an object with value, low or high")
        made = read(raw)
        if made.low is not None and made.high is not None and made.low > made.high:
            raise PydanticCustomError("range-reversed", "has a low end above its high end; swap them")
        return made

    @model_serializer(mode="wrap")
    def _as_given(self, write: SerializerFunctionWrapHandler) -> Any:
        if self._is_plain and self.model_fields_set == {"value"} and self.value is not None:
            return as_integer(self.value)
        written: dict[str, Any] = write(self)
        return {key: item for key, item in written.items() if key in self.model_fields_set}

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        reference = super().__get_pydantic_json_schema__(core_schema, handler)
        resolved = handler.resolve_ref_schema(reference)
        if "anyOf" not in resolved:
            whole = dict(resolved)
            plain = whole["properties"]["value"]["anyOf"][0]
            resolved.clear()
            resolved.update({"anyOf": [plain, whole]})
        return reference

    def as_plain(self) -> Self:
        """The same, to be written as a plain number."""
        self._is_plain = True
        return self

    def mean(self) -> float | None:
        """The value; without one the middle of the range, or the end that is known."""
        if self.value is not None:
            return self.value
        ends = [end for end in (self.low, self.high) if end is not None]
        return sum(ends) / len(ends) if ends else None

    def top(self) -> float | None:
        """The high end; without a range the value."""
        known = [end for end in (self.high, self.value, self.low) if end is not None]
        return max(known) if known else None

    def changed_to(self, value: float) -> Self:
        """The same quantity at another value: the old range, wording and source no longer hold."""
        made = type(self).model_validate({"value": value} if self.source is None else {"value": value, "source": SourceOfValue.DERIVED})
        return made.as_plain() if self._is_plain else made


class Duration(Quantity):
    """Seconds."""

    value: Seconds | None = None
    low: Seconds | None = None
    high: Seconds | None = None


class Distance(Quantity):
    """Metres."""

    value: Metres | None = None
    low: Metres | None = None
    high: Metres | None = None


class PlannedLoad(Quantity):
    """Session load. Without a unit it is `rpe_min`; other units are kept and shown, and the rules take them as absent."""

    value: Load | None = None
    low: Load | None = None
    high: Load | None = None
    unit: LoadUnit | None = None

    @property
    def counts(self) -> bool:
        """Whether the rules may add it up."""
        return self.unit in (None, LoadUnit.RPE_MIN)


class Rpe(Quantity):
    """Planned effort, CR10."""

    value: RpePoints | None = None
    low: RpePoints | None = None
    high: RpePoints | None = None


class WeeklyAmount(Quantity):
    """A weekly goal in metres, seconds or load."""

    value: Amount | None = None
    low: Amount | None = None
    high: Amount | None = None
    unit: LoadUnit | None = None


def half_up(value: float) -> int:
    """The nearest whole number, halves upwards."""
    return floor(value + 0.5)
