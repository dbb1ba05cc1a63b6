"""Tables as a coach would save them, and the drafts that come of them."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

import pytest

from service.documents.session import SessionDocument
from service.errors import BadInput
from service.formats import Draft, OpenQuestions, ReadOptions, draft

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def saved(rows: Sequence[Sequence[str]], *, delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    text = io.StringIO(newline="")
    width = max(len(row) for row in rows)
    csv.writer(text, delimiter=delimiter).writerows([[*row, *([""] * (width - len(row)))] for row in rows])
    return text.getvalue().encode(encoding)


def drafted(content: bytes | Sequence[Sequence[str]], name: str = "plan.csv", **said: Any) -> Draft:
    return draft(content if isinstance(content, bytes) else saved(content), name=name, options=ReadOptions(**said))


def sessions(content: bytes | Sequence[Sequence[str]], **said: Any) -> list[SessionDocument]:
    made = drafted(content, **said)
    assert made.document is not None, made.questions
    return made.document.sessions


def short(session: SessionDocument) -> tuple[object, str, str]:
    """Day, sport and kind."""
    return (str(session.date) if session.date else session.day_index, session.sport.value, session.kind.value)


def metres(session: SessionDocument) -> float | None:
    planned = session.planned
    return None if planned is None or planned.distance_m is None else planned.distance_m.mean()


def minutes(session: SessionDocument) -> float | None:
    planned = session.planned
    seconds = None if planned is None or planned.duration_s is None else planned.duration_s.mean()
    return None if seconds is None else seconds / 60


def codes(made: Draft) -> set[str]:
    """Codes of the messages, without the one about time zones that every table gets."""
    return {message.code for message in made.messages} - {"no-timezone"}


def refusal(content: bytes | Sequence[Sequence[str]], **said: Any) -> BadInput:
    with pytest.raises(BadInput) as caught:
        drafted(content, **said)
    assert not isinstance(caught.value, OpenQuestions)
    return caught.value
