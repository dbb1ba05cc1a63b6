"""Where an error came from, in words that quote nobody: the words of an error may hold what an athlete wrote."""

from __future__ import annotations


def place_of(error: BaseException) -> str:
    """The sort of error and the line of code that raised it."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return type(error).__name__
    code = trace.tb_frame.f_code
    return f"{type(error).__name__} in {code.co_name} ({code.co_filename}:{trace.tb_lineno})"
