"""Every sample request gets an answer that a coach can trust: proved, checked, explained."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from service.rules import find_rule
from tests.support.samples import REQUESTS, answer, as_json, raw_request, without_times

NAMES = [path.stem for path in REQUESTS]


def test_there_are_the_fifteen_scenarios_and_at_least_fifteen_more() -> None:
    scenarios = {name[:5] for name in NAMES if name.startswith("sc-")}
    assert len(scenarios) == 15
    assert len([name for name in NAMES if not name.startswith("sc-")]) >= 15


@pytest.mark.parametrize("name", NAMES)
def test_every_change_has_a_reason_from_the_catalogue_and_every_missed_goal_a_cause(name: str) -> None:
    adjustment = as_json(answer(raw_request(name)))
    for change in adjustment["changes"]:
        rows = [row for reason in change["reasons"] for row in reason["rows"]]
        assert rows, change["key"]
        assert [row for row in rows if find_rule(row) is None] == [], change["key"]
    assert [goal for goal in adjustment["goals"] if not goal["met"] and not goal["because"]] == []
    assert adjustment["check"]["violations"] == []
    assert [row for row in adjustment["assessment"]["rules"] if find_rule(row) is None] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_level_is_proved(name: str) -> None:
    solver = as_json(answer(raw_request(name)))["solver"]
    assert solver["status"] in {"optimal", "not_needed"}
    assert [level for level in solver["levels"] if not level["proved"]] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_order_of_sessions_and_reports_changes_nothing(name: str) -> None:
    raw = raw_request(name)
    before = without_times(answer(raw))
    shuffled = json.loads(json.dumps(raw))
    random.Random(7).shuffle(shuffled["plan"]["sessions"])
    random.Random(8).shuffle(shuffled["reports"])
    after = without_times(answer(shuffled))
    assert _in_order(after) == _in_order(before)


def _in_order(adjustment: dict[str, Any]) -> dict[str, Any]:
    """The answer with the sessions of its plans sorted: a plan keeps the order that it came in."""
    for plan in (adjustment["plan"], *(other["plan"] for other in adjustment["alternatives"])):
        plan["sessions"].sort(key=lambda session: session["id"])
    return adjustment


@pytest.mark.parametrize("name", ["sc-06-three-days-and-strain", "sc-07-worse-week-to-week", "marathon-poor-sleep-and-stress"])
def test_another_process_gives_the_same_bytes(name: str) -> None:
    program = (
        "import json, sys; from tests.support.samples import answer, raw_request, without_times;"
        "sys.stdout.write(json.dumps(without_times(answer(raw_request(sys.argv[1])))))"
    )
    root = Path(__file__).parents[2]
    runs = [
        subprocess.run(
            [sys.executable, "-c", program, name], cwd=root, env={"PYTHONHASHSEED": seed, "PATH": ""}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]
    assert json.loads(runs[0]) == without_times(answer(raw_request(name)))


@pytest.mark.parametrize("name", NAMES)
def test_an_accepted_answer_fed_back_does_not_compound(name: str) -> None:
    """Same state, same reports: the accepted plan is its own answer."""
    raw = raw_request(name)
    first = as_json(answer(raw))
    if first["outcome"] in {"no_plan_fits", "not_decided"}:
        pytest.fail("a sample request must be answered")
    again = as_json(answer({**raw, "plan": first["plan"], "state": raw.get("state")}))
    assert again["changes"] == []
    assert again["plan"]["sessions"] == first["plan"]["sessions"]
    assert again["goals"] == first["goals"], "goals are judged against the coach's version, for the reasons of then"
