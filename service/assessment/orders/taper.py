"""The two weeks before an A-race (ruling G4): openers stay, nothing is inserted, nothing moves into the last days."""

from __future__ import annotations

from collections.abc import Iterator

from service.assessment.orders.ask import Ask
from service.assessment.orders.case import Case
from service.domain.directives import DayRule, DayRuleKind
from service.domain.plan import Race, RacePriority
from service.kit.weeks import days, plus


def races_near(case: Case) -> tuple[Race, ...]:
    """A-races from today to the end of the taper's reach."""
    if not case.policy.on("G4") or not case.policy.on("K36"):
        return ()
    until = plus(case.today, case.policy.thresholds.taper_days)
    return tuple(race for race in case.plan.races if race.priority is RacePriority.A and case.today <= race.date <= until)


def day_rules(case: Case) -> Iterator[DayRule]:
    still = case.policy.spacing.taper_still_days
    for race in races_near(case):
        for day in days(plus(race.date, -still), plus(race.date, -1)):
            yield DayRule(day, DayRuleKind.NO_MOVE_IN, "taper", ("G4",))


def protected(case: Case) -> Ask[tuple[str, ...]] | None:
    """Openers of the taper: may be shortened, never dropped."""
    reach = case.policy.thresholds.taper_days
    tapers = [(plus(race.date, -reach), plus(race.date, -1)) for race in races_near(case)]
    openers = [session for session in case.planned if session.opener and session.date >= case.today]
    ids = tuple(session.id for session in openers if any(start <= session.date <= end for start, end in tapers))
    return Ask(ids, ("G4", "K36")) if ids else None


def no_insertions(case: Case) -> Ask[bool] | None:
    return Ask(value=False, rows=("G4", "K36")) if races_near(case) else None
