"""How soon a coach should look at a proposal, as one whole number: the larger, the sooner.

    10000 x urgency of the referral (emergency 3, prompt 2, routine 1, none 0)
   + 1000 x level (0 to 5)
   +  100 - days to the next race, where that is less than 100 days away

Among equals the one that has waited longest comes first.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from service.documents.plan_model import PlanDocument
from service.domain.assessment import Urgency
from service.domain.session import Kind, Status

URGENCY = {Urgency.EMERGENCY: 3, Urgency.PROMPT: 2, Urgency.ROUTINE: 1}
FAR_DAYS = 100
RACE_WEEK_DAYS = 7


def risk_of(level: int, urgency: Urgency | None, days_to_race: int | None) -> int:
    near = 0 if days_to_race is None else max(0, FAR_DAYS - days_to_race)
    return 10_000 * (0 if urgency is None else URGENCY[urgency]) + 1_000 * level + near


def days_to_race(plan: PlanDocument, today: date) -> int | None:
    """Days until the next race; 0 on its day, None when there is none ahead."""
    ahead = [(day - today).days for day in _race_days(plan) if day >= today]
    return min(ahead, default=None)


def is_race_week(days: int | None) -> bool:
    return days is not None and days <= RACE_WEEK_DAYS


def _race_days(plan: PlanDocument) -> Iterator[date]:
    yield from (race.date for race in plan.races or ())
    for session in plan.sessions:
        if session.kind is Kind.RACE and session.date is not None and session.status is not Status.CANCELLED:
            yield session.date
