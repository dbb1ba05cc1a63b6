"""What platforms send, believed only as far as it can be true: everything else means that nothing was said."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from service.documents.base import UNCLEAN
from service.documents.limits import EARLIEST_DATE, LATEST_DATE
from service.errors import BadInput

MOST_SECONDS = 7 * 86_400
MOST_METRES = 1_000_000
WIDEST_OFFSET_MIN = 14 * 60
LONGEST_ID = 200
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def json_object(body: bytes) -> Mapping[str, Any]:
    """The object in a body; an empty one for any other JSON. Raises BadInput for what is none.

    Not read as our own documents are: ids of platforms are larger than any whole number in those.
    """
    try:
        told = json.loads(body, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise BadInput("The body is not JSON.") from None
    return told if isinstance(told, dict) else {}


def _no_number(word: str) -> None:
    """NaN and Infinity are none."""


def part(told: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """An object inside; an empty one where there is none."""
    found = told.get(name)
    return found if isinstance(found, dict) else {}


def parts(found: Any) -> tuple[Mapping[str, Any], ...]:
    """The objects of a list; nothing where it is none."""
    return tuple(each for each in found if isinstance(each, dict)) if isinstance(found, list) else ()


def text(value: Any) -> str | None:
    """An id or a word, always as text; None for what no database keeps."""
    if isinstance(value, bool) or not isinstance(value, str | int) or value == "":
        return None
    word = str(value)
    return None if UNSTORABLE.search(word) else word


def own_id(value: Any) -> str | None:
    """An id that we keep and name; None for what is too long for one, or holds what nobody types."""
    word = text(value)
    return None if word is None or len(word) > LONGEST_ID or UNCLEAN.search(word) else word


def amount(value: Any) -> float | None:
    """A number that is not negative. Some platforms send numbers as text."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) and number >= 0 else None


def within(value: Any, least: float, most: float) -> float | None:
    number = amount(value)
    return number if number is not None and least <= number <= most else None


def seconds(value: Any) -> int | None:
    number = within(value, 0, MOST_SECONDS)
    return None if number is None else round(number)


def metres(value: Any) -> float | None:
    return within(value, 0, MOST_METRES)


def instant(value: Any) -> datetime | None:
    """A moment with its offset; a time without one is no instant."""
    moment = local(value)
    return moment if moment is not None and moment.tzinfo is not None else None


def local(value: Any) -> datetime | None:
    """A time as it stands, with or without an offset."""
    try:
        return _of_our_times(datetime.fromisoformat(value)) if isinstance(value, str) else None
    except ValueError:
        return None


def day_of(value: Any) -> date | None:
    """A date of our times."""
    try:
        found = date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return found if found is not None and EARLIEST_DATE.year < found.year < LATEST_DATE.year else None


def since_1970(value: Any, *, unit_s: float = 1.0) -> datetime | None:
    number = amount(value)
    try:
        return None if number is None else _of_our_times(datetime.fromtimestamp(number * unit_s, UTC))
    except (OverflowError, OSError, ValueError):
        return None


def _of_our_times(moment: datetime) -> datetime | None:
    """A year away from both ends of the calendar, so that no zone and no duration leads out of it."""
    return moment if EARLIEST_DATE.year < moment.year < LATEST_DATE.year else None


def offset(units: Any, *, unit_min: float = 1.0) -> timezone | None:
    """A zone that is so many minutes (`unit_min`: minutes to one unit) from UTC; None for a number that cannot be one."""
    if isinstance(units, bool) or not isinstance(units, int | float) or not abs(units) <= WIDEST_OFFSET_MIN / unit_min:
        return None
    return timezone(timedelta(minutes=round(units * unit_min)))
