"""A squad through `adjuster batch`: requests a second and core, and how much memory a worker takes.

Run with `uv run python -m tests.benchmarks.squad [requests]`. The requests are the samples over and over, once with a price for
every change and once without.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil
from rich.console import Console
from rich.table import Table

from tests.support.samples import REQUESTS, ROOT

JOBS = 2
LOOK_EVERY_S = 0.05
COMMAND = [sys.executable, "-c", "from service.cli import main; main()"]


@dataclass
class Use:
    """What one worker process was seen to take, at most."""

    cpu_s: float = 0.0
    resident: int = 0
    own: int = 0
    """Bytes that no other process shares."""


@dataclass(frozen=True)
class Squad:
    requests: int
    wall_s: float
    cpu_s: float
    """Of all workers, warming up included."""
    resident: int
    own: int


def run_squad(count: int, *, prices: bool) -> Squad:
    """Answer `count` requests and watch the workers meanwhile."""
    with tempfile.TemporaryDirectory() as folder:
        requests, answers = Path(folder, "requests"), Path(folder, "answers")
        requests.mkdir()
        for number in range(count):
            raw = json.loads(REQUESTS[number % len(REQUESTS)].read_text("utf-8"))
            raw["options"] = {**raw.get("options", {}), "explain": prices, "alternatives": 0}
            (requests / f"{number:04}.json").write_text(json.dumps(raw), "utf-8")
        started = time.perf_counter()
        arguments = [*COMMAND, "batch", str(requests), "-o", str(answers), "--jobs", str(JOBS)]
        process = subprocess.Popen(arguments, cwd=ROOT, stdout=subprocess.DEVNULL)
        seen = _watch(process)
        wall = time.perf_counter() - started
        assert process.returncode == 0
        assert len(list(answers.iterdir())) == count
    workers = [use for use in seen.values() if use.cpu_s > wall / 20]  # the others only keep the books
    return Squad(count, wall, sum(use.cpu_s for use in workers), max(use.resident for use in workers), max(use.own for use in workers))


def _watch(process: subprocess.Popen[bytes]) -> dict[int, Use]:
    seen: dict[int, Use] = {}
    parent = psutil.Process(process.pid)
    while process.poll() is None:
        with suppress(psutil.Error):
            for child in parent.children(recursive=True):
                with suppress(psutil.Error):
                    use = seen.setdefault(child.pid, Use())
                    times, memory = child.cpu_times(), child.memory_full_info()
                    use.cpu_s = times.user + times.system
                    use.resident, use.own = max(use.resident, memory.rss), max(use.own, memory.uss)
        time.sleep(LOOK_EVERY_S)
    return seen


def table(count: int) -> Table:
    shown = Table(title=f"A squad of {count} sample requests on {JOBS} worker processes")
    for heading in (
        "requests",
        "seconds",
        "a second",
        "a second of processor time",
        "most memory of a worker, MiB",
        "of that its own, MiB",
    ):
        shown.add_column(heading, justify="right")
    for name, prices in (("with the price of every change", True), ("without prices", False)):
        squad = run_squad(count, prices=prices)
        figures = (squad.wall_s, squad.requests / squad.wall_s, squad.requests / squad.cpu_s)
        shown.add_row(name, *(f"{figure:.1f}" for figure in figures), str(squad.resident // 2**20), str(squad.own // 2**20))
    return shown


def main() -> None:
    Console(width=140).print(table(int(sys.argv[1]) if len(sys.argv) > 1 else 200))


if __name__ == "__main__":
    main()
