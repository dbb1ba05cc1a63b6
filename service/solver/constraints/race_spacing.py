"""Time to recover after a race."""

from __future__ import annotations

from service.domain.policy.spacing import RaceRecovery
from service.domain.session import Kind, Sport
from service.solver.constraints.base import acts
from service.solver.problem import Problem
from service.solver.spacing import Item, came_after, items
from service.solver.variables import Choices


def find_class(problem: Problem, race: Item) -> str | None:
    """The class of the table `after_race`; None where it has no row for this."""
    spacing, traits = problem.policy.spacing, race.traits
    if traits.sport is Sport.BIKE:
        return "bike" if traits.minutes < spacing.bike_race_long_minutes else "long_bike"
    if not traits.run:
        return None
    if traits.minutes >= spacing.race_marathon_min_minutes:
        return "marathon"
    metres = _metres(problem, race)
    if race.session.kind is Kind.TEST or metres <= spacing.race_short_max_m:
        return "short"
    return "middle" if metres <= spacing.race_middle_max_m else "marathon"


def _metres(problem: Problem, race: Item) -> int:
    entry = problem.brief.plan.race_of(race.planned)
    if entry is not None and entry.distance_m is not None:
        return entry.distance_m
    if race.traits.metres is not None:
        return race.traits.metres
    return race.traits.minutes * 60_000 // problem.policy.sessions.default_pace_s_per_km[race.traits.sport.value]


ROWS_OF_CLASS = {
    "short": ("R2.7-3", "K23"), "middle": ("R2.7-4",), "marathon": ("R2.7-5", "K26"), "bike": ("G3",), "long_bike": ("G3",),
}  # fmt: skip
"""The catalogue rows behind each class."""


def find_recovery(problem: Problem, race: Item) -> RaceRecovery | None:
    """How long the race keeps others away."""
    name = find_class(problem, race)
    if name is None or not acts(problem, ROWS_OF_CLASS[name]):
        return None
    return problem.policy.spacing.after_race[name]


def _races(choices: Choices) -> dict[int, list[Item]]:
    """Races, and tests that are done in full."""
    found = items(choices, lambda traits: traits.endurance)
    return {day: [i for i in some if i.traits.race or i.session.kind is Kind.TEST] for day, some in found.items()}


def _keep_free(choices: Choices, race: Item, day: int, recovery: RaceRecovery) -> None:
    longest = max(recovery.any_run, recovery.hard, recovery.long)
    for later in range(day, day + longest):
        others: list[Item] = [*choices.problem.facts_on.get(later, ()), *choices.standing_on(later)]
        for other in others:
            if other.planned.id != race.planned.id and _is_too_soon(race, other, later - day, recovery):
                choices.keep_from_meeting(race, other)


def _is_too_soon(race: Item, other: Item, gap: int, recovery: RaceRecovery) -> bool:
    traits, wanted = other.traits, 0
    if gap == 0 and traits.start < race.traits.start:
        return False
    if traits.run:
        wanted = max(recovery.any_run, recovery.long if traits.long else 0)
    if traits.hard_leg:
        wanted = max(wanted, recovery.hard)
    if race.is_kept and other.is_kept and came_after(race, other):
        wanted = min(wanted, other.home - race.home)
    return gap < wanted


class RaceSpacing:
    """After a race or a test: no run, no hard session, no long run for as many dates as its class asks."""

    name = "race-spacing"
    rows: tuple[str, ...] = ("R2.7-3", "R2.7-4", "R2.7-5")

    def applies_to(self, problem: Problem) -> bool:
        return bool(problem.movers)

    def post(self, choices: Choices, problem: Problem) -> None:
        for day, races in _races(choices).items():
            for race in races:
                recovery = find_recovery(problem, race)
                if recovery is not None:
                    _keep_free(choices, race, day, recovery)
