"""Quiet when quiet is right: believable weeks with mild reports, and every change that was made all the same.

Run with `uv run python -m tests.benchmarks.quiet_run`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tests.support.samples import PLANS, answer, as_json

WEEKS_PER_PLAN = 4
RUNNERS = (
    "10k",
    "5k-beginner",
    "fitness-runner",
    "half-marathon-km",
    "half-marathon-miles",
    "marathon-16-weeks",
    "masters-strength",
    "plan-a",
    "olympic-triathlon",
    "road-cyclist",
)
MILD: tuple[dict[str, Any], ...] = (
    {"heaviness": 3, "timing": "middle"},
    {"heaviness": 4, "timing": "start", "eased": "yes", "eased_after_min": 10},
    {"heaviness": 5, "timing": "late"},
    {"heaviness": 3, "timing": "whole"},
)


def believable_weeks() -> Iterator[tuple[str, dict[str, Any]]]:
    """Forty requests: ten plans, four weeks each, one mild report after a session of that week."""
    for place, plan_name in enumerate(RUNNERS):
        plan = json.loads((PLANS / f"{plan_name}.json").read_text("utf-8"))
        legs = [s for s in plan["sessions"] if s["sport"] in {"run", "bike"} and s["kind"] != "race"]
        first = date.fromisoformat(plan["sessions"][0]["date"])
        for week in range(WEEKS_PER_PLAN):
            monday = first + timedelta(days=7 * (3 + week))
            session = [s for s in legs if monday <= date.fromisoformat(s["date"]) < monday + timedelta(days=7)][(place + week) % 3]
            yield f"{plan_name}, week {4 + week}", _request(plan, session, MILD[(place + week) % len(MILD)])


def _request(plan: dict[str, Any], session: dict[str, Any], mild: dict[str, Any]) -> dict[str, Any]:
    zone = ZoneInfo(plan["timezone"])
    seen = datetime.combine(date.fromisoformat(session["date"]), datetime.min.time(), zone).replace(hour=19)
    report = {"id": "r-1", "observed_at": seen.isoformat(), "session_id": session["id"], "sport": session["sport"], **mild}
    return {
        "schema": "adjust-request/1", "now": seen.replace(hour=21).isoformat(), "plan": plan,
        "athlete": {"timezone": plan["timezone"], "training_age_months": 36, "cross_training": ["bike", "swim"]},
        "reports": [{"schema": "report/1", **report}],
    }  # fmt: skip


def main() -> None:
    """Print one line per week that was changed, then the share that was left alone."""
    quiet = total = 0
    for name, raw in believable_weeks():
        out = as_json(answer(raw))
        total += 1
        quiet += out["outcome"] == "no_change"
        for change in out["changes"]:
            reasons = "; ".join(reason["text"] for reason in change["reasons"])
            print(f"{name:32} {out['assessment']['class']:14} level {out['assessment']['level']}  {change['key']:24} {reasons}")
    print(f"{quiet} of {total} weeks left alone ({100 * quiet / total:.0f} %)")


if __name__ == "__main__":
    main()
