"""Logs as JSON lines, ours and those of the libraries alike. Words of errors are left out: they may quote what an athlete wrote."""

from __future__ import annotations

import logging
import sys
from collections.abc import MutableMapping
from types import TracebackType
from typing import Any, TextIO

import structlog

from service.kit.faults import place_of

QUIET = ("uvicorn.access", "alembic", "dbos", "sqlalchemy", "httpcore2", "httpx2")
"""What these say in passing is of no use, or holds addresses and statements: from WARNING on only."""
bound = structlog.contextvars.bound_contextvars
"""Facts that every line logged inside the block carries, such as `request_id`."""


def log_as_json(level: str = "INFO", stream: TextIO | None = None) -> None:
    """From now on every logger of this process writes one JSON object a line to `stream`, standard error unless given."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[
                structlog.contextvars.merge_contextvars,
                structlog.stdlib.add_log_level,
                structlog.stdlib.add_logger_name,
                structlog.stdlib.ExtraAdder(),
                structlog.processors.TimeStamper(fmt="iso", utc=True),
            ],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                _without_words_of_errors,
                structlog.processors.EventRenamer("message"),
                structlog.processors.JSONRenderer(sort_keys=True),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in list(logging.root.manager.loggerDict):
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = True
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


def _without_words_of_errors(_: Any, __: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Of an error that was logged with its trace, the sort and the place are kept."""
    line.pop("color_message", None)
    raised = line.pop("exc_info", None)
    line.pop("exc_text", None)
    line.pop("stack_info", None)
    error = _error_of(raised)
    if error is not None:
        line["error"] = place_of(error)
        # Some libraries put the words of the error into their message as well.
        if str(error):
            line["event"] = str(line["event"]).replace(str(error), type(error).__name__)
    return line


def _error_of(raised: object) -> BaseException | None:
    if isinstance(raised, BaseException):
        return raised
    if isinstance(raised, tuple):
        _, error, trace = raised
        assert trace is None or isinstance(trace, TracebackType)
        return error if isinstance(error, BaseException) else None
    return sys.exc_info()[1] if raised else None
