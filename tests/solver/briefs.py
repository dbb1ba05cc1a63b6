"""Briefs written by hand: what an assessment would ask, without asking one."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from service.domain.athlete import Athlete
from service.domain.brief import Brief
from service.domain.directives import CrossTraining, Directives, Scope, Window
from service.domain.history import read_timeline, reference_plan
from service.domain.plan import Plan
from service.domain.policy import Policy
from service.domain.session import Modality, Sport
from tests.support.builders import ATHLETE_A, PLAN_A, POLICY, at

SWAPS = (Modality.BIKE, Modality.POOL_RUN)


def a_window(name: str, start: date, **fields: Any) -> Window:
    return Window(
        name, start, start + timedelta(days=6), load_cap=fields.get("load_cap"), max_hard=fields.get("max_hard"),
        max_runs=fields.get("max_runs"), min_rest_days=fields.get("min_rest_days", 1),
    )  # fmt: skip


def directives(level: int, anchor: date | str, day0: date | str | None = None, **fields: Any) -> Directives:
    """The directives of a level that counts runs; `w1` and `w2` are given as fields of their windows."""
    start = date.fromisoformat(anchor) if isinstance(anchor, str) else anchor
    first = start + timedelta(days=1) if day0 is None else date.fromisoformat(day0) if isinstance(day0, str) else day0
    if level == 0:
        fields.setdefault("move_days", 0)
    row = POLICY.levels.rows[min(level, 4)]
    fields.setdefault("move_days", row.move_days)
    fields.setdefault("affected_sport", Sport.RUN)
    fields.setdefault("hard_scope", Scope.AFFECTED if level <= 2 else Scope.LEGS)
    fields.setdefault("cross_training", CrossTraining(row.cross_min, row.cross_max, SWAPS))
    return Directives(
        level=level, anchor=start, day0=first, w1=a_window("W1", first, **fields.pop("w1", {})),
        w2=a_window("W2", first + timedelta(days=7), **fields.pop("w2", {})), **fields,
    )  # fmt: skip


def a_brief(
    now: datetime, asked: Directives, plan: Plan = PLAN_A, athlete: Athlete = ATHLETE_A, policy: Policy = POLICY, **fields: Any,
) -> Brief:  # fmt: skip
    before = read_timeline(plan, now, (), athlete.timezone)
    reference = reference_plan(plan, before)
    return Brief(reference, read_timeline(reference, now, (), athlete.timezone), athlete, asked, policy, **fields)


def day(text: str) -> date:
    return date.fromisoformat(text)


def level_two(**fields: Any) -> Brief:
    """Heavy for a whole run on Wednesday: dates of level 2, caps of level 1."""
    asked = directives(
        2, "2026-03-04", first_hard_on=day("2026-03-06"), first_strength_on=day("2026-03-06"), first_long_on=day("2026-03-06"),
        w1={"load_cap": 1645.0, "max_runs": 5}, w2={"load_cap": 1645.0}, **fields.pop("asked", {}),
    )  # fmt: skip
    return a_brief(at("2026-03-04", "19:00"), asked, **fields)


def level_three(**fields: Any) -> Brief:
    """Two weeks that got heavier: level 3 on a Sunday evening."""
    first = day("2026-03-11")
    asked = directives(
        3, "2026-03-08", first_hard_on=first, first_strength_on=first, first_long_on=first, long_max_ratio=0.75, rest_by=first,
        w1={"load_cap": 1233.75, "max_hard": 1, "max_runs": 4, "min_rest_days": 2}, w2={"load_cap": 1480.5},
        **fields.pop("asked", {}),
    )  # fmt: skip
    return a_brief(at("2026-03-08", "20:00"), asked, **fields)


def level_four(**fields: Any) -> Brief:
    """Many heavy days and strain: nothing hard for a week."""
    first = day("2026-03-13")
    asked = directives(
        4, "2026-03-05", first_hard_on=first, first_strength_on=first, first_long_on=day("2026-03-09"), long_max_ratio=0.6,
        long_easy=True, rest_by=day("2026-03-07"),
        w1={"load_cap": 904.75, "max_hard": 0, "max_runs": 3, "min_rest_days": 2}, w2={"load_cap": 1316.0, "max_hard": 1},
        **fields.pop("asked", {}),
    )  # fmt: skip
    return a_brief(at("2026-03-05", "20:00"), asked, **fields)


def level_zero(**fields: Any) -> Brief:
    return a_brief(at("2026-03-03", "20:00"), directives(0, "2026-03-03", **fields.pop("asked", {})), **fields)
