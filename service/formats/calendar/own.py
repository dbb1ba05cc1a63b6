"""Events of our own calendars: what their X- properties say, in the place where `plan/1` has it."""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite
from typing import Any

from service.documents.base import as_integer
from service.domain.distances import DistanceUnit
from service.domain.session import Sport
from service.formats.calendar.events import Event
from service.formats.calendar.own_names import FLAGS, NUMBERS, PREFIX, TEXTS
from service.formats.decoding import label, long_text
from service.formats.steps import Raw

NEEDED = ("SPORT", "KIND")
WORDY = {"TEXT"}
"""Texts that may have several lines."""


def is_own(event: Event) -> bool:
    return all(PREFIX + suffix in event.own for suffix in NEEDED)


def own_fields(event: Event) -> Raw:
    """The session that the event was written from, as far as it was written; what somebody spoilt is left out."""
    session: Raw = {}
    for suffix, path in TEXTS.items():
        if text := event.own.get(PREFIX + suffix):
            _put(session, path, long_text(text) if suffix in WORDY else label(text))
    for suffix, path in NUMBERS.items():
        if (number := _number(event.own, PREFIX + suffix)) is not None:
            _put(session, path, number)
    for suffix, path in FLAGS.items():
        if (flag := {"TRUE": True, "FALSE": False}.get(event.own.get(PREFIX + suffix, "").upper())) is not None:
            _put(session, path, flag)
    if "id" not in session.get("group", {}) or "kind" not in session.get("group", {}):
        session.pop("group", None)
    return session


def own_units(text: str) -> dict[str, str]:
    """The units that distances are shown in, from `run mi; swim yd`; what somebody spoilt is left out."""
    pairs = (tuple(pair.split()) for pair in text.split(";"))
    return {pair[0]: pair[1] for pair in pairs if len(pair) == 2 and pair[0] in set(Sport) and pair[1] in set(DistanceUnit)}


def _put(session: Raw, path: tuple[str, ...], value: Any) -> None:
    here = session
    for name in path[:-1]:
        here = here.setdefault(name, {})
    here[path[-1]] = value


def _number(own: Mapping[str, str], key: str) -> float | None:
    try:
        value = float(own.get(key, ""))
    except ValueError:
        return None
    return as_integer(value) if isfinite(value) else None
