"""The strict ground under all documents: what a text, a number, a date may be, and what happens to unknown keys."""

from __future__ import annotations

import re
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    PlainSerializer,
    SerializerFunctionWrapHandler,
    TypeAdapter,
    ValidationError,
    WithJsonSchema,
    model_serializer,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from service.documents.limits import EARLIEST_DATE, LARGEST_INT, LATEST_DATE, MOST_TEXT
from service.kit.weeks import WEEKDAYS

UNCLEAN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
"""Control characters (tab and line ends are welcome) and halves of surrogate pairs."""
CLEAN = Field(json_schema_extra={"pattern": r"^[^\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F]*$"})
"""The same as it is published; halves of surrogate pairs are no JSON."""
CLOCK_FORM = re.compile(r"^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$", re.ASCII)
ZONE_FORMAT = "iana-time-zone"
"""Named in the published schemas, which cannot hold the list of zones."""
NO_REPEATS = Field(json_schema_extra={"uniqueItems": True})
"""Publishes what `no_repeats` refuses."""
DATE_FORM = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
WRAPPERS = frozenset({"function-wrap", "function-before", "function-after"})
DEFAULT_ZONE = "UTC"
"""Taken where a format has no place for a zone."""
FULL_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class Part(BaseModel):
    """A part of a document in which every key is known: a typo there could hide something that matters."""

    model_config = ConfigDict(
        extra="forbid", allow_inf_nan=False, validate_by_name=True, validate_by_alias=True, serialize_by_alias=True, frozen=True
    )


class _Closed:
    def __get_pydantic_json_schema__(self, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {**handler.resolve_ref_schema(handler(core_schema)), "additionalProperties": False}


CLOSED = _Closed()
"""Publishes that a part of a plan takes no unknown keys where it stands outside a plan."""


class PlanPart(Part):
    """A part of a plan. What was not given is not written back; unknown keys are shelved before they get here."""

    model_config = ConfigDict(json_schema_extra={"additionalProperties": True})

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """What is written has the shape of what is read."""
        return handler(_without_serializer(core_schema))

    @model_serializer(mode="wrap")
    def _as_given(self, write: SerializerFunctionWrapHandler) -> dict[str, Any]:
        fields = type(self).model_fields
        given = {fields[name].alias or name for name in self.model_fields_set}
        written: dict[str, Any] = write(self)
        return {key: value for key, value in written.items() if key in given}


def _without_serializer(schema: Any) -> Any:
    """The schema of a model without its own way of writing, which hides the fields."""
    plain = {key: value for key, value in schema.items() if key != "serialization"}
    if plain["type"] in WRAPPERS:
        plain["schema"] = _without_serializer(plain["schema"])
    return plain


def clean_text(text: str) -> str:
    """The text itself. Refuses what no person typed."""
    if found := UNCLEAN.search(text):
        raise PydanticCustomError(
            "unclean-text",
            "holds the unprintable character U+{code} at place {place}; remove it",
            {"code": f"{ord(found[0]):04X}", "place": found.start() + 1},
        )
    return text


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        raise PydanticCustomError("unknown-timezone", "is no known time zone; write an IANA name such as Europe/Vienna") from None
    return name


def _local_date(raw: object) -> object:
    if isinstance(raw, date) and not isinstance(raw, datetime):
        return raw
    if not isinstance(raw, str):
        raise PydanticCustomError("wrong-type", "must be a date in quotes, written YYYY-MM-DD")
    if not DATE_FORM.fullmatch(raw):
        raise PydanticCustomError("bad-date", "must be a date written YYYY-MM-DD, without a time")
    try:
        return date.fromisoformat(raw)
    except ValueError:
        raise PydanticCustomError("no-such-date", "is a date that does not exist; correct the month or the day") from None


def _instant(raw: object) -> object:
    value = raw
    if isinstance(raw, str):
        try:
            value = datetime.fromisoformat(raw)
        except ValueError:
            value = None
        if value is not None and "T" not in raw.upper() and " " not in raw:
            value = None
    if not isinstance(value, datetime):
        raise PydanticCustomError("bad-instant", "must be a date and a time with an offset, such as 2026-03-04T19:00:00+01:00")
    if value.tzinfo is None or value.utcoffset() is None:
        raise PydanticCustomError("no-offset", "needs an offset from UTC at its end: 2026-03-04T19:00:00+01:00, or Z for UTC")
    return value


def _within_our_times(value: date) -> date:
    day = value.date() if isinstance(value, datetime) else value
    if not EARLIEST_DATE <= day <= LATEST_DATE:
        raise PydanticCustomError(
            "out-of-range", "must lie between {first} and {last}", {"first": EARLIEST_DATE.isoformat(), "last": LATEST_DATE.isoformat()}
        )
    return value


def _clock_time(raw: str) -> str:
    if not CLOCK_FORM.fullmatch(raw):
        raise PydanticCustomError("bad-time", "must be a local time of day written HH:MM, from 00:00 to 23:59")
    return raw


def _weekday(raw: object) -> object:
    if isinstance(raw, str) and raw in (*WEEKDAYS, *FULL_WEEKDAYS):
        return raw
    raise PydanticCustomError("unknown-value", "must be one of: {allowed}", {"allowed": ", ".join((*WEEKDAYS, *FULL_WEEKDAYS))})


def weekday_index(name: str) -> int:
    """0 for Monday to 6 for Sunday, from the short or the full English name."""
    return WEEKDAYS.index(name[:3])


def as_integer(value: float) -> int | float:
    """Whole numbers are written without a decimal point."""
    return int(value) if value == int(value) else value


AS_INTEGER = PlainSerializer(lambda value: as_integer(value))  # noqa: PLW0108 - annotated, it would hide the bounds in the schema


def in_our_times(text: str) -> bool:
    """Whether that is a date as every document writes one."""
    try:
        _ONE_DATE.validate_python(text)
    except ValidationError:
        return False
    return True


def no_repeats(names: list[StrEnum]) -> list[StrEnum]:
    """The list itself. Refuses an entry that stands in it twice."""
    if len(set(names)) < len(names):
        raise PydanticCustomError("repeated-value", "names the same thing twice; keep one")
    return names


Text = Annotated[str, Field(strict=True, max_length=MOST_TEXT), AfterValidator(clean_text), CLEAN]
Label = Annotated[str, Field(strict=True, max_length=300), AfterValidator(clean_text), CLEAN]
Name = Annotated[str, Field(strict=True, min_length=1, max_length=300), AfterValidator(clean_text), CLEAN]
KeptName = Annotated[str, Field(strict=True, min_length=1, max_length=200), AfterValidator(clean_text), CLEAN]
"""No longer than the store has room for."""
Identifier = Annotated[str, Field(strict=True, pattern=r"^[A-Za-z0-9._:-]{1,64}$")]
Flag = Annotated[bool, Field(strict=True)]
Count = Annotated[int, Field(strict=True, ge=0, le=LARGEST_INT)]
Whole = Annotated[int, Field(strict=True, ge=-LARGEST_INT, le=LARGEST_INT)]
Number = Annotated[float, Field(strict=True, ge=-1e9, le=1e9), AS_INTEGER]
Amount = Annotated[float, Field(strict=True, ge=0, le=1e9), AS_INTEGER]
Zone = Annotated[str, Field(strict=True, max_length=64, json_schema_extra={"format": ZONE_FORMAT}), AfterValidator(_known_zone)]
LocalDate = Annotated[date, BeforeValidator(_local_date), AfterValidator(_within_our_times)]
_ONE_DATE: TypeAdapter[date] = TypeAdapter(LocalDate)
Instant = Annotated[datetime, BeforeValidator(_instant), AfterValidator(_within_our_times)]
ClockTime = Annotated[str, Field(strict=True, json_schema_extra={"pattern": CLOCK_FORM.pattern}), AfterValidator(_clock_time)]
Weekday = Annotated[str, BeforeValidator(_weekday), WithJsonSchema({"type": "string", "enum": [*WEEKDAYS, *FULL_WEEKDAYS]})]
Extensions = dict[Label, Any]
