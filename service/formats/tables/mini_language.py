"""The cell language of the known CSV-to-watch programs: `running: title`, then `- run: 1600m @ 5:00-4:30`, repeats by indentation.

A later cell that holds a title alone means the workout that was written out before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field

from service.domain.session import Sport
from service.formats.tables.cell_sessions import Sitting, read_part
from service.formats.tables.found import Raw
from service.formats.text.measures import Setting, resolved
from service.formats.text.spelling import folded, normalised
from service.formats.text.targets import target_of
from service.formats.text.tokens import Piece, tokens_of

HEAD = re.compile(r"^\s*(running|cycling|swimming|custom|run|bike|swim|strength)\s*:\s*(.+?)\s*$", re.IGNORECASE)
STEP = re.compile(r"^(\s*)-\s*([^\W\d_]+)\s*:\s*(.*?)\s*$")
SPORTS = {"running": Sport.RUN, "run": Sport.RUN, "cycling": Sport.BIKE, "bike": Sport.BIKE, "swimming": Sport.SWIM, "swim": Sport.SWIM,
          "strength": Sport.STRENGTH, "custom": None}  # fmt: skip
CLASSES = {"warmup": "warmup", "cooldown": "cooldown", "recover": "recovery", "recovery": "recovery", "rest": "rest"}
OPEN = ("lap-button", "lap button", "lap", "open")
DEEPEST = 8


@dataclass(slots=True)
class Definitions:
    """Workouts that were written out, by title."""

    sitting: Sitting
    known: dict[str, Raw] = field(default_factory=dict)

    def referred(self, text: str) -> Raw | None:
        """The workout that this text names, with the text as its source; None where none of that title was written out."""
        found = self.known.get(_key(text.partition(":")[2] if HEAD.match(text) else text))
        if found is None:
            return None
        return {**deepcopy(found), "source": {"raw": text, "confidence": 0.9}}


def is_mini(text: str) -> bool:
    """Whether a cell is written in this language: a sport and a title, then steps."""
    lines = text.splitlines()
    return any(HEAD.match(line) for line in lines) and any(STEP.match(line) for line in lines)


def blocks_in(text: str, definitions: Definitions) -> Iterator[Raw]:
    """The sessions of a cell, each remembered under its title."""
    for head, lines in _blocks(text):
        found = HEAD.match(head)
        assert found is not None
        session = _session(found[1].lower(), found[2], lines, definitions.sitting)
        session["source"] = {"raw": text, "confidence": 0.9}
        definitions.known[_key(found[2])] = session
        yield session


def _key(title: str) -> str:
    return " ".join(folded(normalised(title)).split())


def _blocks(text: str) -> Iterator[tuple[str, list[str]]]:
    head = ""
    lines: list[str] = []
    for line in text.splitlines():
        if HEAD.match(line):
            if head:
                yield head, lines
            head, lines = line, []
        elif line.strip():
            lines.append(line)
    if head:
        yield head, lines


def _session(sport_word: str, title: str, lines: Sequence[str], sitting: Sitting) -> Raw:
    sport = SPORTS[sport_word]
    read = read_part(title, Sitting(sitting.unit, sitting.language, sitting.hard_words, sport))
    fields = read.fields()
    steps, rest = _steps(list(lines), sitting, sport or read.sport)
    fields["structure"] = {"steps": steps, "complete": True}
    fields["description"] = "\n".join((title, *lines))
    fields["sport"] = "other" if sport is None and sport_word == "custom" and read.sport is Sport.RUN else fields["sport"]
    if rest:
        fields["coach_notes"] = "\n".join(rest)
    if not steps:
        del fields["structure"]
    return {**fields, "title": normalised(title)[:300]}


def _steps(lines: list[str], sitting: Sitting, sport: Sport) -> tuple[list[Raw], list[str]]:
    """The step tree by indentation, and the lines that are no steps."""
    root: list[Raw] = []
    levels: list[tuple[int, list[Raw]]] = [(-1, root)]
    rest: list[str] = []
    for line in lines:
        found = STEP.match(line)
        if found is None:
            rest.append(line.strip())
            continue
        indent = len(found[1].expandtabs(2))
        while len(levels) > 1 and indent <= levels[-1][0]:
            levels.pop()
        step = _step(found[2].lower(), found[3], sitting, sport)
        levels[-1][1].append(step)
        if step["type"] == "repeat" and len(levels) <= DEEPEST:
            levels.append((indent, step["steps"]))
    return _kept(root), rest


def _kept(steps: list[Raw]) -> list[Raw]:
    """Steps without repeats of nothing."""
    for step in steps:
        if step["type"] == "repeat":
            step["steps"] = _kept(step["steps"])
    return [step for step in steps if step["type"] != "repeat" or step["steps"]]


def _step(word: str, text: str, sitting: Sitting, sport: Sport) -> Raw:
    text, _, notes = text.partition(";")
    if word == "repeat":
        count = re.search(r"\d{1,3}", text)
        return {"type": "repeat", "count": max(1, int(count[0])) if count else 1, "steps": []}
    made: Raw = {"type": "step", "class": CLASSES.get(word, "active"), "end": _end(text, sitting, sport)}
    targets = [target_of(token, sitting.unit or "km", sport) for token in tokens_of(normalised(text)) if token.piece is Piece.TARGET]
    if targets:
        made["targets"] = targets
    return {**made, "notes": notes.strip()[:500]} if notes.strip() else made


def _end(text: str, sitting: Sitting, sport: Sport) -> Raw:
    """Time as mm:ss or with a unit, distance with a unit, or open."""
    goal = normalised(text).partition("@")[0].strip()
    if folded(goal).startswith(OPEN) or not goal:
        return {"type": "open"}
    if (clock := re.match(r"(\d{1,3}):(\d{2})(?::(\d{2}))?(?!\d)", goal)) is not None:
        first, second, third = int(clock[1]), int(clock[2]), clock[3]
        return {"type": "time", "s": first * 3600 + second * 60 + int(third) if third else first * 60 + second}
    tokens, _ = resolved(tokens_of(goal), Setting(sitting.unit or "km", sport))
    for token in tokens:
        if token.piece is Piece.DURATION:
            return {"type": "time", "s": round(token.value.middle)}
        if token.piece is Piece.DISTANCE:
            return {"type": "distance", "m": round(token.value.middle, 1)}
    return {"type": "open"}
