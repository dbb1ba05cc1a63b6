"""Dates from the command line."""

from __future__ import annotations

from datetime import date

from service.errors import BadInput, Finding


def read_date(text: str | None, option: str) -> date | None:
    """A local date written YYYY-MM-DD. Raises BadInput that names the option."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        detail = "must be a date written YYYY-MM-DD, such as 2026-03-04."
        raise BadInput(f"{option} {detail}", findings=[Finding(option, "bad-date", detail)], place="command line") from None
