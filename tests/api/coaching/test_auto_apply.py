"""Inside the limits that a coach has set, a proposal is accepted by itself, and says so."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.coached import SWOLLEN, Coached
from tests.support.plain import Json

ANSWERED: Json = {
    "observed_at": "2026-03-04T17:00:00Z", "is_run": True, "heaviness": 6, "timing": "whole", "flags": [], "fuelling": "ok", "sleep_h": 8.0,
    "sleep_quality": 4, "stress": 2, "soreness": 1, "pain": 0, "illness_now": "none", "travel": True,
}  # fmt: skip
"""Heavy legs after a journey, and no question left open."""
LIMITS: Json = {"max_level": 2, "max_changes": 3, "max_load_cut_pct": 30, "keep_key_sessions": True}


def _allow(coached: Coached, profile: Json | None = None, **limits: Any) -> None:
    facts = {"name": "Eva", "timezone": "Europe/Vienna", "profile": profile or {}, "auto_apply": LIMITS | limits}
    athlete = coached.call("GET", f"/athletes/{coached.athlete_id}")
    tag = int(athlete.headers["etag"].strip('"'))
    assert coached.call("PUT", f"/athletes/{coached.athlete_id}", tag=tag, json=facts).status_code == 200


def _report(coached: Coached) -> None:
    coached.report(**ANSWERED)
    coached.work_off()


def test_a_calm_proposal_becomes_the_plan_and_the_athlete_is_told(coached: Coached) -> None:
    _allow(coached)
    _report(coached)
    (item,) = coached.inbox("?status=accepted")
    assert (item["auto_applied"], item["resulting_version"], item["decided_by"]) == (True, 2, "assessor")
    assert coached.plan_version() == 2
    assert len(coached.get(f"/athletes/{coached.athlete_id}/messages")["items"]) == 1
    assert "adjustment.applied" in coached.audit()


def test_a_question_that_is_left_open_makes_it_wait(coached: Coached) -> None:
    _allow(coached, max_level=3, max_changes=50, max_load_cut_pct=100, keep_key_sessions=False)
    coached.report(**{name: value for name, value in ANSWERED.items() if name != "flags"})
    coached.work_off()
    assert (len(coached.inbox()), coached.plan_version()) == (1, 1)


def test_without_limits_it_waits(coached: Coached) -> None:
    _report(coached)
    assert (len(coached.inbox()), coached.plan_version()) == (1, 1)


@pytest.mark.parametrize("limit", [{"max_level": 1}, {"max_changes": 1}, {"max_load_cut_pct": 0}])
def test_beyond_a_limit_it_waits(coached: Coached, limit: Json) -> None:
    _allow(coached, **limit)
    _report(coached)
    assert (len(coached.inbox()), coached.plan_version()) == (1, 1)


def test_with_a_gate_it_waits(coached: Coached) -> None:
    _allow(coached, profile={"gates": ["cardiac"]})
    _report(coached)
    assert (len(coached.inbox()), coached.plan_version()) == (1, 1)


def test_a_red_flag_waits_whatever_the_limits(coached: Coached) -> None:
    _allow(coached, max_level=3, max_changes=50, max_load_cut_pct=100, keep_key_sessions=False)
    coached.report(**SWOLLEN)
    coached.work_off()
    assert (len(coached.inbox()), coached.plan_version()) == (1, 1)


def test_what_a_coach_asked_for_waits_for_the_coach(coached: Coached) -> None:
    _allow(coached)
    coached.report(**ANSWERED)
    made = coached.call("POST", f"/athletes/{coached.athlete_id}/adjustments").json()["adjustment"]
    assert (made["status"], coached.plan_version()) == ("proposed", 1)
