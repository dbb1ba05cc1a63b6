"""A whole workout in the notation: headings, blocks and repeats."""

from __future__ import annotations

import re
from dataclasses import dataclass

from service.formats.intervals.lines import bullet, step_in
from service.formats.steps import Raw, repeated

LAST_COUNT = re.compile(r"(?:^|\s)(\d{1,3})\s?x\s*:?$", re.IGNORECASE)
FIRST_COUNT = re.compile(r"^(\d{1,3})\s?x(?:\s|:|$)", re.IGNORECASE)
WARMUP = re.compile(r"\bwarm", re.IGNORECASE)
COOLDOWN = re.compile(r"\bcool", re.IGNORECASE)


@dataclass(slots=True)
class WorkoutText:
    """The steps of a text. `words` are its other lines; `reread` are lines whose minutes were taken for metres."""

    steps: list[Raw]
    words: list[str]
    reread: list[str]
    complete: bool = True
    """False where a line with a dash could not be read as a step."""

    @property
    def is_surely_one(self) -> bool:
        """Whether somebody wrote a workout, and not a list such as `- drink 30 minutes before`."""
        return any(each["type"] == "repeat" or each["targets"] for each in self.steps)


@dataclass(slots=True)
class Block:
    """Lines up to the next heading or blank line. Repeats do not nest: a block is repeated as a whole, or not."""

    step_class: str = "active"
    count: int = 1


def read_workout_text(text: str, *, metric: str = "power") -> WorkoutText | None:
    """The workout in `text`; None where no line of it is a step. `metric` is what a bare zone counts in."""
    made = WorkoutText([], [], [])
    block, steps = Block(), list[Raw]()
    for line in text.splitlines():
        words = bullet(line)
        read = None if words is None else step_in(words, metric=metric)
        if read is not None:
            steps.append(read.as_step(block.step_class, in_repeat=block.count > 1))
            made.reread += [line.strip()] if read.reread else []
            continue
        if words:
            made.complete = False
        made.words += [line.strip()] if line.strip() else []
        if words is None and (line.strip() or steps):
            _close(block, steps, made)
            steps = []
            block = _heading(line)
    _close(block, steps, made)
    return made if made.steps else None


def _close(block: Block, steps: list[Raw], made: WorkoutText) -> None:
    made.steps += [repeated(block.count, steps)] if block.count > 1 and steps else steps


def _heading(line: str) -> Block:
    """What the line says about the steps below it."""
    count = LAST_COUNT.search(line.strip()) or FIRST_COUNT.match(line.strip())
    step_class = "warmup" if WARMUP.search(line) else "cooldown" if COOLDOWN.search(line) else "active"
    return Block(step_class, int(count[1]) or 1 if count else 1)
