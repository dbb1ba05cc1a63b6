"""Load does not jump."""

from __future__ import annotations

from datetime import timedelta
from math import floor

from service.solver.constraints.base import acts
from service.solver.problem import Problem, exact
from service.solver.variables import Choices
from service.solver.window import Span


def _planned_load(problem: Problem, span: Span) -> int:
    return sum(s.traits.load for s in problem.reference_in(span) if not s.traits.race)


def has_history(problem: Problem) -> bool:
    """Enough of a past to compare with: some weeks of it, and more than a start."""
    spacing, timeline = problem.policy.spacing, problem.brief.timeline
    if not timeline.done or (timeline.today - timeline.done[0].date).days < spacing.ramp_needs_history_days:
        return False
    recent = timeline.done_between(timeline.today - timedelta(days=28), timeline.today - timedelta(days=1))
    return sum(d.minutes for d in recent) >= 4 * spacing.ramp_floor_weekly_minutes


class LoadCeiling:
    """Seven dates in a row hold at most 1.30 of the weekly load of the three weeks before, or as much as they held."""

    name = "load-ceiling"
    rows: tuple[str, ...] = ("S3-23", "K14", "K15")

    def applies_to(self, problem: Problem) -> bool:
        return acts(problem, self.rows) and (has_history(problem) or not problem.policy.on("D3"))

    def post(self, choices: Choices, problem: Problem) -> None:
        ratio = exact(problem.policy.spacing.load_ceiling_ratio)
        for last in range(problem.last + 1):
            week, before = Span(last - 6, last), Span(last - 27, last - 7)
            given = sum(f.traits.load for f in problem.facts_in(week) if not f.traits.race)
            ceiling = floor(ratio * _planned_load(problem, before) / 3)
            bound = max(ceiling, _planned_load(problem, week))
            choices.at_most(choices.load_in(week), bound - given)
