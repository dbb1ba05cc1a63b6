"""What the library behind the queue may say: warnings, through our own log, and nothing that was said already."""

from __future__ import annotations

import logging

from service.errors import ServiceError

LIBRARY = logging.getLogger("dbos")


class AttemptFailed(ServiceError):
    """Why an attempt failed: the sort of error and its place, never its words."""

    code = "attempt-failed"


def quieten() -> None:
    """To be called before the library is first used; it would write to standard error by itself otherwise."""
    if _is_news not in LIBRARY.filters:
        LIBRARY.addFilter(_is_news)
        LIBRARY.addHandler(logging.NullHandler())
        LIBRARY.setLevel(logging.WARNING)


def _is_news(record: logging.LogRecord) -> bool:
    """Not the death of a job, which was logged where it happened."""
    return record.exc_info is None or not isinstance(record.exc_info[1], AttemptFailed)
