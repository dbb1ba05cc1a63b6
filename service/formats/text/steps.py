"""The steps of a session as far as its words tell them: warm-up, repeats with their recoveries, parts joined by `+`."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from service.formats.text.line import CLOSING, OPENING, Line, Reading, step_of
from service.formats.text.measures import AMOUNTS, Setting
from service.formats.text.rests import rest_at
from service.formats.text.targets import Raw, target_of
from service.formats.text.tokens import Piece, Token

DEEPEST = 4
FARTHEST = 4
"""Words that may stand between `6 x` and its amount."""


def read_steps(tokens: Sequence[Token], setting: Setting, whole: Collection[int] = ()) -> Reading:
    """The steps in a text whose amounts are resolved; the amounts at `whole` are the session's and no steps."""
    return _Parser(tokens, setting, frozenset(whole)).read()


class _Parser:
    def __init__(self, tokens: Sequence[Token], setting: Setting, whole: frozenset[int]) -> None:
        self.line = Line(tokens, setting)
        self.whole = whole
        self.reading = Reading()

    def read(self) -> Reading:
        self.reading.steps = self._sequence(0)
        self.reading.complete = self.reading.complete and not self.whole
        if any(token.piece in (Piece.NUMBER, Piece.CLOCK, Piece.BARE_M) for token in self.line.tokens):
            self.reading.complete = False
        return self.reading

    def _sequence(self, depth: int) -> list[Raw]:
        """Steps up to the end or to the bracket that closes this group, which is left standing."""
        steps: list[Raw] = []
        after_slash = False
        while (token := self.line.here()) is not None:
            if token.text in CLOSING and depth:
                break
            if token.piece is Piece.REPEAT:
                steps.append(self._repeat(depth))
            elif token.piece in AMOUNTS and self.line.at not in self.whole:
                steps.append(self._single(in_repeat=depth > 0, rests=after_slash and depth > 0))
            elif token.text in OPENING:
                self.line.skip_group()
            else:
                self.line.at += 1
            after_slash = token.text == "/"
        return steps

    def _single(self, *, in_repeat: bool, rests: bool) -> Raw:
        """One amount with the words around it."""
        place = self.line.at
        step_class = "active"
        for around in (self.line.words_before(place), self.line.words_after(place)):
            free = [n for n in around if n not in self.reading.aside]
            step_class = next((self.line.parts[n] for n in free if n in self.line.parts), "active")
            if step_class == "active" and in_repeat and (rests or any(n in self.line.recovery for n in free)):
                step_class = "recovery"
            if step_class != "active":
                self.reading.aside.update(free, (place,))
                break
        self.line.at = place + 1
        step = step_of(self.line.tokens[place], step_class)
        self._take_tail(step)
        return step

    def _repeat(self, depth: int) -> Raw:
        token = self.line.tokens[self.line.at]
        self.line.at += 1
        body = self._body(depth)
        rest = rest_at(self.line, self.reading)
        if rest is not None and len(body) == 1 and body[0]["type"] == "repeat" and not _rests(body[0]):
            body[0]["steps"].append(rest)
        elif rest is not None:
            body.append(rest)
        count = max(1, round(token.value.middle + 0.001))
        if count > 1 and not any(_rests(step) for step in body):
            self.reading.complete = False
        return {"type": "repeat", "count": count, "steps": body}

    def _body(self, depth: int) -> list[Raw]:
        token = self.line.here()
        if token is not None and depth < DEEPEST and token.text in OPENING:
            self.line.at += 1
            inner = self._sequence(depth + 1)
            self.line.at += 1
            if inner:
                return inner
        if token is not None and depth < DEEPEST and token.piece is Piece.REPEAT:
            return [self._repeat(depth + 1)]
        return [self._repeated_step()]

    def _repeated_step(self) -> Raw:
        """The amount that is repeated; a repeat of words alone ends when they are done."""
        for place in range(self.line.at, min(self.line.at + FARTHEST + 1, len(self.line.tokens))):
            token = self.line.tokens[place]
            if token.piece in AMOUNTS:
                self.line.at = place + 1
                step = step_of(token, "active")
                self._take_tail(step)
                return step
            if token.piece not in (Piece.WORD, Piece.TARGET) and token.text != "-":
                break
        self.reading.complete = False
        step = {"type": "step", "class": "active", "end": {"type": "open"}}
        self._take_tail(step)
        return step

    def _take_tail(self, step: Raw) -> None:
        """The targets and words behind an amount, up to whatever comes next."""
        words: list[str] = []
        while (token := self.line.here()) is not None and not self.line.ends(token) and token.piece not in (*AMOUNTS, Piece.REPEAT):
            if token.piece is Piece.TARGET:
                step.setdefault("targets", []).append(target_of(token, self.line.setting.unit, self.line.setting.sport))
            elif self.line.at in self.line.recovery or self.line.at in self.line.inside:
                break
            elif token.piece is Piece.WORD and self.line.at not in self.line.parts:
                words.append(token.text)
            self.line.at += 1
        if words and step["class"] == "active":
            step["name"] = " ".join(words)[:60]


def _rests(step: Mapping[str, Any]) -> bool:
    return step.get("class") in ("recovery", "rest") or any(_rests(inner) for inner in step.get("steps", ()))
