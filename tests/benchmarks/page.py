"""Measures everything and writes the figures into docs/speed.md, and its plot.

Run with `uv run python -m tests.benchmarks.page` on a calm machine; `page 0.1` takes a tenth of the problems, to try it out. The
words of the page are written by hand; what is measured stands between its marks.
"""

from __future__ import annotations

import os
import platform
import re
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from rich.table import Table

from tests.benchmarks import growth, memory, speed, squad
from tests.support.samples import ROOT

PAGE = ROOT / "docs" / "speed.md"
PLOT = ROOT / "docs" / "images" / "growth.png"
PROBLEMS, GROWTH_PROBLEMS, REPEATS, SQUAD = 100, 40, 5, 200


def measured(share: float) -> dict[str, str]:
    """What belongs between the marks, by their names."""
    before = os.getloadavg()[0]
    one_answer, requests = speed.by_horizon(max(4, round(PROBLEMS * share))), speed.end_to_end()
    days, sessions = growth.by_days(max(4, round(GROWTH_PROBLEMS * share))), growth.by_sessions(max(1, round(REPEATS * share)))
    growth.plot(days, sessions, PLOT)
    crowd, peaks = squad.table(max(10, round(SQUAD * share))), memory.table()
    return {
        "answer": markdown(one_answer),
        "requests": markdown(requests),
        "days": markdown(growth.table("By days ahead, milliseconds", "days", days)),
        "sessions": markdown(growth.table("Plan A with more sessions a day, milliseconds", "sessions a day", sessions)),
        "squad": markdown(crowd),
        "memory": markdown(peaks),
        "machine": machine(before),
    }


def markdown(table: Table) -> str:
    """A table for the terminal as a table for a page, under its title."""
    rows = list(zip(*(column.cells for column in table.columns), strict=True))
    lines = [[column.header for column in table.columns], ["---:" if c.justify == "right" else "---" for c in table.columns], *rows]
    return f"**{table.title}**\n\n" + "\n".join("| " + " | ".join(map(str, cells)) + " |" for cells in lines)


def machine(load_before: float) -> str:
    """What it was measured on, and how busy that was."""
    cpuinfo = Path("/proc/cpuinfo")
    named = re.search(r"model name\s*: (.+)", cpuinfo.read_text("utf-8")) if cpuinfo.exists() else None
    name = named[1].strip() if named else platform.machine()
    versions = f"Python {platform.python_version()}, OR-Tools {version('ortools')}"
    return (
        f"{os.cpu_count()} virtual cores ({name}), {platform.system()}, {versions}, on {datetime.now(UTC):%-d %B %Y}. "
        f"Load average {load_before:.1f} before and {os.getloadavg()[0]:.1f} after the run, which keeps one core busy, two in the squad."
    )


def with_figures(page: str, figures: Mapping[str, str]) -> str:
    """The page with everything between `<!-- measured: name -->` and `<!-- end -->` replaced."""
    return re.sub(r"(<!-- measured: (\w+) -->\n).*?(<!-- end -->)", lambda m: f"{m[1]}{figures[m[2]]}\n{m[3]}", page, flags=re.DOTALL)


def main() -> None:
    share = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0
    PAGE.write_text(with_figures(PAGE.read_text("utf-8"), measured(share)), "utf-8")


if __name__ == "__main__":
    main()
