"""A whole workout in the notation: headings, blocks and repeats."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from service.formats.intervals.lines import bullet, step_in
from service.formats.steps import Raw, repeated

LAST_COUNT = re.compile(r"(?:^|\s)(\d{1,3})\s?x\s*:?$", re.IGNORECASE)
FIRST_COUNT = re.compile(r"^(\d{1,3})\s?x(?:\s|:|$)", re.IGNORECASE)
WARMUP = re.compile(r"\bwarm", re.IGNORECASE)
COOLDOWN = re.compile(r"\bcool", re.IGNORECASE)


@dataclass(slots=True)
class WorkoutText:
    """The steps of a text. `words` are the lines that are neither steps nor headings of steps.

    `reread` are steps whose minutes were taken for metres.
    """

    steps: list[Raw]
    words: list[str]
    reread: list[str]
    complete: bool = True
    """False where a line with a dash could not be read as a step."""

    @property
    def prose(self) -> str:
        """What is left to say beside the steps."""
        return "\n".join(self.words)

    @property
    def is_surely_one(self) -> bool:
        """Whether somebody wrote a workout, and not a list such as `- drink 30 minutes before`."""
        return any(each["type"] == "repeat" or each["targets"] for each in self.steps)


@dataclass(slots=True)
class Block:
    """Steps up to the next heading or blank line. Repeats do not nest: a block is repeated as a whole, or not."""

    heading: str = ""
    step_class: str = "active"
    count: int = 1
    steps: list[Raw] = field(default_factory=list)


def read_workout_text(text: str, *, metric: str = "power") -> WorkoutText | None:
    """The workout in `text`; None where no line of it is a step. `metric` is what a bare zone counts in."""
    made, block = WorkoutText([], [], []), Block()
    for line in text.splitlines():
        words = bullet(line)
        read = step_in(words, metric=metric) if words else None
        if read is not None:
            block.steps.append(read.as_step(block.step_class, in_repeat=block.count > 1))
            made.reread += [line.strip()] if read.reread else []
        elif words:
            made.complete = False
            made.words.append(line.strip())
        elif line.strip() or block.steps:
            _close(block, made)
            block = _heading(line.strip())
    _close(block, made)
    return made if made.steps else None


def _close(block: Block, made: WorkoutText) -> None:
    """Takes the block in; a line with no steps below it was no heading."""
    if not block.steps:
        made.words += [block.heading] if block.heading else []
        return
    made.steps += [repeated(block.count, block.steps)] if block.count > 1 else block.steps


def _heading(line: str) -> Block:
    """What the line says about the steps below it."""
    count = LAST_COUNT.search(line) or FIRST_COUNT.match(line)
    step_class = "warmup" if WARMUP.search(line) else "cooldown" if COOLDOWN.search(line) else "active"
    return Block(line, step_class, int(count[1]) or 1 if count else 1)
