"""One line of a workout that begins with `-`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from service.formats.intervals.lengths import Length, length_in
from service.formats.intervals.target_words import targets_in
from service.formats.steps import OPEN, Raw, repeated, step

BULLET = re.compile(r"^\s*[-–•]\s*(.*)$")
PRESS_LAP = re.compile(r"\b(?:press\s+lap|lap\s?(?:button|press))\b", re.IGNORECASE)
FREE = re.compile(r"\bfree\s?ride\b", re.IGNORECASE)
MAXIMAL = re.compile(r"\bmax\s?effort\b", re.IGNORECASE)
INTENSITY = re.compile(r"\bintensity=(\w+)", re.IGNORECASE)
COUNT = re.compile(r"^(\d{1,3})\s?x\s+", re.IGNORECASE)
CLASSES = {"warmup", "active", "recovery", "rest", "cooldown", "interval", "other"}
RESTING = re.compile(r"\b(?:rest|recover(?:y)?|easy|float|jog)\b", re.IGNORECASE)
EASY_BELOW = {"pct_ftp": 66, "pct_threshold_pace": 80, "pct_max_hr": 75, "pct_lthr": 85, "zone": 2}


@dataclass(frozen=True, slots=True)
class Line:
    """A step as it is written; what it is in the session depends on the block that it stands in."""

    made: Raw
    count: int
    stated_class: str | None
    reread: bool

    def as_step(self, step_class: str, *, in_repeat: bool) -> Raw:
        """The step, or the repeat that the line writes by itself."""
        easy = (in_repeat or self.count > 1) and is_easy(self.made)
        chosen = self.stated_class or ("recovery" if easy and step_class == "active" else step_class)
        made = {**self.made, "class": chosen}
        return made if self.count == 1 else repeated(self.count, [made])


def bullet(line: str) -> str | None:
    found = BULLET.match(line)
    return found[1].strip() if found else None


def step_in(words: str, *, metric: str) -> Line | None:
    """The step that the words after the dash write; None where they hold neither a length nor a lap button."""
    count = COUNT.match(words)
    times = int(count[1]) if count else 1
    words = words[count.end() :] if count else words
    stated = INTENSITY.search(words)
    words = INTENSITY.sub(" ", words)
    length, lap = length_in(words), PRESS_LAP.search(words)
    if (length is None and lap is None) or times < 1:
        return None
    cue, rest = _divided(words, length, lap)
    targets, left = targets_in(FREE.sub(" ", rest), metric=metric)
    if not targets:
        targets = targets_in(cue, metric=metric)[0]
    if MAXIMAL.search(words) and not targets:
        targets = targets_in("RPE 10", metric=metric)[0]
    end = dict(OPEN) if lap or length is None else length.end
    notes = [left, words[length.start : length.stop] if lap and length else ""]
    made = step("active", end, targets, name=cue[:300], notes="; ".join(note for note in notes if note))
    stated_class = stated[1].casefold() if stated and stated[1].casefold() in CLASSES else None
    return Line(made, times, stated_class, length is not None and length.reread)


def _divided(words: str, length: Length | None, lap: re.Match[str] | None) -> tuple[str, str]:
    """What is said before the length, and what is asked for behind it."""
    if length is None:
        assert lap is not None
        return words[: lap.start()].strip(), words[lap.end() :]
    return " ".join(PRESS_LAP.sub(" ", words[: length.start]).split()), PRESS_LAP.sub(" ", words[length.stop :])


def is_easy(made: Raw) -> bool:
    """Whether the step reads as the rest between two efforts."""
    bounds = [(EASY_BELOW[t["unit"]], t["high"]) for t in made["targets"] if t["unit"] in EASY_BELOW]
    if bounds:
        return all(high < bound or (high == bound and bound <= 2) for bound, high in bounds)
    return RESTING.search(f"{made.get('name', '')} {made.get('notes', '')}") is not None
