"""The outermost layer of the command line: every end has its exit code, every error its one clear message."""

from __future__ import annotations

import functools
import io
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from enum import IntEnum
from typing import Any, TypeVar

import typer

from service.errors import BadInput, ServiceError
from service.kit.faults import place_of


class Exit(IntEnum):
    DONE = 0
    UNRESOLVED = 1
    """Finished, but no plan fits, none was found in time, or the plan has violations."""
    BAD_INPUT = 2
    INTERNAL = 3
    INTERRUPTED = 130
    """As shells report Ctrl-C."""
    PIPE_CLOSED = 141
    """As shells report a reader that went away."""


Command = TypeVar("Command", bound=Callable[..., Any])


class PipeClosed(Exception):
    """Whoever read standard output went away."""


def unbroken(command: Command) -> Command:
    """The same command. The library would end a broken pipe with 1, which means something else here."""

    @functools.wraps(command)
    def guarded(*args: Any, **options: Any) -> Any:
        try:
            return command(*args, **options)
        except BrokenPipeError:
            raise PipeClosed from None

    return guarded  # type: ignore[return-value]


def run(app: typer.Typer) -> None:
    """Run the command that was typed; never returns."""
    _write_what_the_terminal_can_show()
    sys.exit(ended(app))


def ended(app: typer.Typer, arguments: Sequence[str] | None = None) -> int:
    """Run one command line, that of the process unless given, and return its exit code; errors are told on standard error."""
    try:
        code = app(arguments, standalone_mode=False)
        sys.stdout.flush()
    except (typer.Abort, KeyboardInterrupt):
        code = Exit.INTERRUPTED
    except (PipeClosed, BrokenPipeError):
        # What is still buffered would fail again when the interpreter flushes it at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.PIPE_CLOSED
    except typer.TyperException as error:
        if message := error.format_message():  # without a command the help was shown, and that says it all
            _say(message)
        return Exit.BAD_INPUT
    except BadInput as error:
        tell(error)
        return Exit.BAD_INPUT
    except ServiceError as error:
        _say(f"internal error ({error.code}): {error.message}")
        return Exit.INTERNAL
    except Exception as error:  # noqa: BLE001  the edge of the program
        _say(f"internal error, please report it: {place_of(error)}")
        return Exit.INTERNAL
    if code == Exit.INTERRUPTED:  # the library reports Ctrl-C inside a command in this way
        _say("interrupted; nothing was left half-written")
    return code if isinstance(code, int) else Exit.DONE


def tell(error: BadInput) -> None:
    """Every finding on its own line: file, place, mend."""
    for line in lines_of(error):
        _say(line)


def lines_of(error: BadInput) -> list[str]:
    if not error.findings:
        return [error.message]
    where = f"{error.place}: " if error.place else ""
    return [f"{where}{f.pointer}{': ' if f.pointer else ''}{f.detail}" for f in error.findings]


def _say(line: str) -> None:
    with suppress(OSError):
        print(f"adjuster: {line}", file=sys.stderr)  # noqa: T201


def _write_what_the_terminal_can_show() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
