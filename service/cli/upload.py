"""A plan of any make from a file: what was read is said on standard error, and what is open is asked."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence

from service.cli.files import name_of, read_bytes
from service.documents.plan import PlanDocument
from service.domain.session import Sport
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
    """`84 sessions from 2026-03-02 to 2026-05-24, read as xlsx: 60 runs (…)`."""
    days = sorted(session.date for session in plan.sessions if session.date is not None)
    span = f" from {days[0]} to {days[-1]}" if days else ""
    training = [session for session in plan.sessions if session.sport is not Sport.REST]
    kinds = Counter(" ".join(dict.fromkeys((session.sport.value, session.kind.value))) for session in training)
    most = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in sorted(kinds.items(), key=lambda item: (-item[1], item[0])))
    rest = len(plan.sessions) - len(training)
    return f"{len(training)} sessions and {rest} rest days{span}, read as {format_name}: {most}."


def _answer(question: Question) -> str:
    return f"Answer with {' or '.join(_option(option, question) for option in question.options)}."


def _option(option: str, question: Question) -> str:
    values: Sequence[str] = [choice.value for choice in question.choices]
    return ANSWERS[option].format(" or ".join(values))
