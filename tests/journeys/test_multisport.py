"""Triathletes and cyclists: the standard weekend is no fault, and heavy legs are no reason to swim less."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.samples import answer, as_json, raw_request

SPACING = {"LINT-SPACING", "LINT-LONG-SPACING", "LINT-AFTER-LONG", "LINT-HARDCOUNT", "LINT-REST", "LINT-SPEED-STRENGTH", "RPT-SEQ"}
TRIATHLETE = "triathlete-heavy-after-a-ride"
CYCLIST = "cyclist-five-heavy-rides"


def _at_level(name: str, level: int) -> dict[str, Any]:
    """The request with the coach's word that the level is so much."""
    raw = raw_request(name)
    day = raw["now"][:10]
    word = {
        "coach": "c-1", "scope": "level", "value": level, "reason": "To see each level on this plan", "created_at": raw["now"],
        "expires_on": day, "computed_level": None,
    }  # fmt: skip
    out = as_json(answer({**raw, "overrides": [word]}))
    assert out["assessment"]["level"] == level
    return out


@pytest.mark.parametrize("level", range(5))
@pytest.mark.parametrize("name", [TRIATHLETE, CYCLIST])
def test_the_standard_weekend_is_no_lint_at_any_level(name: str, level: int) -> None:
    assert [lint for lint in _at_level(name, level)["lints"] if lint["code"] in SPACING] == []


@pytest.mark.parametrize("level", range(3))
def test_no_swim_is_cut_for_heavy_legs_below_level_three(level: int) -> None:
    out = _at_level(TRIATHLETE, level)
    swims = {s["id"] for s in out["plan"]["sessions"] if s["sport"] == "swim"}
    assert [c["key"] for c in out["changes"] if c["session_id"] in swims] == []


@pytest.mark.parametrize("level", range(3))
def test_below_level_three_a_runner_is_not_made_to_ride_less_nor_a_rider_to_run_less(level: int) -> None:
    out = _at_level(TRIATHLETE, level)
    runs = {s["id"] for s in out["plan"]["sessions"] if s["sport"] == "run" and "group" not in s}
    cut = [c["key"] for c in out["changes"] if c["session_id"] in runs and c["action"] != "move"]
    assert cut == []
