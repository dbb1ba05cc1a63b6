"""What stands in a calendar beside sessions: notes on a week, trips, and twins that a feed spells in two ways."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import combinations

from service.domain.adjustment import InputWarning
from service.formats.calendar.events import Event
from service.formats.decoding import long_text
from service.formats.steps import Raw

WEEK = 7
ALIKE = 0.85
FULLEST_DAY = 8
LETTERS = re.compile(r"[^\w]+|_")


def divided(events: Iterable[Event]) -> tuple[list[Event], list[Event], list[Event]]:
    """Events of a day; notes of a week, which last seven days; and others that last several days."""
    of_a_day: list[Event] = []
    of_a_week: list[Event] = []
    longer: list[Event] = []
    for event in events:
        kind = of_a_day if event.days == 1 or event.clock is not None else of_a_week if event.days == WEEK else longer
        kind.append(event)
    return of_a_day, of_a_week, longer


def week_part(event: Event) -> Raw:
    return {"start_date": event.day.isoformat(), "notes": words_of(event)}


def note_part(event: Event) -> Raw:
    scope = "day" if event.days == 1 else f"{event.days} days"
    return {"scope": scope, "date": event.day.isoformat(), "text": words_of(event)}


def words_of(event: Event) -> str:
    """Title and description, without saying the same thing twice."""
    return long_text(
        event.title if event.text.startswith(event.title) and len(event.text) == len(event.title) else f"{event.title}\n{event.text}"
    )


def without_twins(events: Sequence[Event]) -> tuple[list[Event], list[InputWarning]]:
    """The events with the highest revision of each UID and day only."""
    latest: dict[tuple[str, object], Event] = {}
    warnings: list[InputWarning] = []
    kept: list[Event] = []
    for event in sorted(events, key=lambda e: -(e.revision or 0)):
        key = (event.uid, event.day)
        if event.uid and key in latest:
            warnings.append(
                InputWarning("duplicate-event", event.place, "The calendar holds this event twice; the later revision is taken.")
            )
            continue
        latest[key] = event
        kept.append(event)
    chosen = {id(event) for event in kept}
    return [event for event in events if id(event) in chosen], warnings


def near_twins(events: Sequence[Event]) -> Iterator[InputWarning]:
    """Events of one day whose titles differ in a letter or two. Days that are fuller than any training day are not looked at."""
    by_day: dict[object, list[Event]] = {}
    for event in events:
        by_day.setdefault(event.day, []).append(event)
    for of_a_day in by_day.values():
        if len(of_a_day) > FULLEST_DAY:
            continue
        for one, other in combinations(of_a_day, 2):
            if _alike(one.title, other.title):
                text = f"Reads like {one.title[:60]!r} on the same day; remove one of the two if they are the same session."
                yield InputWarning("near-duplicate", other.place, text)


def _alike(one: str, other: str) -> bool:
    first, second = (LETTERS.sub(" ", text.casefold()).split() for text in (one, other))
    numbers = [[word for word in words if any(c.isdigit() for c in word)] for words in (first, second)]
    return numbers[0] == numbers[1] and SequenceMatcher(None, " ".join(first), " ".join(second)).ratio() >= ALIKE
