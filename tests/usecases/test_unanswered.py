"""A job that fails again and again is told of to whoever looks after the athlete."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from service.errors import ServiceError
from service.jobs.kinds import JobKind
from service.jobs.records import list_open
from service.notifications import letters as letters_module
from service.platforms.http import TryLater
from service.store.tables import InboxStatus, NotificationKind
from service.usecases.alerts import LETTERS_APART, tell_unanswered
from service.usecases.services import Services
from service.worker.handlers import alarms
from tests.support.services import NOW, Club, SteppingClock

BROKEN = ServiceError("The solver is broken.")


@pytest.fixture
def athlete_id(services: Services, club: Club) -> str:
    with services.store.writing(club.office) as work:
        athlete = work.athletes.create(name="Eva", ref="eva", timezone="UTC", profile="{}")
        work.coaches.assign(athlete.id, club.coach_ids[0])
        return athlete.id


def a_report(services: Services, club: Club, clock: SteppingClock, athlete_id: str) -> None:
    with services.store.writing(club.office) as work:
        work.reports.add_report(athlete_id, id="rep_1", ref="rep_1", observed_at=work.now, withdrawn=False, document="{}")
    clock.pass_by(minutes=2)


def a_message(services: Services, club: Club, user: str = "eva") -> str:
    with services.store.writing(club.office) as work:
        id = work.inbox.add_once("standard", "message-1", kind="wellness.recorded", provider_user_id=user, document="{}")
        assert id is not None
        return id


def letters(services: Services, club: Club) -> list[tuple[NotificationKind, str | None]]:
    jobs = [record.job for record in list_open(services.store.engine) if record.job.kind is JobKind.SEND_NOTIFICATION]
    with services.store.reading(club.office) as work:
        found = [work.notifications.get(job.ids[1]) for job in jobs]
    return [(letter.kind, letter.coach_id) for letter in found]


def test_coaches_hear_of_a_report_that_is_not_answered(services: Services, club: Club, clock: SteppingClock, athlete_id: str) -> None:
    a_report(services, club, clock, athlete_id)
    alarms(services)[JobKind.ADJUST_PLAN](BROKEN, club.org_id, athlete_id)
    assert letters(services, club) == [(NotificationKind.UNANSWERED, club.coach_ids[0])]


def test_nobody_hears_of_a_plan_that_waits_to_be_looked_at_without_a_word_of_the_athlete(
    services: Services, club: Club, athlete_id: str
) -> None:
    alarms(services)[JobKind.ADJUST_PLAN](BROKEN, club.org_id, athlete_id)
    assert letters(services, club) == []


def test_whoever_ordered_an_answer_sees_for_themselves(services: Services, club: Club, clock: SteppingClock, athlete_id: str) -> None:
    a_report(services, club, clock, athlete_id)
    alarms(services)[JobKind.ADJUST_PLAN](BROKEN, club.org_id, athlete_id, "op_1")
    assert letters(services, club) == []


def test_coaches_hear_of_a_message_that_cannot_be_read(services: Services, club: Club, athlete_id: str) -> None:
    id = a_message(services, club)
    alarms(services)[JobKind.PROCESS_EVENT](BROKEN, club.org_id, id)
    assert letters(services, club) == [(NotificationKind.UNANSWERED, club.coach_ids[0])]


def test_a_platform_that_is_away_alarms_nobody(services: Services, club: Club, athlete_id: str) -> None:
    id = a_message(services, club)
    alarms(services)[JobKind.PROCESS_EVENT](TryLater("The platform did not answer."), club.org_id, id)
    assert letters(services, club) == []


def test_nobody_hears_of_what_was_settled_of_strangers_and_of_what_is_forgotten(services: Services, club: Club, athlete_id: str) -> None:
    tell = alarms(services)[JobKind.PROCESS_EVENT]
    id = a_message(services, club, "stranger")
    tell(BROKEN, club.org_id, id)
    with services.store.writing(club.office) as work:
        work.inbox.settle(id, InboxStatus.DONE)
    tell(BROKEN, club.org_id, id)
    tell(BROKEN, club.org_id, "in_unknown")
    assert letters(services, club) == []


def test_of_many_reports_in_a_row_the_first_and_the_last_are_told_by_a_letter(
    services: Services, club: Club, clock: SteppingClock, athlete_id: str
) -> None:
    def fails_after(minutes: int) -> list[datetime]:
        clock.pass_by(minutes=minutes)
        with services.store.writing(club.office) as work:
            tell_unanswered(work, athlete_id)
        jobs = [record.job for record in list_open(services.store.engine) if record.job.kind is JobKind.SEND_NOTIFICATION]
        with services.store.reading(club.office) as work:
            return sorted(work.notifications.get(job.ids[1]).due_at for job in jobs)

    first = NOW + timedelta(minutes=1)
    assert fails_after(1) == [first]
    assert fails_after(5) == [first, first + LETTERS_APART]
    assert fails_after(5) == [first, first + LETTERS_APART], "the second letter tells of the third report too"
    assert fails_after(60) == [first, first + LETTERS_APART, NOW + timedelta(minutes=71)]


def test_the_letter_says_whom_to_ask_and_nothing_of_what_was_reported() -> None:
    letter = letters_module.unanswered("ath_1")
    assert "ath_1" in letter.text
    assert "ask them how they are" in letter.text
