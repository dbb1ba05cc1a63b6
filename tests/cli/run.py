"""Runs the command as a user would: a process of its own, with or without a terminal's habits."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

PLANS = Path(__file__).parents[2] / "plans"
REQUESTS = PLANS / "requests"
COMMAND = [sys.executable, "-c", "from service.cli import main; main()"]
CLEAN = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "TERM")}


@dataclass(frozen=True)
class Ended:
    code: int
    out: str
    err: str


def adjuster(*arguments: str | Path, stdin: bytes | None = None, **environment: str) -> Ended:
    done = subprocess.run(
        [*COMMAND, *map(str, arguments)], input=stdin, capture_output=True, check=False, timeout=120,
        env={**CLEAN, "PYTHONIOENCODING": "utf-8", **environment},
    )  # fmt: skip
    encoding = environment.get("PYTHONIOENCODING", "utf-8")
    return Ended(done.returncode, done.stdout.decode(encoding), done.stderr.decode(encoding))
