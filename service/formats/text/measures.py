"""What an amount without a clear unit means: decided by its place, the sport, and the unit that the plan thinks in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from service.domain.session import Sport
from service.formats.text.hits import meanings
from service.formats.text.tokens import Piece, Span, Token, number
from service.formats.text.units import METRES, Unit
from service.formats.text.vocabulary import phrases

AMOUNTS = frozenset({Piece.DURATION, Piece.DISTANCE})
ON_FOOT = frozenset({Sport.RUN, Sport.WALK, Sport.HIKE})
POOL = frozenset({25, 33, 50, 75})
SURELY_METRES = 50
SHORT_REPEAT = 20
LONGEST_BARE_DISTANCE = 42
LONGEST_BARE_MINUTES = 400
LONGEST_HOURS = 9
"""`9:30` may be nine and a half hours, `10:00` of a session is ten minutes."""
HOUR_WORDS = frozenset({"h", "hr", "hrs", "hours", "std"})


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that was decided and could be otherwise."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known around a text: the unit of the plan, the sport, the language."""

    unit: Unit | None
    sport: Sport
    language: str | None = None


def resolved(tokens: Sequence[Token], setting: Setting) -> tuple[list[Token], list[Doubt]]:
    """The tokens with every amount that can be told in seconds or metres, and what was decided without being sure."""
    case = _Case(list(tokens), tuple(tokens), setting, [])
    for place, token in enumerate(tokens):
        if (read := RESOLVE.get(token.piece)) is not None:
            case.tokens[place] = read(case, place, token)
    return case.tokens, case.doubts


@dataclass(frozen=True, slots=True)
class _Case:
    tokens: list[Token]
    given: tuple[Token, ...]
    """The tokens as they were before any was resolved."""
    setting: Setting
    doubts: list[Doubt]

    def doubt(self, code: str, text: str) -> None:
        if all(doubt.code != code for doubt in self.doubts):
            self.doubts.append(Doubt(code, text))

    def before(self, place: int) -> Token | None:
        return self.tokens[place - 1] if place else None

    def follows_repeat(self, place: int) -> bool:
        """Whether the amount is what a repeat repeats, or the other half of `30/30`."""
        before = self.before(place)
        return before is not None and before.piece is Piece.REPEAT

    def after_some_repeat(self, place: int) -> bool:
        return any(token.piece is Piece.REPEAT for token in self.tokens[:place])

    def is_part(self, place: int) -> bool:
        """Whether a word for warming up or cooling down stands beside the amount."""
        parts = {n for n, mark in meanings(self.tokens, phrases("marks", self.setting.language)).items() if mark in ("warmup", "cooldown")}
        return place - 1 in parts or place + 1 in parts

    def others(self, *pieces: Piece) -> Iterator[Token]:
        return (token for token in self.tokens if token.piece in pieces)


def _bare_m(case: _Case, place: int, token: Token) -> Token:
    """`m` alone: metres, miles or minutes."""
    span: Span = token.value
    has_distance = any(other.piece is Piece.DISTANCE and other.unit in ("km", "mi") for other in case.given)
    in_repeat = case.follows_repeat(place)
    if in_repeat and (span.high >= SHORT_REPEAT or case.setting.sport is Sport.SWIM):
        return replace(token, piece=Piece.DISTANCE)
    if not in_repeat and span.high >= SURELY_METRES and _is_round(span) and not (has_distance and span.is_range):
        return replace(token, piece=Piece.DISTANCE)
    rests = case.after_some_repeat(place) and not case.is_part(place)
    if in_repeat or has_distance or case.setting.sport not in ON_FOOT or rests:
        return replace(token, piece=Piece.DURATION, value=span.times(60), unit="min")
    if span.high >= SURELY_METRES or case.setting.unit == "km":
        case.doubt("minutes-or-miles", f"{token.text} was read as minutes; write min, km or mi to be sure.")
        return replace(token, piece=Piece.DURATION, value=span.times(60), unit="min")
    if case.setting.unit is None:
        case.doubt("unit-assumed-mi", f"{token.text} was read as miles.")
    return replace(token, piece=Piece.DISTANCE, value=span.times(METRES["mi"]), unit="mi")


def _is_round(span: Span) -> bool:
    return all(end % 10 == 0 or end % 25 == 0 for end in (span.low or span.high, span.high))


def _clock(case: _Case, place: int, token: Token) -> Token:
    """`1:30` is an hour and a half as the length of a session, and ninety seconds as a part of one."""
    after = case.tokens[place + 1] if place + 1 < len(case.tokens) else None
    if after is not None and after.value in HOUR_WORDS:
        return replace(token, piece=Piece.DURATION, value=token.value.times(60), unit="h")
    if case.after_some_repeat(place) or token.value.high >= (LONGEST_HOURS + 1) * 60:
        return replace(token, piece=Piece.DURATION, unit="min")
    if any(case.others(Piece.REPEAT)) or case.setting.sport in (Sport.RUN, Sport.BIKE, Sport.BRICK, Sport.HIKE, Sport.WALK, Sport.SKI):
        return replace(token, piece=Piece.DURATION, value=token.value.times(60), unit="h")
    case.doubt("clock-open", f"{token.text} was read as hours and minutes; write min or h to be sure.")
    return replace(token, piece=Piece.DURATION, value=token.value.times(60), unit="h")


def _number(case: _Case, place: int, token: Token) -> Token:
    if token.unit == "pair":
        return _braces(case, token)
    before = case.before(place)
    if case.follows_repeat(place):
        return _repeated(case, place, token)
    if before is not None and before.text == "/" and place >= 2 and case.tokens[place - 2].piece in AMOUNTS:
        other = case.tokens[place - 2]
        return replace(token, piece=other.piece, value=token.value, unit=other.unit) if other.unit in ("s", "m") else token
    if case.after_some_repeat(place) and token.value.high >= SURELY_METRES * 2 and _is_round(token.value):
        return replace(token, piece=Piece.DISTANCE, unit="m")
    return _alone(case, place, token)


def _braces(case: _Case, token: Token) -> Token:
    """`{3:4.8}` is miles and kilometres of one distance, `{4-6}` and `{6}` are distances in the unit of the plan."""
    inner = str(token.value).strip("{} ")
    first, _, second = inner.replace(":", "-").partition("-")
    if ":" in inner:
        metres = number(second.strip()) * 1000 if case.setting.unit != "mi" else number(first.strip()) * METRES["mi"]
        return replace(token, piece=Piece.DISTANCE, value=Span(metres, metres), unit=case.setting.unit or "km")
    span = Span(number(first.strip()), number((second or first).strip()))
    return _as_distance(case, replace(token, value=span))


def _repeated(case: _Case, place: int, token: Token) -> Token:
    """The bare number in `6 x 800`, `8 x 50` in the pool, `10 x 30/30`."""
    span: Span = token.value
    after = case.tokens[place + 1 : place + 3]
    if len(after) == 2 and after[0].text == "/" and after[1].piece is Piece.NUMBER and span.high < 100:
        return replace(token, piece=Piece.DURATION, unit="s")
    if span.high >= 100 or (case.setting.sport is Sport.SWIM and span.high in POOL):
        return replace(token, piece=Piece.DISTANCE, unit="m")
    return token


def _alone(case: _Case, place: int, token: Token) -> Token:
    """A number without a unit in a text without any amount: `5 easy` is a distance, `45 easy` are minutes."""
    leads = place == 0 or case.tokens[place - 1].piece in (Piece.WORD, Piece.TARGET) or case.tokens[place - 1].text in (":", "\n")
    counted = sum(1 for _ in case.others(Piece.NUMBER)) == 1 and not any(case.others(*AMOUNTS, Piece.REPEAT, Piece.CLOCK, Piece.BARE_M))
    span: Span = token.value
    if not (leads and counted) or span.high == 0 or case.setting.sport in (Sport.STRENGTH, Sport.MOBILITY, Sport.REST):
        return token
    if case.setting.sport in ON_FOOT and span.high <= LONGEST_BARE_DISTANCE:
        return _as_distance(case, token)
    if span.high <= LONGEST_BARE_MINUTES:
        case.doubt("minutes-assumed", f"{token.text} was read as minutes; write a unit to be sure.")
        return replace(token, piece=Piece.DURATION, value=span.times(60), unit="min")
    return token


def _as_distance(case: _Case, token: Token) -> Token:
    unit: Unit = case.setting.unit or "km"
    if case.setting.unit is None:
        case.doubt("unit-assumed-km", f"{token.text} names no unit and was read as kilometres.")
    return replace(token, piece=Piece.DISTANCE, value=token.value.times(METRES[unit]), unit=unit)


RESOLVE: dict[Piece, Callable[[_Case, int, Token], Token]] = {Piece.BARE_M: _bare_m, Piece.CLOCK: _clock, Piece.NUMBER: _number}
