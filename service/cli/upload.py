"""A plan of any make from a file: what was read is said on standard error, and what is open is asked."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence

from service.cli.files import name_of, read_bytes
from service.documents.plan import PlanDocument
from service.domain.session import Kind, Sport
from service.errors import BadInput, Finding
from service.formats import Draft, Question, ReadOptions, draft

ANSWERS = {
    "start": "--start DATE",
    "race_day": "--race-day DATE",
    "unit": "--unit {}",
    "date_order": "--date-order {}",
    "long_run_weekday": "--long-run DAY",
    "hard_words": "--hard WORD",
}
"""The option of the command line that answers each question."""
MOST_MESSAGES = 25
NOUNS = {Sport.RUN: "run", Sport.BIKE: "ride", Sport.SWIM: "swim", Sport.WALK: "walk", Sport.HIKE: "hike"}
"""What one session of a sport is called; all others are sessions."""
UNITS = {"km": ", distances in kilometres", "mi": ", distances in miles"}
NO_WORD_ABOUT = frozenset({"json"})


def read_upload(path: str, options: ReadOptions) -> PlanDocument:
    """The plan in a file. Says what it holds and every message about it; raises BadInput that asks what has to be known first."""
    made = draft(read_bytes(path), name=name_of(path), options=options)
    open_questions = [question for question in made.questions if question.assumed is None]
    for line in _told(made):
        print(f"adjuster: {line}", file=sys.stderr)  # noqa: T201
    if made.document is None or open_questions:
        findings = [Finding(q.place, q.code, f"{q.text} {_answer(q)}") for q in open_questions]
        raise BadInput(findings[0].detail, findings=findings, place=made.file)
    return made.document


def _told(made: Draft) -> Iterator[str]:
    if made.document is None or made.format in NO_WORD_ABOUT:
        return
    yield f"{made.file}: {_summary(made.document, made.format)}"
    for message in made.messages[:MOST_MESSAGES]:
        place = f"{message.pointer}: " if message.pointer else ""
        yield f"{made.file}: {place}{message.text}"
    if len(made.messages) > MOST_MESSAGES:
        yield f"{made.file}: {len(made.messages) - MOST_MESSAGES} further messages; each session carries its own in `source.warnings`."
    for question in made.questions:
        if question.assumed:
            yield f"{made.file}: {question.text} {question.assumed} was assumed. {_answer(question)}"


def _summary(plan: PlanDocument, format_name: str) -> str:
    """`32 sessions and 15 rest days from 2026-03-02 to 2026-05-24, read as csv, distances in miles: 15 easy runs, 6 long runs.`"""
    days = sorted(session.date for session in plan.sessions if session.date is not None)
    span = f" from {days[0]} to {days[-1]}" if days else ""
    training = [session for session in plan.sessions if session.sport is not Sport.REST]
    kinds = Counter((session.kind, session.sport) for session in training)
    most = ", ".join(_counted(*named, count) for named, count in sorted(kinds.items(), key=lambda item: (-item[1], item[0])))
    rest = len(plan.sessions) - len(training)
    unit = UNITS.get((plan.display_units or {}).get("run", ""), "")
    return f"{len(training)} sessions and {rest} rest days{span}, read as {format_name}{unit}: {most}."


def _counted(kind: Kind, sport: Sport, count: int) -> str:
    """`15 easy runs`, `1 tempo ride`, `2 strength sessions`, `1 race`."""
    if kind is Kind.RACE:
        return f"{count} race{'' if count == 1 else 's'}"
    noun = NOUNS.get(sport, "session" if kind.value == sport.value else f"{sport.value} session")
    name = kind.value.replace("_", "-")
    return f"{count} {name} {noun}{'' if count == 1 else 's'}"


def _answer(question: Question) -> str:
    return f"Answer with {' or '.join(_option(option, question) for option in question.options)}."


def _option(option: str, question: Question) -> str:
    values: Sequence[str] = [choice.value for choice in question.choices]
    return ANSWERS[option].format(" or ".join(values))
