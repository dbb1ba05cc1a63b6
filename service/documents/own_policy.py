"""`policy/1`: a coach's own numbers over those of the package, inside bounds that keep every rule as safe as it was.

Only the numbers of this table can be set. Wherever a number decides about safety, its bound on the risky side is the value of
the package: a policy can ask for more rest, wider spacing or slower growth, and never for less.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, Field, WithJsonSchema
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import PydanticCustomError

from service.documents.base import Identifier, Label, Part
from service.documents.policy import DEFAULT, load_policy
from service.documents.refusal import nearest
from service.domain.policy import Policy

Value = Annotated[bool, Field(strict=True)] | Annotated[int, Field(strict=True)] | Annotated[float, Field(strict=True)]
LEVELS_WITH_ROWS = range(1, 5)


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a number may be; both ends are allowed. `whole` numbers have no decimals."""

    least: float
    most: float
    whole: bool = True

    @property
    def published(self) -> JsonSchemaValue:
        return {"type": "integer" if self.whole else "number", "minimum": self.least, "maximum": self.most}

    def hold(self, value: float) -> bool:
        return self.least <= value <= self.most and (not self.whole or value == int(value))


@dataclass(frozen=True, slots=True)
class Choice:
    """Yes or no: a matter of taste that weakens no rule."""

    published: ClassVar[JsonSchemaValue] = {"type": "boolean"}

    def hold(self, value: object) -> bool:
        return isinstance(value, bool)


def _of_levels() -> Iterator[tuple[str, Bounds]]:
    for level in LEVELS_WITH_ROWS:
        row = load_policy().levels.rows[level]
        for name in ("first_hard_days", "first_strength_days", "first_long_days"):
            given = getattr(row, name)
            yield f"levels.rows.{level}.{name}", Bounds(given, given + 7)
        for name in ("load_factor_w1", "load_factor_w2", "long_ratio"):
            yield f"levels.rows.{level}.{name}", Bounds(0.3, getattr(row, name), whole=False)
        yield f"levels.rows.{level}.rest_days", Bounds(row.rest_days, row.rest_days + 2)


ADJUSTABLE: Mapping[str, Bounds | Choice] = {
    "spacing.hard_to_hard": Bounds(2, 4),
    "spacing.hard_to_long": Bounds(2, 4),
    "spacing.long_to_hard": Bounds(2, 4),
    "spacing.long_to_long": Bounds(4, 10),
    "spacing.strength_to_hard": Bounds(2, 3),
    "spacing.strength_to_long": Bounds(2, 3),
    "spacing.hard_strength_hours": Bounds(3, 12),
    "spacing.after_long_ratio": Bounds(0, 0.6, whole=False),
    "spacing.rest_days_in_seven": Bounds(1, 3),
    "spacing.rest_days_in_seven_novice": Bounds(2, 4),
    "spacing.run_spike_ratio": Bounds(1.0, 1.1, whole=False),
    "spacing.load_ceiling_ratio": Bounds(1.0, 1.3, whole=False),
    "spacing.novice_max_hard_in_14": Bounds(0, 2),
    "spacing.minor_max_hard_in_7": Bounds(0, 2),
    "spacing.travel_no_hard_days": Bounds(1, 3),
    "spacing.soon_hours": Bounds(2, 24),
    "spacing.race_week_days": Bounds(7, 14),
    "spacing.taper_still_days": Bounds(2, 7),
    "spacing.most_needless_moves": Bounds(0, 2),
    "spacing.move_days_not_key": Bounds(0, 2),
    "spacing.hard_days_hard": Choice(),
    "thresholds.override_days": Bounds(1, 14),
    **dict(_of_levels()),
}
"""By place in the policy: what may be set, and within which bounds."""


def _inside_bounds(numbers: dict[str, Any]) -> dict[str, Any]:
    for place, value in numbers.items():
        bounds = ADJUSTABLE.get(place)
        if bounds is None:
            close = nearest(place, ADJUSTABLE)
            hint = f"; did you mean {close}?" if close else ""
            raise PydanticCustomError("not-adjustable", "holds {place}, which cannot be set{hint}", {"place": place, "hint": hint})
        if isinstance(bounds, Bounds) and (isinstance(value, bool) or not bounds.hold(value)):
            context = {"place": place, "least": bounds.least, "most": bounds.most, "whole": "whole " if bounds.whole else ""}
            raise PydanticCustomError("out-of-range", "must hold a {whole}number from {least} to {most} at {place}", context)
        if isinstance(bounds, Choice) and not bounds.hold(value):
            raise PydanticCustomError("wrong-type", "must hold true or false at {place}", {"place": place})
    return numbers


def _own_name(name: str) -> str:
    if name == DEFAULT:
        raise PydanticCustomError("reserved", "is the name of the package's own policy; choose another")
    return name


PolicyName = Annotated[Identifier, AfterValidator(_own_name), Field(json_schema_extra={"not": {"const": DEFAULT}})]
PUBLISHED: JsonSchemaValue = {
    "type": "object",
    "properties": {place: bounds.published for place, bounds in ADJUSTABLE.items()},
    "additionalProperties": False,
}
Numbers = Annotated[dict[Label, Value], AfterValidator(_inside_bounds), Field(max_length=100), WithJsonSchema(PUBLISHED)]


class PolicyDocument(Part):
    """Numbers by their place in the policy, such as `spacing.hard_to_hard`; all others are those of the package."""

    document: Literal["policy/1"] = Field(default="policy/1", alias="schema")
    name: PolicyName
    version: Annotated[int, Field(strict=True, ge=1)] = 1
    numbers: Numbers = Field(default_factory=dict)


def read_policy(written: str | PolicyDocument) -> Policy:
    """The policy of that name that travels with the package, or the one that a document describes. Raises BadInput."""
    if isinstance(written, str):
        return load_policy(written)
    policy = replace(load_policy(), name=written.name, version=written.version)
    for place, value in written.numbers.items():
        policy = _with(policy, place.split("."), value)
    return policy


def _with(whole: Any, steps: list[str], value: Any) -> Any:
    """The same frozen value with another number at one place."""
    if not steps:
        return value
    if isinstance(whole, tuple):
        index = int(steps[0])
        return (*whole[:index], _with(whole[index], steps[1:], value), *whole[index + 1 :])
    return replace(whole, **{steps[0]: _with(getattr(whole, steps[0]), steps[1:], value)})
