"""Habits of the last weeks that advice speaks of and that are no cause by themselves."""

from __future__ import annotations

from service.assessment.causes.case import FOUR_WEEKS, ONE_WEEK, Case
from service.domain.classes import is_easy, is_endurance, is_run
from service.domain.history import DoneSession


def overdoes_easy_days(case: Case) -> bool:
    """Easy sessions that cost 2 points more than planned twice in 14 days (S0-20), or too many above their ceiling (S2-26)."""
    easy = [d for d in case.done_in(2 * ONE_WEEK) if is_easy(d.session, case.policy.sessions) and d.rpe is not None]
    above = [d for d in easy if d.rpe is not None and d.rpe > case.policy.sessions.easy_rpe]
    numbers = case.policy.causes
    often = sum(_effort_over(d) >= numbers.easy_over for d in easy) >= numbers.easy_over_times
    much = bool(above) and len(above) >= numbers.easy_over_share * len(easy)
    return bool(case.acting({"S0-20": often, "S2-26": much}))


def runs_only(case: Case) -> bool:
    """Running and no other endurance sport for four weeks (S0-22)."""
    done = [d.session for d in case.done_in(FOUR_WEEKS) if is_endurance(d.session)]
    return bool(done) and all(is_run(session) for session in done)


def _effort_over(done: DoneSession) -> float:
    planned = done.session.rpe
    return 0.0 if done.rpe is None or planned is None else done.rpe - planned
