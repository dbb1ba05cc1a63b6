"""The table of levels written out by hand, without the assessment, for problems made from seeds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from math import ceil
from random import Random

from service.domain.athlete import Athlete
from service.domain.classes import is_hard_on_legs, is_leg_session
from service.domain.directives import CrossTraining, DayRule, DayRuleKind, Directives, Scope, Window
from service.domain.history import Timeline
from service.domain.plan import Plan
from service.domain.session import Sport
from tests.support.builders import POLICY


def directives_by_hand(rng: Random, plan: Plan, timeline: Timeline, athlete: Athlete, sport: Sport) -> Directives:
    """The table of levels written out by hand, with standing rules of single dates now and then."""
    level = rng.choice([0, 1, 1, 2, 2, 3, 3, 4])
    row = POLICY.levels.rows[level]
    anchor = timeline.today - timedelta(days=rng.choice([0, 0, 0, 1, 2, 4]))
    day0 = anchor if any(s.date == anchor for s in timeline.open) else anchor + timedelta(days=1)
    affected = None if level == 0 else rng.choice([sport, sport, None])
    first = day0 if row.first_hard_from_day0 else anchor

    def window(name: str, start: date, factor: float, max_hard: int | None, *, is_first: bool) -> Window:
        end = start + timedelta(days=6)
        inside = [s for s in plan.between(start, end) if not s.is_off and not s.is_race]
        load = sum(s.load for s in inside)
        legs = [
            s
            for s in inside
            if is_leg_session(s, POLICY.sessions) and s.sport is not Sport.STRENGTH and (affected is None or s.sport is affected)
        ]
        hard = sum(is_hard_on_legs(s, POLICY.sessions) for s in legs)
        runs = len(legs) if level < 2 else len(legs) - 1 if level == 2 else ceil(len(legs) / 2)
        return Window(
            name, start, end, None if level == 0 else load * factor, None if max_hard is None else min(max_hard, hard),
            runs if is_first and level else None, row.rest_days if is_first or level else 1,
        )  # fmt: skip

    w1 = window("W1", day0, row.load_factor_w1, row.max_hard_w1, is_first=True)
    w2 = window("W2", day0 + timedelta(days=7), row.load_factor_w2, row.max_hard_w2, is_first=False)
    base = Directives(
        level=level, anchor=anchor, day0=day0, w1=w1, w2=w2, affected_sport=affected,
        hard_scope=Scope.LEGS if level >= 3 else Scope.AFFECTED, long_max_ratio=row.long_ratio, long_easy=row.long_easy,
        move_days=row.move_days,
    )  # fmt: skip
    if level == 0:
        return replace(base, day_rules=_day_rules(rng, timeline.today) if rng.random() < 0.6 else ())
    modalities = tuple(m for m in athlete.cross_training if m.value != sport.value)
    return replace(
        base,
        first_hard_on=first + timedelta(days=row.first_hard_days),
        first_strength_on=first + timedelta(days=row.first_strength_days),
        first_long_on=anchor + timedelta(days=row.first_long_days),
        first_speed_on=w1.end + timedelta(days=1) if level == 3 and rng.random() < 0.5 else None,
        cross_training=CrossTraining(row.cross_min, row.cross_max, modalities),
        rest_by=day0 + timedelta(days=row.rest_within_days - 1) if row.rest_within_days else None,
        day_rules=_day_rules(rng, timeline.today) if rng.random() < 0.3 else (),
        **_now_and_then(rng, base, timeline.today),
    )


def _now_and_then(rng: Random, base: Directives, today: date) -> dict[str, object]:
    draw = rng.random()
    if draw < 0.08:
        return {"rest_dates": (today + timedelta(days=1),), "hard_scope": Scope.ALL}
    if draw < 0.2:
        return {"core_min": 2, "easy_until": base.w1.end, "easy_share_kept": 0.9, "run_minutes_cap": 240}
    if draw < 0.26:
        return {"max_session_minutes": 40}
    if draw < 0.3:
        return {"ease_only": True}
    return {}


def _day_rules(rng: Random, today: date) -> tuple[DayRule, ...]:
    day = today + timedelta(days=rng.choice([0, 1, 1, 2, 3]))
    return (DayRule(day, rng.choice(list(DayRuleKind)), "sleep", ("S1-35",)),)
