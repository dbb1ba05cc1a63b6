"""The words that people read: cards, questions, labels, fixed lines. Texts are data; nothing is put together from pieces.

The files in `texts/` are reviewed as prose. Each line of a card names the catalogue rows it rests on and how well it is
supported.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from service.domain.adjustment import Action, OutcomeName
from service.domain.assessment import AdviceLine, Confidence, Notice, Question, TagName, Urgency
from service.domain.report_class import ReportClass

LABEL_GROUPS: Mapping[type[StrEnum], str] = MappingProxyType(
    {ReportClass: "class", Confidence: "confidence", TagName: "tag", Action: "action", OutcomeName: "outcome", Urgency: "urgency"}
)
"""Which group of labels an enum of codes is found in."""


@dataclass(frozen=True, slots=True)
class CardLine:
    """One sentence or two of a card. It is shown when everything in `when` is true."""

    line: AdviceLine
    when: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CardText:
    card: str
    title: str
    lines: tuple[CardLine, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to a question. `details` are the finer codes offered on a tap."""

    code: str
    text: str
    details: tuple[str, ...] = ()
    adults_only: bool = False


@dataclass(frozen=True, slots=True)
class QuestionText:
    question: Question
    text: str
    choices: tuple[Choice, ...] = ()
    adults_only: bool = False


@dataclass(frozen=True, slots=True)
class HabitText:
    """One habit that is looked at; `found` is said when one of the tags was set."""

    name: str
    side: str
    tags: tuple[TagName, ...]
    found: str


@cache
def cards() -> Mapping[str, CardText]:
    """Every advice card by its code."""
    return MappingProxyType({code: _card(code, entry) for code, entry in _texts("cards").items()})


def question_text(question: Question, *, adult: bool) -> QuestionText | None:
    """The wording of a question; None when it may not be put to this person.

    Minors are never asked about weight, diet or cycle (G16): those questions and answers do not exist for them.
    """
    entry = _texts("questions")[question.value]
    text = QuestionText(question, entry["text"], tuple(_choice(c) for c in entry.get("choices", ())), entry.get("adults_only", False))
    if adult:
        return text
    if text.adults_only:
        return None
    return QuestionText(question, text.text, tuple(c for c in text.choices if not c.adults_only))


def label(code: StrEnum) -> str:
    """What a class, confidence, tag, action, outcome or urgency is called when an athlete reads it."""
    return _label(LABEL_GROUPS[type(code)], code.value)


def level_label(level: int) -> str:
    return _label("level", str(level))


def flag_label(code: str) -> str:
    """What a safety sign (`RF_...`) or another reason for a referral is called."""
    return _label("flag", code)


def race_option_label(code: str) -> str:
    return _label("race_option", code)


def urgency_text(urgency: Urgency) -> str:
    """What to do, and how soon (3.9)."""
    return str(_texts("lines")["urgency"][urgency.value])


def pattern_line() -> AdviceLine:
    """Every card carries it: a pattern is no diagnosis (S2-65)."""
    return _line(_texts("lines")["pattern"])


def stays_line(level: int) -> AdviceLine | None:
    """What stays although something changes (G18); None at level 0, where everything does."""
    text = _texts("lines")["stays"].get(str(level))
    return None if text is None else AdviceLine(text, ("G18",), "wording rule")


def notice_text(code: str) -> Notice:
    """A note to the coach by its code."""
    entry = _texts("notices")[code]
    return Notice(code, entry["text"], tuple(entry["rows"]))


@cache
def habit_texts() -> tuple[HabitText, ...]:
    """The habits that are looked at (S0-02), in the order in which they are listed."""
    return tuple(
        HabitText(name, e["side"], tuple(map(TagName, e["tags"])), e["found"]) for name, e in _texts("checks").items() if "side" in e
    )


def check_text(outcome: str) -> str:
    """What a check says when there is no finding: `nothing`, `unknown` or `default`."""
    return str(_texts("checks")[outcome]["finding"])


def message_part(name: str) -> str:
    """A fixed sentence of the draft message to the athlete."""
    return str(_texts("lines")["message"][name])


def words_not_for_athletes(text: str) -> tuple[str, ...]:
    """The phrases in `text` that no athlete should read (G18); they frighten or judge."""
    lowered = text.casefold()
    return tuple(phrase for phrase in _texts("lines")["not_for_athletes"] if phrase in lowered)


def every_athlete_text() -> Iterator[tuple[str, str]]:
    """All texts that can reach an athlete, each with the place it stands in."""
    for name in ("cards", "questions", "labels", "lines"):
        yield from _strings(name, _texts(name))


def _strings(place: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict):
        for key, item in value.items():
            if key not in ("rows", "when", "code", "details", "not_for_athletes"):
                yield from _strings(f"{place}/{key}", item)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _strings(f"{place}/{index}", item)


def _card(code: str, entry: Mapping[str, Any]) -> CardText:
    return CardText(code, entry["title"], tuple(CardLine(_line(line), tuple(line.get("when", ()))) for line in entry["lines"]))


def _line(entry: Mapping[str, Any]) -> AdviceLine:
    return AdviceLine(entry["text"], tuple(entry["rows"]), entry["evidence"])


def _choice(entry: Mapping[str, Any]) -> Choice:
    return Choice(entry["code"], entry["text"], tuple(entry.get("details", ())), entry.get("adults_only", False))


def _label(group: str, code: str) -> str:
    return str(_texts("labels")[group][code])


@cache
def _texts(name: str) -> dict[str, Any]:
    """One file of texts as it was written."""
    document: dict[str, Any] = json.loads((files("service.assessment") / "texts" / f"{name}.json").read_text("utf-8"))
    return document
