"""A session of plan/1 in the few words that any calendar takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, time
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from service.documents.session import SessionDocument
from service.formats.intervals.steps_text import steps_text
from service.platforms.calendars import Wanted

MORNING = time(7)
"""Where the plan names no time of day and the platform wants one."""


def title_of(session: Mapping[str, Any]) -> str:
    return str(session.get("title") or f"{session['kind']} {session['sport']}".replace("_", " ")).strip()


def text_of(session: Mapping[str, Any]) -> str:
    """What the coach wrote, then the steps."""
    structure = SessionDocument.model_validate(dict(session)).structure
    return "\n\n".join(part for part in (str(session.get("description") or "").strip(), steps_text(structure)) if part)


def seconds_of(session: Mapping[str, Any]) -> int | None:
    return _mean(session, "duration_s")


def metres_of(session: Mapping[str, Any]) -> int | None:
    return _mean(session, "distance_m")


def starts_of(wanted: Wanted) -> datetime:
    """The instant, by the athlete's own clock."""
    clock = wanted.session.get("start_time")
    at = time.fromisoformat(str(clock)) if clock else MORNING
    day = datetime.fromisoformat(str(wanted.session["date"])).date()
    return datetime.combine(day, at, ZoneInfo(wanted.timezone)).astimezone(UTC)


def steps_of(session: Mapping[str, Any], most: int) -> list[dict[str, Any]]:
    """Single steps in order, repeats unrolled, each with an end by time or distance. Empty where there is more, or something else."""
    structure = SessionDocument.model_validate(dict(session)).structure
    if structure is None or structure.complete is False:
        return []
    unrolled = list(islice(_unrolled(step.model_dump(by_alias=True, exclude_none=True) for step in structure.steps), most + 1))
    is_plain = all(step.get("end", {}).get("type") in ("time", "distance") for step in unrolled)
    return unrolled if is_plain and len(unrolled) <= most else []


def _unrolled(steps: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    for step in steps:
        if step.get("type") == "repeat":
            for _ in range(step.get("count", 0)):
                yield from _unrolled(step["steps"])
        else:
            yield dict(step)


def _mean(session: Mapping[str, Any], name: str) -> int | None:
    planned = SessionDocument.model_validate(dict(session)).planned
    quantity = None if planned is None else getattr(planned, name)
    mean = None if quantity is None else quantity.mean()
    return None if not mean else round(mean)
