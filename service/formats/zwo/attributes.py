"""The attributes of one ZWO element: any case, decimal point or comma, and never taken for more than they say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from xml.etree.ElementTree import Element

from service.documents.refusal import refuse
from service.errors import Finding
from service.formats.decoding import label
from service.formats.xml import local

FEWEST_PERCENT = 10
"""A power from here on was written in percent: nobody rides at ten times the threshold."""


@dataclass(frozen=True, slots=True)
class Attributes:
    """`place` is the element, `name` the file: for messages."""

    values: Mapping[str, str]
    place: str
    name: str

    @classmethod
    def of(cls, element: Element, *, place: str, name: str) -> Attributes:
        return cls({local(key): value.strip() for key, value in element.attrib.items()}, place, name)

    def number(self, *keys: str) -> float | None:
        """The first of these that is there; None when all are absent or empty. Raises BadInput for what is no number, or below 0."""
        key = next((key for key in keys if self.values.get(key)), None)
        if key is None:
            return None
        written = self.values[key]
        try:
            value = float(written.replace(",", "."))
        except ValueError:
            value = -1.0
        if not isfinite(value) or value < 0:
            detail = f"{key} must be a number of at least 0, not {label(written)[:40]!r}."
            refuse([Finding(f"{self.place}, {key}", "wrong-type", detail)], self.name)
        return value

    def percent(self, *keys: str) -> float | None:
        """The same for a share of threshold, as percent."""
        share = self.number(*keys)
        return share if share is None or share >= FEWEST_PERCENT else share * 100

    def needed(self, *keys: str) -> float:
        value = self.number(*keys)
        if value is None:
            refuse([Finding(self.place, "missing", f"{keys[0]} is required; add it.")], self.name)
        return value
