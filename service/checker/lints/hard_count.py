"""How many hard runs a week holds."""

from __future__ import annotations

from collections.abc import Iterator

from service.checker.lints.reading import Reading, Spot, between, crowded, day_name, ids
from service.domain.session import PlannedSession
from service.kit.weeks import plus


def hard_count(reading: Reading) -> Iterator[Spot]:
    """More hard runs in seven dates than two, or three for who runs six times a week. Other sports crowd nothing."""
    hard = [run for run in reading.runs if run.hard]
    for inside in crowded(hard, 7, lambda some: len(some) > _most(reading, some)):
        span = f"from {day_name(inside[0].date)} to {day_name(inside[-1].date)}"
        text = f"{len(inside)} hard runs {span}; {_most(reading, inside)} in seven days are plenty."
        yield Spot(text, inside[0].date, inside[-1].date, ids(inside))


def _most(reading: Reading, hard: list[PlannedSession]) -> int:
    numbers = reading.policy.lints
    runs = between(reading.runs, hard[0].date, plus(hard[0].date, 6))
    return numbers.hard_in_7_frequent if len(runs) >= numbers.frequent_runs else numbers.hard_in_7
