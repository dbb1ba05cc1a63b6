"""The day after a long session is short and easy."""

from __future__ import annotations

from service.solver.constraints.base import acts
from service.solver.problem import Problem, share, share_sequence, share_up
from service.solver.spacing import Item, items
from service.solver.traits import Traits
from service.solver.variables import Choices


def _is_free(one: Item, other: Item) -> bool:
    if one.planned.id == other.planned.id or not one.traits.is_same_sport(other.traits):
        return True
    stood_so = one.is_kept and other.is_kept and other.home - one.home == 1
    return stood_so or share_sequence(one.planned, other.planned)


class AfterLong:
    """On the date after a LONG, or a run almost as long as the longest, a leg session of the sport is EASY and short."""

    name = "after-long"
    rows: tuple[str, ...] = ("R2.7-10", "S4-03")

    def applies_to(self, problem: Problem) -> bool:
        return acts(problem, self.rows)

    def post(self, choices: Choices, problem: Problem) -> None:
        ratio = problem.policy.spacing.after_long_ratio
        almost = share_up(problem.policy.spacing.long_of_longest_ratio, problem.longest_run)

        def is_long(traits: Traits) -> bool:
            return traits.long or (traits.run and 0 < almost <= traits.minutes)

        followers = items(choices, lambda traits: traits.leg)
        for day, longs in items(choices, is_long).items():
            for one in longs:
                most = share(ratio, one.traits.minutes)
                for other in followers.get(day + 1, ()):
                    if not (other.traits.easy and other.traits.minutes <= most) and not _is_free(one, other):
                        choices.keep_from_meeting(one, other)
