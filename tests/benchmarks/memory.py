"""The most memory that one process takes for one answer, each in a process of its own. Linux only.

Run with `uv run python -m tests.benchmarks.memory`.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from rich.console import Console
from rich.table import Table

from service.documents.limits import MOST_SESSIONS
from tests.support.samples import ROOT, raw_request

# What the operating system counts for a process begins before the program is loaded; the high-water mark does not.
ANSWER = (
    "import json, pathlib, re, sys;"
    "from service.bootstrap import warm_up; warm_up();"
    "from tests.support.samples import answer;"
    "raw = json.load(sys.stdin); raw and answer(raw);"
    "print(re.search(r'VmHWM:\\s*(\\d+)', pathlib.Path('/proc/self/status').read_text())[1])"
)


def nothing() -> dict[str, Any]:
    return {}


def sample() -> dict[str, Any]:
    return raw_request("sc-06-three-days-and-strain")


def far_ahead() -> dict[str, Any]:
    return raw_request("eighty-four-days-ahead")


def largest() -> dict[str, Any]:
    """Plan A with years of easy runs behind it, as many sessions as are read."""
    raw = sample()
    first = min(date.fromisoformat(s["date"]) for s in raw["plan"]["sessions"])
    raw["plan"]["start_date"] = None
    missing = MOST_SESSIONS - len(raw["plan"]["sessions"])
    days = (first - timedelta(days=n + 1) for n in range(missing))
    raw["plan"]["sessions"] += [{"date": str(day), "sport": "run", "kind": "easy", "planned": {"duration_s": 2400}} for day in days]
    return raw


CASES: tuple[tuple[str, Callable[[], dict[str, Any]]], ...] = (
    ("warm, nothing asked", nothing),
    ("one sample request", sample),
    ("84 days ahead", far_ahead),
    (f"the largest plan, {MOST_SESSIONS} sessions", largest),
)


def peak_mib(raw: dict[str, Any]) -> float:
    done = subprocess.run([sys.executable, "-c", ANSWER], input=json.dumps(raw).encode(), cwd=ROOT, capture_output=True, check=True)
    return int(done.stdout) / 1024


def table() -> Table:
    shown = Table(title="Most memory of one process, the solver loaded")
    shown.add_column("asked")
    shown.add_column("MiB", justify="right")
    for name, case in CASES:
        shown.add_row(name, f"{peak_mib(case()):.0f}")
    return shown


def main() -> None:
    Console(width=100).print(table())


if __name__ == "__main__":
    main()
