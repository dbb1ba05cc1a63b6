"""The other end of `sandbox`: limits itself, then does one job and writes its answer."""

from __future__ import annotations

import pickle
import sys
from contextlib import suppress
from importlib import import_module


def main() -> None:
    """Read the job from standard input, write its pickled answer to standard output; any error ends the process with a code."""
    memory, module, function, payload = pickle.loads(sys.stdin.buffer.read())  # noqa: S301  written by our own parent
    _limit_memory(memory)
    # Whatever a library prints must not be taken for the answer.
    answers, sys.stdout = sys.stdout.buffer, sys.stderr
    pickle.dump(getattr(import_module(module), function)(payload), answers)
    answers.flush()


def _limit_memory(amount: int) -> None:
    with suppress(ImportError):  # not every system has it
        import resource  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_AS, (amount, amount))


if __name__ == "__main__":
    main()
