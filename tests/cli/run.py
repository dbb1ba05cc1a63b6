"""Runs the command: `adjuster` as a user would, in a process of its own; `typed` in this process, where that is enough."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from service.cli.app import app
from service.cli.edge import ended

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


def typed(*arguments: str | Path) -> Ended:
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    with redirect_stdout(out), redirect_stderr(err):
        code = ended(app, [str(argument) for argument in arguments])
    texts = []
    for stream in (out, err):
        stream.seek(0)
        texts.append(stream.read())
    return Ended(code, *texts)
