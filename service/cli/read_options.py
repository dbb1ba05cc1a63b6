"""What the user of the command line says about a file."""

from __future__ import annotations

from typing import Literal, TypeVar, get_args
from zoneinfo import ZoneInfo

from service.cli.dates import read_date
from service.errors import BadInput, Finding
from service.formats import ReadOptions
from service.kit.weeks import WEEKDAYS

Unit = Literal["km", "mi"]
DateOrder = Literal["dmy", "mdy"]
Word = TypeVar("Word", bound=str)


def read_options(
    *, start: str | None, race_day: str | None, unit: str | None, date_order: str | None, long_run: str | None,
    hard: tuple[str, ...], timezone: str | None,
) -> ReadOptions:  # fmt: skip
    """The options, checked. Raises BadInput that names the one at fault."""
    first, race = read_date(start, "--start"), read_date(race_day, "--race-day")
    if first is not None and race is not None:
        raise _refused("--start", "twice", "goes without --race-day: the plan is tied to the calendar at one end.")
    return ReadOptions(
        timezone=_zone(timezone),
        unit=_one_of("--unit", unit, get_args(Unit)),
        date_order=_one_of("--date-order", date_order, get_args(DateOrder)),
        start=first,
        race_day=race,
        long_run_weekday=_weekday(long_run),
        hard_words=hard,
    )


def _one_of(option: str, said: str | None, allowed: tuple[Word, ...]) -> Word | None:
    if said is None:
        return None
    for word in allowed:
        if said.lower() == word:
            return word
    raise _refused(option, "unknown-value", f"must be {' or '.join(allowed)}.")


def _weekday(said: str | None) -> int | None:
    if said is None:
        return None
    if said.lower()[:3] not in WEEKDAYS:
        raise _refused("--long-run", "unknown-value", f"must be a weekday: {', '.join(WEEKDAYS)}.")
    return WEEKDAYS.index(said.lower()[:3])


def _zone(said: str | None) -> str | None:
    if said is None:
        return None
    try:
        ZoneInfo(said)
    except (ValueError, OSError, KeyError):
        raise _refused("--timezone", "unknown-timezone", "is no known time zone; write an IANA name such as Europe/Vienna.") from None
    return said


def _refused(option: str, code: str, detail: str) -> BadInput:
    return BadInput(f"{option} {detail}", findings=[Finding(option, code, detail)], place="command line")
