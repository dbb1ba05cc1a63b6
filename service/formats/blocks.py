"""The steps of a session, one level deep: single steps, and repeats of single steps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from service.documents.structure import Step, Structure


@dataclass(frozen=True, slots=True)
class Block:
    """A single step (`is_repeat` is false), or a repeat. `until` is set where a repeat ends otherwise than by its count."""

    steps: tuple[Step, ...]
    is_repeat: bool = False
    count: int = 1
    until: Mapping[str, float] | None = None


def steps_of(structure: Structure | None) -> list[Step]:
    """The steps, if they are all of the session: half of them on a device would be another session."""
    return [] if structure is None or structure.complete is False else structure.steps


def blocks_of(steps: Iterable[Step]) -> Iterator[Block]:
    """Repeats inside a repeat have no place in any format of workouts: the outer one is written out round by round."""
    for step in steps:
        inner = step.steps or []
        if step.type != "repeat":
            yield Block((step,))
        elif any(part.type == "repeat" for part in inner):
            for _ in range(step.count or 1):
                yield from blocks_of(inner)
        else:
            yield Block(tuple(inner), is_repeat=True, count=step.count or 1, until=step.until if step.count is None else None)
