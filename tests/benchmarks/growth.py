"""How the processor time of one answer grows: with the days that it looks ahead, and with the sessions of a day.

Run with `uv run python -m tests.benchmarks.growth [problems per point]`. Prints two tables; `page` draws them.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from statistics import mean
from time import process_time
from typing import Any

from rich.console import Console
from rich.table import Table

from service.documents.adjust_request import read_request
from service.solver import adjust
from service.usecases.decide import decide
from tests.benchmarks.speed import FIRST_SEED, spread, timed
from tests.support.builders import POLICY
from tests.support.instances import a_problem
from tests.support.samples import raw_request, request_of

DAYS = (14, 28, 42, 56, 70, 84)
SESSIONS_A_DAY = (1, 2, 3, 4)
CROWDED = ("sc-03-whole-run", "sc-06-three-days-and-strain", "sc-07-worse-week-to-week", "sc-10a-after-a-cold", "sc-15-four-in-ten-days")
"""Requests about plan A: two, three and four levels up, and after an illness."""
SPORTS = ("bike", "swim", "mobility")


@dataclass(frozen=True)
class Point:
    """Milliseconds of one answer at one size."""

    size: int
    sessions: float
    """Mean number of sessions in the plan."""
    p50: float
    p95: float


def by_days(count: int) -> list[Point]:
    """The same seeds at every horizon: assessment left out, model to checked answer."""
    points = []
    for days in DAYS:
        briefs = [a_problem(FIRST_SEED + n, days) for n in range(count)]
        adjust(briefs[0])
        took = [timing.whole for timing in map(timed, briefs) if timing is not None]
        points.append(Point(days, mean(len(brief.plan.sessions) for brief in briefs), *spread(took)))
    return points


def by_sessions(repeats: int) -> list[Point]:
    """Plan A with more and more easy sessions of other sports on every date: assessment to explained answer, without prices."""
    points = []
    for size in SESSIONS_A_DAY:
        raws = [crowded(raw_request(name), size) for name in CROWDED]
        took = [_answered(raw) for _ in range(repeats) for raw in raws]
        points.append(Point(size, mean(len(raw["plan"]["sessions"]) for raw in raws), *spread(took)))
    return points


def crowded(raw: dict[str, Any], per_day: int) -> dict[str, Any]:
    """The same request with every date filled up to so many sessions."""
    more = json.loads(json.dumps(raw))
    sessions = more["plan"]["sessions"]
    there = [s["date"] for s in sessions]
    for day in _dates(there):
        sessions.extend(_extra(day, n) for n in range(per_day - there.count(day)))
    more["athlete"]["max_sessions_per_day"] = 5
    return dict(more)


def _dates(there: Iterable[str]) -> Iterator[str]:
    first, last = date.fromisoformat(min(there)), date.fromisoformat(max(there))
    return ((first + timedelta(days=n)).isoformat() for n in range((last - first).days + 1))


def _extra(day: str, index: int) -> dict[str, Any]:
    sport = SPORTS[index % len(SPORTS)]
    kind = "mobility" if sport == "mobility" else "easy"
    return {
        "id": f"x{index}-{day}",
        "date": day,
        "sport": sport,
        "kind": kind,
        "part_of_day": "pm",
        "planned": {"duration_s": 1800 + 300 * index},
    }


def _answered(raw: dict[str, Any]) -> float:
    request, _ = read_request(request_of(raw), POLICY)
    request = replace(request, options=replace(request.options, explain=False, alternatives=0))
    started = process_time()
    decide(request, POLICY)
    return (process_time() - started) * 1000


def table(title: str, size: str, points: Iterable[Point]) -> Table:
    shown = Table(title=title)
    for heading in (size, "sessions in the plan", "p50", "p95"):
        shown.add_column(heading, justify="right")
    for point in points:
        shown.add_row(str(point.size), f"{point.sessions:.0f}", f"{point.p50:.0f}", f"{point.p95:.0f}")
    return shown


def plot(days: list[Point], sessions: list[Point], target: Path) -> None:
    import matplotlib as mpl  # noqa: PLC0415  slow to load, and only wanted for the page

    mpl.use("Agg")
    from matplotlib import pyplot as plt  # noqa: PLC0415

    figure, panels = plt.subplots(1, 2, figsize=(9, 3.4), layout="constrained")
    for panel, points, label in zip(panels, (days, sessions), ("days ahead", "sessions a day"), strict=True):
        sizes = [point.size for point in points]
        panel.plot(sizes, [point.p50 for point in points], marker="o", label="median")
        panel.plot(sizes, [point.p95 for point in points], marker="o", linestyle="--", label="95 of 100 are faster")
        panel.set_xticks(sizes)
        panel.set_xlabel(label)
        panel.set_ylim(bottom=0)
        panel.set_ylabel("milliseconds")
        panel.grid(alpha=0.3)
    panels[0].legend()
    target.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(target, dpi=110, metadata={"Software": None})
    plt.close(figure)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    console = Console(width=120)
    console.print(table("By days ahead, milliseconds", "days", by_days(count)))
    console.print(table("By sessions a day, milliseconds", "sessions a day", by_sessions(max(1, count // 8))))


if __name__ == "__main__":
    main()
