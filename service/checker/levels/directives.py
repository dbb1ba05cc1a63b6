"""The first level: what the directives ask the week to still hold."""

from __future__ import annotations

from fractions import Fraction
from math import ceil

from service.checker.case import Case, now_of, within
from service.checker.words import is_core_work, is_training, of_affected_sport
from service.domain.classes import is_easy, is_endurance, is_run
from service.domain.forms import Form
from service.domain.session import PlannedSession

SESSIONS_TO_LEAVE = 2


def directives_unmet(case: Case) -> int:
    """What is missing of the wished-for content: an aim, never a rule (ruling D4)."""
    parts = (_cross, _two_left, _easy_left, _easy_volume, _core, _first_easy)
    return sum(part(case) for part in parts) if case.policy.on("D4") else 0


def _cross(case: Case) -> int:
    """Cross-training that is wanted once a run gives way."""
    directives, w1 = case.directives, case.directives.w1
    given_up = (Form.DROPPED, Form.CROSS)
    gives_way = any(s.was is not None and w1.holds(s.was.date) and is_run(s.was) and s.form in given_up for s in case.movable)
    if not directives.cross_training.modalities or not gives_way:
        return 0
    swapped = sum(s.form is Form.CROSS and w1.holds(s.now.date) for s in case.present)
    planned = sum(
        s.was is not None and s.kept and w1.holds(s.was.date) and w1.holds(s.now.date)
        and is_easy(s.was, case.policy.sessions) and not is_run(s.was)
        for s in case.present
    )  # fmt: skip
    return max(0, directives.cross_training.min - swapped - planned)


def _two_left(case: Case) -> int:
    """An athlete who trains keeps two sessions of the week (levels 1 to 4): only red flags, injury and fever stop (C8)."""
    if not 1 <= case.directives.level <= 4 or not case.policy.on("C8"):
        return 0

    def counts(session: PlannedSession) -> bool:
        inside = case.directives.w1.holds(session.date) and session.date not in case.directives.rest_dates
        return inside and not session.is_off and is_training(session, case.policy)

    planned = sum(s.was is not None and counts(s.was) for s in case.movable)
    left = sum(counts(s.now) for s in case.movable)
    return max(0, min(SESSIONS_TO_LEAVE, planned) - left)


def _easy_left(case: Case) -> int:
    """An easy session of the affected sport stays in W1 (levels 1 to 3)."""
    if not 1 <= case.directives.level <= 3:
        return 0
    planned = [s.was for s in case.movable if s.was is not None and case.directives.w1.holds(s.was.date)]
    left = within(now_of(case.present), case.directives.w1)
    return int(any(_easy_of_affected(case, s) for s in planned) and not any(_easy_of_affected(case, s) for s in left))


def _easy_of_affected(case: Case, session: PlannedSession) -> bool:
    return is_easy(session, case.policy.sessions) and of_affected_sport(session, case.directives, case.policy)


def _easy_volume(case: Case) -> int:
    """Form falls apart at speed, so the easy minutes stay."""
    share = case.directives.easy_share_kept
    if share is None:
        return 0
    planned = sum(s.minutes for s in within(case.planned, case.directives.w1) if _easy_of_affected(case, s))
    now = sum(s.minutes for s in within(now_of(case.present), case.directives.w1) if _easy_of_affected(case, s))
    return int(now < ceil(Fraction(str(share)) * planned))


def _core(case: Case) -> int:
    held = sum(is_core_work(s) for s in within(now_of(case.present), case.directives.w1))
    return max(0, case.directives.core_min - held)


def _first_easy(case: Case) -> int:
    """From level 3 on the first session on the legs after the protected dates is easy."""
    directives = case.directives
    if directives.level < 3:
        return 0
    first = directives.first_hard_on or directives.day0
    on_legs = [
        s.now for s in case.present
        if first <= s.now.date <= directives.w2.end and is_endurance(s.now) and of_affected_sport(s.now, directives, case.policy)
    ]  # fmt: skip
    start = min((s.date for s in on_legs), default=None)
    return int(any(s.date == start and not is_easy(s, case.policy.sessions) for s in on_legs))
