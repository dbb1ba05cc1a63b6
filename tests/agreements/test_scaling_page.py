"""What the page about many machines says: the sum adds up, from the figures on the same page, and every name in it exists."""

from __future__ import annotations

import importlib.util
import re
from fractions import Fraction
from itertools import pairwise

import pytest

from service.cli.app import app
from service.jobs.kinds import LINES, PUBLISHING, SENDING, SOLVING
from service.settings import PREFIX, Settings
from service.store.engine import POOL
from service.usecases.measures import Measures
from service.worker.handlers import JOBS_KEPT
from tests.agreements.pages import ROOT

PAGE = (ROOT / "docs" / "scaling.md").read_text("utf-8")
LOOKED_UP = {"adjuster_jobs", "adjuster_workers_ready"}
ROW = re.compile(r"^\| (\d+)\. [^|]+ \| [^|]+ \| ([\d./]+) \|$", re.MULTILINE)
SUM = {int(number): Fraction(value) for number, value in ROW.findall(PAGE)}
RECKONED = {
    4: SUM[1] / SUM[2],
    5: SUM[4] * SUM[3] / 7200,
    8: SUM[5] * (SUM[6] + SUM[7]) / 1000,
    9: SUM[8] * 3,
    11: SUM[4] * SUM[10] / 1_000_000,
    13: SUM[4] * SUM[12] / 1_000_000,
    14: SUM[13] * 365,
    15: SUM[5] * 90,
}


def measured(head: str, form: str) -> list[str]:
    """The cells of a row, after its first, of the table whose head begins so."""
    table = PAGE[PAGE.index(head) :].split("\n\n")[0]
    return next(line for line in table.splitlines() if line.startswith(f"| {form}")).strip("| ").split(" | ")[1:]


@pytest.mark.parametrize("line", RECKONED)
def test_every_line_of_the_sum_follows_from_those_above(line: int) -> None:
    step = Fraction(1, 10) if SUM[line].denominator > 1 or SUM[line] < 1000 else 1
    assert abs(RECKONED[line] - SUM[line]) <= 2 * step


def test_the_sum_rests_on_what_was_measured() -> None:
    _, _, _, engine, thinking, _, rows, size = (Fraction(cell) for cell in measured("| | events a second", "PostgreSQL"))
    assert (engine, thinking, rows, size) == (SUM[6], SUM[7], SUM[10], SUM[12])


def test_the_ratio_of_workers_is_that_of_their_rates() -> None:
    (one, _), (four, ratio) = (measured("| workers | answers", str(workers)) for workers in (1, 4))
    assert float(four) / float(one) == pytest.approx(float(ratio), abs=0.05)


def test_every_figure_for_operators_that_is_named_exists() -> None:
    known = {metric.name for metric in Measures().registry.collect()} | LOOKED_UP
    named = set(re.findall(r"\badjuster_[a-z_]+", PAGE))
    assert {name.removesuffix("_total") for name in named} <= known
    assert set(re.findall(r'line="(\w+)"', PAGE)) <= {line.name for line in LINES}


def test_every_setting_and_command_that_is_named_exists() -> None:
    assert set(re.findall(rf"\b{PREFIX}([A-Z_]+)", PAGE)) <= {name.upper() for name in Settings.model_fields}
    commands = {command.callback.__name__ for command in app.registered_commands if command.callback}
    groups = {group.name for group in app.registered_groups}
    assert set(re.findall(r"(?<=[ `])adjuster ([a-z]+)", PAGE)) <= commands | groups


def test_every_benchmark_that_is_named_can_be_run() -> None:
    named = set(re.findall(r"tests\.benchmarks\.\w+", PAGE))
    assert named
    assert all(importlib.util.find_spec(name) for name in named)


def test_what_it_says_of_lines_connections_and_keeping_is_so() -> None:
    assert f"does {SENDING.at_once} jobs of the line `{SENDING.name}` at once and looks for more every {SENDING.look_s} seconds" in PAGE
    assert f"looking every {SOLVING.look_s} seconds" in PAGE
    assert f"{PUBLISHING.at_once} at once in a worker, looking every {PUBLISHING.look_s} seconds" in PAGE
    assert f"opens {POOL['pool_size'] + POOL['max_overflow'] + 1} at most" in PAGE
    assert f"jobs go after {JOBS_KEPT.days} days" in PAGE


def test_the_sum_counts_its_lines_without_a_gap() -> None:
    assert all(after == before + 1 for before, after in pairwise(sorted(SUM)))
