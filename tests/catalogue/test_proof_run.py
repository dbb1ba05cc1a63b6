"""Switching a row off is felt by every policy, and the trace sees who asks."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from service.documents.policy import load_policy
from service.domain.policy import Policy
from tests.catalogue.prove_rows import Baseline
from tests.catalogue.row_trace import RowTrace
from tests.conftest import switch_off


@pytest.fixture
def restored(monkeypatch):
    """`Policy.on` as it was, after the test."""
    monkeypatch.setattr(Policy, "on", Policy.on)


@pytest.mark.usefixtures("restored")
def test_a_row_that_is_off_does_not_act_in_any_policy():
    switch_off("S0-21")
    assert not load_policy().on("S0-21")
    assert not replace(load_policy(), version=2).on("S0-21")


@pytest.mark.usefixtures("restored")
def test_all_other_rows_go_on_acting():
    switch_off("S0-21")
    assert load_policy().on("S0-22")
    assert not replace(load_policy(), switched_off=frozenset({"S0-22"})).on("S0-22")


@pytest.mark.usefixtures("restored")
def test_the_trace_tells_a_test_from_its_file(tmp_path):
    trace = RowTrace(tmp_path / "result.json")
    trace.pytest_configure()
    trace.now = "tests/a.py::test_b"
    load_policy().on("S0-01")
    trace.shared = False
    load_policy().on("S0-02")
    assert trace.by_file == {"tests/a.py": {"S0-01"}}
    assert trace.by_test == {"tests/a.py::test_b": {"S0-02"}}


def test_only_the_chosen_tests_run_and_in_that_order(tmp_path):
    items = [SimpleNamespace(nodeid=name) for name in ("a", "b", "c[::]")]
    RowTrace(tmp_path / "result.json", only=["c[::]", "a"]).pytest_collection_modifyitems(items)
    assert [item.nodeid for item in items] == ["c[::]", "a"]


def test_tests_that_name_the_row_come_first_then_the_quickest_and_broken_ones_not_at_all():
    here = f"{Path(__file__).relative_to(Path.cwd())}::test"
    seconds = {"slow": 9.0, "quick": 0.1, here: 2.0, "broken": 0.0}
    base = Baseline({"S0-21": ["slow", "quick", "broken", here]}, frozenset({"broken"}), seconds)
    assert base.batches_of("S0-21") == ([here], ["quick"], ["slow"])
    assert base.batches_of("S0-22") == ([], [], [])


def test_no_more_tests_are_tried_than_the_budget_allows():
    base = Baseline({"S0-21": ["quick", "endless"]}, frozenset(), {"quick": 0.1, "endless": 1000.0})
    assert base.batches_of("S0-21") == ([], ["quick"], [])


def test_every_row_acts_in_service():
    """The test below runs this one with a row off."""
    assert load_policy().on("S0-21")


@pytest.mark.parametrize(("row", "outcome"), [("S0-21", pytest.ExitCode.TESTS_FAILED), ("S0-22", pytest.ExitCode.OK)])
def test_a_test_that_rests_on_a_row_fails_without_it(row, outcome):
    test = f"{Path(__file__)}::{test_every_row_acts_in_service.__name__}"
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"--row-off={row}", test], capture_output=True, check=False
    )
    assert run.returncode == outcome
