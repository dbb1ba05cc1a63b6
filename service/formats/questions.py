"""The few things that a file may leave open and its uploader knows: each question, its choices, and the option that answers it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from service.errors import BadInput, Finding

MOST_QUESTIONS = 5
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Choice:
    """`value` is what the option takes, `label` what a person reads."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question to the uploader. Without `choices` the answer is free: a date, or words."""

    code: str
    text: str
    place: str
    """Where in the file it arose; empty for the file as a whole."""
    options: tuple[str, ...]
    """The fields of ReadOptions that answer it; one of them is enough."""
    choices: tuple[Choice, ...] = ()
    assumed: str | None = None
    """What the draft goes by until it is answered; None: there is no plan without an answer."""


class OpenQuestions(BadInput):
    """The file can be read as soon as these questions are answered."""

    def __init__(self, questions: Iterable[Question], *, place: str) -> None:
        self.questions = tuple(questions)
        findings = [Finding(q.place, q.code, f"{q.text}{_choices(q.choices)}") for q in self.questions]
        super().__init__(f"{place}: {self.questions[0].text}", findings=findings, place=place)


def _choices(choices: Sequence[Choice]) -> str:
    return f" ({' or '.join(choice.value for choice in choices)})" if choices else ""


def ask_anchor(place: str = "") -> Question:
    text = "The plan names no dates. On which date does it start, or on which date is its race?"
    return Question("undated", text, place, ("start", "race_day"))


def ask_unit(place: str, *, assumed: str | None = None) -> Question:
    choices = (Choice("km", "Kilometres"), Choice("mi", "Miles"))
    return Question("unit-open", "Are distances without a unit kilometres or miles?", place, ("unit",), choices, assumed)


def ask_date_order(place: str, example: str) -> Question:
    choices = (Choice("dmy", f"{example}: the day comes first"), Choice("mdy", f"{example}: the month comes first"))
    return Question("date-order-open", f"Is {example} written day first or month first?", place, ("date_order",), choices)


def ask_long_run_day(place: str) -> Question:
    choices = tuple(Choice(str(number), day) for number, day in enumerate(DAYS))
    text = "The table names weeks and no days. On which weekday is the long run?"
    return Question("weekday-open", text, place, ("long_run_weekday",), choices)


def ask_hard(titles: Sequence[str], place: str = "") -> Question:
    text = "No session of the plan reads as hard. Which of these words mark a hard session, if any?"
    return Question("hard-open", text, place, ("hard_words",), tuple(Choice(title, title) for title in titles), "")


ASSUMED: Mapping[str, Callable[[str], Question]] = {
    "unit-assumed-km": lambda place: ask_unit(place, assumed="km"),
    "unit-assumed-mi": lambda place: ask_unit(place, assumed="mi"),
}
"""Codes of warnings that stand for a question whose answer was assumed; each is made at the place of the warning."""
