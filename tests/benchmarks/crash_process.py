"""`adjuster` that notes in a folder when it begins to think and when it has an answer, and comes back to receivers sooner:
`python -m tests.benchmarks.crash_process FOLDER serve --port 8000`.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import Any

PAUSES_S = (1,) * 9
"""Instead of seconds to a day."""


BEGUN, ANSWERED = "begun", "answered"


def noted(folder: Path, name: str) -> int:
    """How often that was noted."""
    file = folder / name
    return file.stat().st_size if file.exists() else 0


def main(folder: Path, arguments: list[str]) -> None:
    answering, deliver = import_module("service.usecases.answer_reports"), import_module("service.usecases.webhooks.deliver")
    think = answering.think

    def note(name: str) -> None:
        with (folder / name).open("a") as file:
            file.write(".")

    def observed(*facts: Any) -> Any:
        note(BEGUN)
        answer = think(*facts)
        note(ANSWERED)
        return answer

    answering.think, deliver.PAUSES_S = observed, PAUSES_S  # type: ignore[attr-defined]
    sys.argv = ["adjuster", *arguments]
    import_module("service.cli").main()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
