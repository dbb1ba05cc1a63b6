"""A warning sign is told at once to the people who look after the athlete, and again until somebody has looked."""

from __future__ import annotations

import json
from datetime import timedelta

from service.documents.assessment import AssessmentPart
from service.domain.assessment import Urgency
from service.jobs.enqueuing import enqueue
from service.jobs.kinds import JobKind
from service.store.repositories.assessments import AssessmentRecord
from service.store.repositories.notifications import NotificationRecord
from service.store.tables import NotificationKind
from service.store.unit_of_work import UnitOfWork

AGAIN_AFTER = timedelta(hours=2)
LETTERS_APART = timedelta(minutes=15)
URGENT = frozenset({Urgency.EMERGENCY, Urgency.PROMPT})


def is_new(assessment: AssessmentPart, before: AssessmentRecord | None) -> bool:
    """Whether it holds an urgent sign that the assessment before did not: each is told once, not with every further report."""
    return bool(_signs(assessment) - (set() if before is None else _signs(AssessmentPart.model_validate_json(before.document))))


def raise_alert(work: UnitOfWork, athlete_id: str, adjustment_id: str | None) -> None:
    """Letters to the athlete's coaches and their deputies, now and in two hours, and an event for other programs.

    Without an adjustment (the athlete has no plan) nothing can be opened, and the second letter says so.
    """
    work.events.emit("referral.raised", adjustment_id or athlete_id, athlete_id)
    for coach in work.coaches.of_athlete(athlete_id):
        write_letter(work, NotificationKind.RED_FLAG, athlete_id, adjustment_id, coach.id, timedelta())
        write_letter(work, NotificationKind.RED_FLAG_AGAIN, athlete_id, adjustment_id, coach.id, AGAIN_AFTER)


def tell_unanswered(work: UnitOfWork, athlete_id: str) -> None:
    """What was reported of an athlete could not be answered here; their coaches hear of it, and have to ask.

    Of many such reports in a row each has its event, but the letters keep a distance: who gets thirty of them reads none.
    """
    work.events.emit("report.unanswered", athlete_id, athlete_id)
    for coach in work.coaches.of_athlete(athlete_id):
        last = work.notifications.last_letter(NotificationKind.UNANSWERED, coach.id, athlete_id)
        if last is None or last.due_at <= work.now:  # otherwise one is to come, which tells of this report too
            wait = timedelta() if last is None else max(last.due_at + LETTERS_APART - work.now, timedelta())
            write_letter(work, NotificationKind.UNANSWERED, athlete_id, None, coach.id, wait)


def write_letter(
    work: UnitOfWork, kind: NotificationKind, athlete_id: str, adjustment_id: str | None, coach_id: str, wait: timedelta
) -> NotificationRecord:
    """A letter and the job that sends it, in one transaction."""
    due = work.now + wait
    letter = work.notifications.add_letter(kind, due_at=due, coach_id=coach_id, athlete_id=athlete_id, adjustment_id=adjustment_id)
    enqueue(work.session, JobKind.SEND_NOTIFICATION, work.scope.org_id, letter.id, delay_s=wait.total_seconds(), key=letter.id)
    return letter


def _signs(assessment: AssessmentPart) -> set[str]:
    referral = assessment.referral
    codes = set(referral.codes) if referral is not None and referral.urgency in URGENT else set()
    return codes | {json.dumps([flag.code, flag.report_id]) for flag in assessment.state.open_flags}
