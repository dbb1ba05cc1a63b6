"""Whether the goal itself deserves a second look."""

from __future__ import annotations

from service.assessment.causes.case import Case
from service.domain.plan import RacePriority


def needs_goal_review(case: Case) -> bool:
    """An A-race within twelve weeks and an illness of more than 14 days behind or still there (S4-30)."""
    if not case.policy.on("S4-30"):
        return False
    numbers, illness, today = case.policy.causes, case.features.illness, case.features.today
    lasted = illness.days
    if lasted is None and illness.since is not None:
        lasted = ((illness.end or today) - illness.since).days + 1
    return (
        lasted is not None
        and lasted > numbers.goal_review_illness_days
        and any(r.priority is RacePriority.A and 0 <= (r.date - today).days < numbers.goal_review_race_days for r in case.plan.races)
    )
