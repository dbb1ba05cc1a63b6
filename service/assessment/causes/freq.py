"""FREQ: more sessions a week, and no more recovery for them."""

from __future__ import annotations

from collections.abc import Iterable

from service.assessment.causes.case import FOUR_WEEKS, ONE_WEEK, Case, is_training, tag
from service.domain.assessment import Tag, TagName
from service.domain.classes import is_easy, is_leg_session
from service.domain.history import DoneSession


def find(case: Case) -> Tag | None:
    """A run more than usual in seven days, without more days of rest or easy running (S2-18)."""
    if case.heavy is None:
        return None
    rows = case.acting({"S2-18": more_often_than_usual(case) and not _more_gentle_days(case)})
    return tag(TagName.FREQ, sure=rows)


def more_often_than_usual(case: Case) -> bool:
    """Sessions of the affected sport in seven days, against the weekly mean of 28 days."""
    if not case.has_history(FOUR_WEEKS):
        return False
    usual = len(_of_the_sport(case, case.done_in(FOUR_WEEKS))) * ONE_WEEK / FOUR_WEEKS
    return len(_of_the_sport(case, case.done_in(ONE_WEEK))) >= usual + case.policy.causes.freq_runs_over_mean


def _of_the_sport(case: Case, done: Iterable[DoneSession]) -> list[DoneSession]:
    sport = case.features.affected_sport
    return [d for d in done if is_leg_session(d.session, case.policy.sessions) and sport in (None, d.sport)]


def _more_gentle_days(case: Case) -> bool:
    return _gentle_days(case, ONE_WEEK) > _gentle_days(case, FOUR_WEEKS) * ONE_WEEK / FOUR_WEEKS


def _gentle_days(case: Case, days: int) -> int:
    """Dates that held nothing but rest or easy sessions."""
    demanding = {d.date for d in case.done_in(days) if is_training(d) and not is_easy(d.session, case.policy.sessions)}
    return days - len(demanding)
