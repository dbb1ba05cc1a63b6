"""The recovery behind a repeat: in brackets, behind a slash, or with a word for it."""

from __future__ import annotations

from service.formats.text.line import OPENING, Line, Reading, step_of
from service.formats.text.measures import AMOUNTS
from service.formats.text.targets import Raw

WEAK = frozenset({"easy", "walk", "locker", "float", "p", "between", "traben", "trote", "descanso", "rest", "repos"})
"""Words that are a recovery beside a repeat, and after a comma may as well be the next part."""


def rest_at(line: Line, reading: Reading) -> Raw | None:
    """The recovery that stands where `line` has come to; its words are then aside and the line stands behind it. None: there is none."""
    token = line.here()
    if token is None:
        return None
    if token.text in OPENING:
        return _rest_in_brackets(line, reading)
    if token.text == "/" and line.piece_at(line.at + 1) in AMOUNTS:
        line.at += 1
        return _recovery_at(line, reading, line.at, line.at + 1)
    return _rest_in_words(line, reading, strict=token.text == ",")


def _rest_in_brackets(line: Line, reading: Reading) -> Raw | None:
    start = line.at
    line.skip_group()
    amounts = [n for n in range(start, line.at) if line.tokens[n].piece in AMOUNTS]
    words = any(n in line.recovery for n in range(start, line.at))
    if len(amounts) > 1:
        reading.complete = False
    if not amounts and not words:
        return None
    reading.aside.update(range(start, line.at))
    if amounts:
        return step_of(line.tokens[amounts[0]], "recovery")
    return {"type": "step", "class": "recovery", "end": {"type": "open"}}


def _rest_in_words(line: Line, reading: Reading, *, strict: bool) -> Raw | None:
    start = line.at + (1 if strict else 0)
    end = start
    amounts: list[int] = []
    while end < len(line.tokens) and not line.closes(end):
        if line.tokens[end].piece in AMOUNTS:
            if amounts:
                break
            amounts.append(end)
        end += 1
    marks = [n for n in range(start, end) if n in line.recovery]
    strong = any(line.tokens[n].value not in WEAK for n in marks)
    joined = not strict and start < end and start in line.inside
    if not amounts or not (strong or joined or (marks and not strict)):
        return None
    return _recovery_at(line, reading, amounts[0], end)


def _recovery_at(line: Line, reading: Reading, place: int, end: int) -> Raw:
    reading.aside.update(range(line.at, end))
    line.at = end
    return step_of(line.tokens[place], "recovery")
