"""How the known feeds write a session into title and description: what each says for certain, before the words are read."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from service.formats.calendar.events import Event
from service.formats.steps import Raw

NUMBER = r"\d+(?:[.,]\d+)?"
METRES = {"km": 1000.0, "mi": 1609.344, "m": 1.0, "yd": 0.9144}
LONGEST_MINUTES = 300
"""`1500m` of a swim is no day and a night."""
CLOCK = r"(\d{1,2}):(\d{2})(?::(\d{2}))?"
LENGTH = re.compile(r"(?:(\d+)\s?h(?:rs?)?)?\s?(?:(\d+)\s?m(?:in)?)?", re.IGNORECASE)


@dataclass(slots=True)
class Facts:
    """What a feed says in a form of its own. `title` is the title without it, `text` the description without it."""

    title: str
    text: str
    planned: Raw = field(default_factory=dict)
    completed: Raw = field(default_factory=dict)
    sport_word: str = ""
    tss: float | None = None
    says_all: bool = False
    """Every length is in the feed's form: what else reads like one in the title, as in `Tempo 5s`, is part of a name."""


def facts_of(event: Event) -> Facts:
    """What the feed's own form says; all of it left to the words where the form is none of the known ones."""
    for read in FORMS:
        if (found := read(event)) is not None:
            return found
    return Facts(event.title, event.text)


def runna(event: Event) -> Facts | None:
    """`Easy Run • 6mi • 50m - 55m`, where `m` is minutes; the first line of the description says it again, at times with more."""
    title, *parts = [part.strip() for part in event.title.split("•")]
    planned = _between_bullets(parts)
    if not parts or planned is None:
        return None
    first, _, rest = event.text.partition("\n")
    again = _between_bullets([part.strip() for part in first.split("•")[1:]]) if "•" in first else None
    return Facts(title, event.text if again is None else rest.strip(), {**(again or {}), **planned}, says_all=True)


def _between_bullets(parts: list[str]) -> Raw | None:
    """Lengths; None where anything else stands there too."""
    planned: Raw = {}
    for part in parts:
        if (metres := _distance(part)) is not None:
            planned["distance_m"] = {"value": metres, "source": "stated", "as_written": part}
        elif (span := _minutes(part)) is not None:
            planned["duration_s"] = {**span, "source": "stated", "as_written": part}
        else:
            return None
    return planned


def trainer_road(event: Event) -> Facts | None:
    """`2:00 - Gibbs`: hours and minutes before the name; `TSS 81, IF 0.64, kJ(Cal) 1263.  Description: …` below. Rides only."""
    title = re.fullmatch(r"(\d{1,2}):([0-5]\d)\s+-\s+(.+)", event.title)
    if title is None:
        return None
    seconds = int(title[1]) * 3600 + int(title[2]) * 60
    planned: Raw = {"duration_s": {"value": seconds, "source": "stated", "as_written": f"{title[1]}:{title[2]}"}}
    for word, key in (("IF", "intensity_factor"), (r"kJ\(Cal\)", "work_kj")):
        if (found := re.search(rf"\b{word}\s+({NUMBER})", event.text)) is not None:
            planned[key] = {"value": _number(found[1]), "source": "stated"}
    text = event.text.partition("Description:")[2].strip() or event.text
    return Facts(title[3], text, planned, sport_word="bike", tss=_labelled(event.text, r"TSS"))


def training_peaks(event: Event) -> Facts | None:
    """Lines such as `Planned Duration: 2:00` for what is to come, and `Moving Time: 0:35:24` for what is done."""
    clock = re.search(rf"^Planned (?:Duration|Time):\s*{CLOCK}", event.text, re.IGNORECASE | re.MULTILINE)
    planned: Raw = {}
    if clock is not None:
        planned["duration_s"] = {"value": _clock(clock), "source": "stated", "as_written": clock[0].partition(":")[2].strip()}
    if (metres := _metres(event.text, "Planned Distance")) is not None:
        planned["distance_m"] = {"value": metres[0], "source": "stated", "as_written": metres[1]}
    completed: Raw = {}
    if (moved := re.search(rf"^Moving Time:\s*{CLOCK}", event.text, re.IGNORECASE | re.MULTILINE)) is not None:
        completed["duration_s"] = _clock(moved)
    if (metres := _metres(event.text, "Distance")) is not None:
        completed["distance_m"] = metres[0]
    tss = _labelled(event.text, "TSS:" if completed else "Planned TSS:")
    if not planned and not completed and tss is None:
        return None
    sport, dash, title = event.title.partition(" - ")
    known = bool(dash) and sport.casefold() in ("run", "bike", "swim", "strength", "walk", "other")
    return Facts(title if known else event.title, event.text, planned, completed, sport.casefold() if known else "", tss)


FORMS: tuple[Callable[[Event], Facts | None], ...] = (runna, trainer_road, training_peaks)


def _distance(text: str) -> int | None:
    found = re.fullmatch(rf"({NUMBER})\s?(km|mi|yd|m)s?", text, re.IGNORECASE)
    if found is None or (found[2].casefold() == "m" and _number(found[1]) <= LONGEST_MINUTES):
        return None
    return round(_number(found[1]) * METRES[found[2].casefold()])


def _minutes(text: str) -> Raw | None:
    """`30m` or `1h 5m - 1h 15m` as seconds."""
    ends = [_length(part) for part in re.split(r"\s*[-–]\s*", text)]
    known = [seconds for seconds in ends if seconds is not None]
    if not known or len(known) < len(ends) or len(known) > 2:
        return None
    low, high = min(known), max(known)
    return {"value": (low + high) // 2, "low": low, "high": high} if low < high else {"value": low}


def _length(text: str) -> int | None:
    found = LENGTH.fullmatch(text)
    return int(found[1] or 0) * 3600 + int(found[2] or 0) * 60 or None if found else None


def _metres(text: str, words: str) -> tuple[int, str] | None:
    """The metres on a line that begins with `words`, and how they stand there."""
    found = re.search(rf"^{words}:\s*({NUMBER})\s*(km|mi|m|yd)s?\b", text, re.IGNORECASE | re.MULTILINE)
    return (round(_number(found[1]) * METRES[found[2].casefold()]), f"{found[1]} {found[2]}") if found else None


def _labelled(text: str, words: str) -> float | None:
    found = re.search(rf"(?<!\w){words}\s*({NUMBER})", text)
    return _number(found[1]) if found else None


def _clock(found: re.Match[str]) -> int:
    """`h:mm` or `h:mm:ss` in seconds."""
    return int(found[1]) * 3600 + int(found[2]) * 60 + int(found[3] or 0)


def _number(text: str) -> float:
    return float(text.replace(",", "."))
