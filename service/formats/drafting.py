"""From an uploaded file to a draft that a person can look at before anything is stored."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from service.documents.plan import PlanDocument, anchored
from service.documents.plan_model import PlanSource
from service.documents.refusal import refuse
from service.documents.session import SessionDocument, SourcePart
from service.domain.adjustment import InputWarning
from service.errors import BadInput, Finding
from service.formats.anchoring import tied
from service.formats.base import NOTHING_SAID, ReadOptions
from service.formats.estimating import with_duration
from service.formats.hardness import unsure_titles
from service.formats.key_sessions import said_of_key_sessions
from service.formats.questions import ASSUMED, MOST_QUESTIONS, OpenQuestions, Question, ask_anchor, ask_hard
from service.formats.registry import READERS
from service.formats.sniff import sniff
from service.formats.tables.periods import with_periods

OWN = frozenset({"json"})
"""Formats that bring their own account of where each session comes from."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a file says, before it counts. Committed by repeating `sha256`."""

    format: str
    file: str
    sha256: str
    document: PlanDocument | None
    """The plan as far as it can be read; None until the questions without an assumption are answered."""
    questions: tuple[Question, ...] = ()
    messages: tuple[InputWarning, ...] = ()
    """One for each cell or place that was not taken over as it stands."""

    @property
    def is_ready(self) -> bool:
        """Whether the plan can be used: there is one, and no question without an assumption is open."""
        return self.document is not None and all(question.assumed is not None for question in self.questions)


def draft(content: bytes, *, name: str = "plan", options: ReadOptions = NOTHING_SAID) -> Draft:
    """The draft of the plan in a file of any format; the content tells which. Raises BadInput when the file cannot be read at all."""
    if options.start is not None and options.race_day is not None:
        detail = "A start and a race day are given; the plan is tied to the calendar at one end."
        raise BadInput(detail, findings=[Finding("", "twice", detail)], place=name)
    format_name, sha256 = sniff(content, name=name), hashlib.sha256(content).hexdigest()
    reader = READERS.get(format_name)
    if reader is None:
        refuse([Finding("", "unknown-format", f"The file is of the format {format_name}, which cannot be read as a plan.")], name)
    try:
        document = reader.read(content, name=name, options=options)
    except OpenQuestions as error:
        return Draft(format_name, name, sha256, None, error.questions[:MOST_QUESTIONS])
    if format_name in OWN:
        dated = anchored(document, start=options.start, race_day=options.race_day)
    else:
        dated = with_periods(tied(document, options))
        dated = _with_source(dated, {"format": format_name, "file": name[-300:], "sha256": sha256})
    return Draft(format_name, name, sha256, dated, _questions(dated, format_name, options), dated.warnings)


def plan_in(content: bytes, *, name: str = "plan", options: ReadOptions = NOTHING_SAID) -> PlanDocument:
    """The plan in a file, where no question stands in the way. Raises OpenQuestions else, and BadInput when it cannot be read."""
    made = draft(content, name=name, options=options)
    if made.document is None:
        raise OpenQuestions(made.questions, place=name)
    return made.document


def _questions(document: PlanDocument, format_name: str, options: ReadOptions) -> tuple[Question, ...]:
    found: dict[str, Question] = {}
    undated = any(session.date is None for session in document.sessions) and document.anchor is None and document.start_date is None
    if undated and format_name not in OWN:
        found["undated"] = ask_anchor()
    for warning in document.warnings:
        if (ask := ASSUMED.get(warning.code)) is not None:
            question = ask(warning.pointer)
            found.setdefault(question.code, question)
    if not options.hard_words and (titles := unsure_titles(document)):
        found["hard-open"] = ask_hard(titles)
    return tuple(found.values())[:MOST_QUESTIONS]


def _with_source(document: PlanDocument, facts: Mapping[str, str]) -> PlanDocument:
    """The plan with its file named, and durations estimated, wherever the reader had to interpret; our own table says what it says."""
    sessions = [_stamped(session, facts) for session in document.sessions]
    if not any(session.source for session in sessions):
        return document
    own = {} if document.source is None else document.source.model_dump(exclude_none=True)
    made = document.model_copy(update={"sessions": sessions, "source": PlanSource.model_validate({**own, **facts})})
    return made.with_warnings(said_of_key_sessions(made))


def _stamped(session: SessionDocument, facts: Mapping[str, str]) -> SessionDocument:
    if session.source is None:
        return session
    own = session.source.model_dump(exclude_none=True)
    return with_duration(session.model_copy(update={"source": SourcePart.model_validate({**own, **facts})}))
