"""One thing that is asked of the plan, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from service.domain.directives import Because

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Ask(Generic[V]):
    """A value for one directive with the catalogue rows and reports behind it."""

    value: V
    rows: tuple[str, ...]
    report_ids: tuple[str, ...] = ()

    @property
    def because(self) -> Because:
        return Because(self.rows, self.report_ids)


def strictest(asks: Iterable[Ask[V]], pick: Callable[[list[V]], V]) -> Ask[V] | None:
    """The ask that binds: `pick` (max for dates, min for caps) chooses the value; equal asks lend their reasons."""
    known = list(asks)
    if not known:
        return None
    value = pick([ask.value for ask in known])
    binding = [ask for ask in known if ask.value == value]
    rows = tuple(dict.fromkeys(row for ask in binding for row in ask.rows))
    return Ask(value, rows, tuple(dict.fromkeys(report for ask in binding for report in ask.report_ids)))
