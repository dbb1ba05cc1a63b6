"""How long and how far a whole session is: as its text states it, else as its steps add up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from service.documents.limits import MOST_METRES, MOST_METRES_ON_FOOT, MOST_SECONDS
from service.documents.quantities import SourceOfValue
from service.formats.text.hits import hits
from service.formats.text.kinds import is_short
from service.formats.text.line import Reading
from service.formats.text.measures import AMOUNTS, ON_FOOT, Doubt, Setting
from service.formats.text.targets import Raw
from service.formats.text.tokens import Piece, Span, Token
from service.formats.text.vocabulary import phrases

TOLERANCE = 0.03
"""Two units for one distance may differ by this much through rounding."""
JOINTS = frozenset({"(", "/", "[", ";", "=", ","})
STRONG_JOINTS, WEAK_JOINTS = frozenset({"+", "\n", "&"}), frozenset({";", ","})


@dataclass(frozen=True, slots=True)
class Amount:
    """Seconds or metres of a session."""

    span: Span
    source: SourceOfValue
    as_written: str | None = None

    def plain(self) -> Raw:
        """As a quantity of `plan/1`; a range keeps both ends beside its middle."""
        made: Raw = {"source": self.source.value}
        if self.span.low is None:
            made["high"] = _whole(self.span.high)
        else:
            made["value"] = _whole(self.span.middle)
        if self.span.low is not None and self.span.is_range:
            made.update(low=_whole(self.span.low), high=_whole(self.span.high))
        return made if self.as_written is None else {**made, "as_written": self.as_written[:300]}


def _whole(value: float) -> float:
    return round(value, 1) if value % 1 else int(value)


@dataclass(frozen=True, slots=True)
class Totals:
    duration: Amount | None = None
    distance: Amount | None = None
    structured: bool = False
    """Whether the steps belong to the reading: the amounts are parts and not the whole."""
    doubts: tuple[Doubt, ...] = ()


def totals_of(tokens: Sequence[Token], reading: Reading, whole: Sequence[int], setting: Setting) -> Totals:
    """The length of a session whose amounts are resolved and whose steps are read; `whole` are the amounts that state it."""
    amounts = [n for n, token in enumerate(tokens) if token.piece in AMOUNTS]
    structured = _is_structured(tokens, reading.steps, amounts)
    if whole or not structured:
        return _stated(tokens, whole or [n for n in amounts if n not in reading.aside], setting, structured=structured)
    steps = reading.steps if reading.complete else _without_strides(reading.steps)
    seconds, metres = _sum(steps, "time", "s"), _sum(steps, "distance", "m")
    if metres is not None and setting.sport in ON_FOOT and metres > MOST_METRES_ON_FOOT:
        metres = None
    return Totals(
        duration=None if seconds is None else Amount(Span(seconds, seconds), SourceOfValue.DERIVED),
        distance=None if metres is None else Amount(Span(metres, metres), SourceOfValue.DERIVED),
        structured=True,
    )


def _without_strides(steps: Sequence[Raw]) -> list[Raw]:
    """An easy run that ends with strides is as long as the run; of other sessions with an open part nothing can be added up."""
    rest = [step for step in steps if step["type"] != "repeat"]
    return rest if all(is_short(step) for step in steps if step["type"] == "repeat") else []


def _is_structured(tokens: Sequence[Token], steps: Sequence[Raw], amounts: Sequence[int]) -> bool:
    """Repeats, a warm-up, or parts joined by a sign make steps; one amount, or one in two units, is the session."""
    if any(token.piece is Piece.REPEAT for token in tokens):
        return bool(steps)
    if len(steps) < 2:
        return False
    if any(step["class"] in ("warmup", "cooldown") for step in steps):
        return True
    first, second = amounts[0], amounts[1]
    signs = {token.text for token in tokens[first:second]}
    return bool(signs & STRONG_JOINTS) or (bool(signs & WEAK_JOINTS) and _same_sort(tokens, first, second))


def _same_sort(tokens: Sequence[Token], first: int, second: int) -> bool:
    return tokens[first].piece is tokens[second].piece and tokens[first].unit == tokens[second].unit


def _stated(tokens: Sequence[Token], amounts: Sequence[int], setting: Setting, *, structured: bool) -> Totals:
    limits = any(hit.meaning == "limit" for hit in hits(tokens, phrases("marks", setting.language)))
    durations = [tokens[n] for n in amounts if tokens[n].piece is Piece.DURATION]
    distances = [n for n in amounts if tokens[n].piece is Piece.DISTANCE]
    distance, doubts = _one_distance(tokens, distances, setting)
    farthest = MOST_METRES_ON_FOOT if setting.sport in ON_FOOT else MOST_METRES
    stated = [(durations[0] if durations else None, MOST_SECONDS), (distance, farthest)]
    odd = tuple(_unbelievable(token) for token, most in stated if token is not None and token.value.high > most)
    seconds, metres = (_amount(token, limits) if token is not None and token.value.high <= most else None for token, most in stated)
    return Totals(duration=seconds, distance=metres, structured=structured, doubts=(*doubts, *odd))


def _unbelievable(token: Token) -> Doubt:
    return Doubt("not-believable", f"{token.text} is too much for one session and was left out; check the unit.")


def _amount(token: Token, limit: bool) -> Amount:
    span: Span = token.value
    return Amount(Span(None, span.high) if limit and not span.is_range else span, SourceOfValue.STATED, token.text)


def _one_distance(tokens: Sequence[Token], places: Sequence[int], setting: Setting) -> tuple[Token | None, tuple[Doubt, ...]]:
    """The first distance; where it is given in two units, the one in the unit of the plan."""
    if len(places) < 2 or places[1] - places[0] != 2 or tokens[places[0] + 1].text not in JOINTS:
        return (tokens[places[0]] if places else None), ()
    first, second = tokens[places[0]], tokens[places[1]]
    if first.unit == second.unit:
        return first, ()
    chosen = second if setting.unit is not None and second.unit == setting.unit else first
    off = abs(first.value.middle - second.value.middle) / max(first.value.middle, second.value.middle, 1)
    if off <= TOLERANCE:
        return chosen, ()
    text = f"{first.text} and {second.text} are {off:.0%} apart; {chosen.text} was taken."
    return replace(chosen), (Doubt("units-disagree", text),)


def _sum(steps: Sequence[Raw], end_type: str, key: str) -> float | None:
    """The steps added up, where all of them end in this way."""
    total = 0.0
    for step in steps:
        once = _sum(step["steps"], end_type, key) if step["type"] == "repeat" else step["end"].get(key)
        if once is None or (step["type"] == "step" and step["end"]["type"] != end_type):
            return None
        total += once * step.get("count", 1)
    return total if steps and 0 < total <= (MOST_SECONDS if key == "s" else MOST_METRES) else None
