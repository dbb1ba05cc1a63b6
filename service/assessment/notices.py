"""Notes to the coach: what a person should know or decide."""

from __future__ import annotations

from datetime import timedelta

from service.assessment.causes import lea, load, shoes
from service.assessment.causes.case import Case
from service.assessment.goals import needs_goal_review
from service.assessment.habits import overdoes_easy_days
from service.assessment.line_conditions import holds
from service.assessment.occasion import ON_HOLD, Occasion
from service.assessment.questions import is_quiet
from service.assessment.wording import notice_text
from service.domain.assessment import Notice, TagName
from service.domain.history import Proof
from service.domain.report_class import ReportClass

CALL_LEVEL = 4
LIGHT_LEVEL = 3
SOON = timedelta(days=28)


def notices_for(occasion: Occasion) -> tuple[Notice, ...]:
    """In the order of the list below; a notice stands when all its rows act."""
    case, features = occasion.case, occasion.case.features
    wanted = {
        "a-person-decides": bool(features.gates),
        "safety-question-open": bool(features.note_flagged) and occasion.level < ON_HOLD,
        "coach-call": occasion.level == CALL_LEVEL,
        "week-trend": occasion.klass is ReportClass.P5_WEEK_TREND,
        "illness-day-three": _ill_for_days(case),
        "goal-review": needs_goal_review(case),
        "strain-stays": occasion.has(TagName.CAPACITY),
        "unplanned-extra": load.did_more_than_planned(case),
        "food-of-a-minor": not case.surely_adult and lea.fuel_weeks(case) >= case.policy.causes.lea_fuel_weeks,
        "feel-gap": _feels_other_than_legs(case),
        "easy-days-hard": overdoes_easy_days(case),
        "shoe-distance": shoes.shoe_km(case) >= case.policy.causes.shoe_note_km,
        "lighter-week-offer": occasion.level == LIGHT_LEVEL and _lighter_week_soon(case),
        "variety": holds("fitness_runner", occasion),
        "quiet": is_quiet(case),
        "history-assumed": _past_is_assumed(case),
    }
    notices = (notice_text(code) for code, stands in wanted.items() if stands)
    return tuple(notice for notice in notices if all(occasion.on(row) for row in notice.rows))


def _ill_for_days(case: Case) -> bool:
    illness = case.features.illness
    days = case.policy.causes.illness_tell_coach_days
    return illness.ongoing and illness.since is not None and (case.features.today - illness.since).days + 1 >= days


def _feels_other_than_legs(case: Case) -> bool:
    """Three points or more between the feeling before and the heaviness on the way (S1-01)."""
    report = case.deciding.report if case.deciding is not None else None
    if report is None or report.pre_run_feel is None or report.heaviness is None:
        return False
    return abs(report.heaviness - report.pre_run_feel) >= case.policy.causes.feel_gap


def _lighter_week_soon(case: Case) -> bool:
    """The coach labelled one of the next weeks as recovery (G8)."""
    today = case.features.today
    return any(week.recovery and today < week.start <= today + SOON for week in case.plan.weeks)


def _past_is_assumed(case: Case) -> bool:
    """Nobody confirms sessions, so the plan stands for the past (G11)."""
    return not case.timeline.ever_confirms and any(d.proof is Proof.ASSUMED for d in case.timeline.done)
