"""Dates from the command line."""

from __future__ import annotations

from datetime import date

from service.documents.limits import EARLIEST_DATE, LATEST_DATE
from service.errors import BadInput, Finding


def read_date(text: str | None, option: str) -> date | None:
    """A local date written YYYY-MM-DD, within the times of plans. Raises BadInput that names the option."""
    if text is None:
        return None
    try:
        read = date.fromisoformat(text)
    except ValueError:
        raise _refused(option, "bad-date", "must be a date written YYYY-MM-DD, such as 2026-03-04.") from None
    if not EARLIEST_DATE <= read <= LATEST_DATE:
        raise _refused(option, "out-of-range", f"must lie between {EARLIEST_DATE} and {LATEST_DATE}.")
    return read


def _refused(option: str, code: str, detail: str) -> BadInput:
    return BadInput(f"{option} {detail}", findings=[Finding(option, code, detail)], place="command line")
