"""Every hard rule of the model, judged on the finished plan. The names are those of the model."""

from __future__ import annotations

from service.checker.rule import PlanRule
from service.checker.rules import days, races, rolling, spacing, strength, whole, windows
from service.checker.rules.places import UNARY

PLAN_RULES = (
    PlanRule("load-cap", windows.load_cap),
    PlanRule("max-hard", windows.max_hard, ("D6",)),
    PlanRule("max-runs", windows.max_runs, ("D6",)),
    PlanRule("min-rest-days", windows.min_rest_days),
    PlanRule("rest-by", windows.rest_by),
    PlanRule("cross-training-max", windows.cross_training_max, ("D9",)),
    PlanRule("run-minutes-cap", windows.run_minutes_cap),
    PlanRule("hard-to-hard", spacing.hard_to_hard, ("R2.7-1", "K21", "K22", "K24")),
    PlanRule("hard-to-long", spacing.hard_to_long, ("R2.7-2",)),
    PlanRule("long-to-hard", spacing.long_to_hard, ("R2.7-2",)),
    PlanRule("long-to-long", spacing.long_to_long, ("R2.7-9", "S4-04")),
    PlanRule("after-long", spacing.after_long, ("R2.7-10", "S4-03")),
    PlanRule("strength-spacing", strength.strength_spacing, ("R2.7-6", "S1-16", "K28", "K29")),
    PlanRule("insertions", whole.insertions),
    PlanRule("speed-strength-rest", strength.speed_strength_rest, ("R2.7-8", "S1-15")),
    PlanRule("race-spacing", races.race_spacing, ("R2.7-3", "R2.7-4", "R2.7-5")),
    PlanRule("rest-in-seven", rolling.rest_in_seven, ("S0-21",)),
    PlanRule("load-ceiling", rolling.load_ceiling, ("S3-23", "K14", "K15")),
    PlanRule("run-spike", rolling.run_spike, ("S1-37", "K16")),
    PlanRule("hard-count", rolling.hard_count),
    PlanRule("sessions-per-day", days.sessions_per_day),
    PlanRule("one-run-a-day", days.one_run_a_day),
    PlanRule("no-new-double", days.no_new_double),
    PlanRule("minutes-per-day", days.minutes_per_day),
    PlanRule("training-days", days.training_days, ("D6",)),
    PlanRule("no-make-up", whole.no_make_up, ("S2-41",)),
    PlanRule("group-together", whole.group_together),
    PlanRule("after-sequence", spacing.after_sequence, ("G15",)),
    PlanRule("needless-moves", whole.needless_moves, ("S0-32",)),
)

RULES: tuple[str, ...] = tuple(rule.name for rule in (*UNARY, *PLAN_RULES))
"""The names of all hard rules, in the order of the model."""
