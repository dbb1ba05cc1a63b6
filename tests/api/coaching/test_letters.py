"""Letters to coaches, from the report to the mail server."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest

from service.jobs.kinds import JobKind
from service.jobs.records import list_open
from service.notifications.post import Post, PostFailed
from service.usecases.digests import send_due_digests
from service.usecases.send_notification import NO_CHANNEL, send_notification
from service.usecases.services import Services
from tests.support.coached import SWOLLEN, Coached
from tests.support.mail import MailServer, mail_server

TEN_IN_THE_EVENING = datetime(2026, 3, 4, 21, 0, tzinfo=UTC)  # in Vienna
NOTE = "calf thick and hot since the stairs"


@pytest.fixture
def mail() -> Iterator[MailServer]:
    with mail_server() as server:
        yield server


def posting(coached: Coached, mail: MailServer | None) -> Services:
    post = None if mail is None else Post(mail.route(), coached.clock, "https://coach.example")
    return replace(coached.services, post=post)


def deliver(coached: Coached, mail: MailServer | None) -> list[EmailMessage]:
    """Send what is due, as the queue would, and then everything once more, as it may; what arrived."""
    services = posting(coached, mail)
    before = len(mail.letters) if mail else 0
    for _ in range(2):
        for record in list_open(services.store.engine):
            if record.job.kind is JobKind.SEND_NOTIFICATION and is_due(coached, record.job.ids[1]):
                send_notification(services, *record.job.ids)
    return mail.letters[before:] if mail else []


def is_due(coached: Coached, letter_id: str) -> bool:
    with coached.services.store.reading(coached.club.office) as work:
        return work.notifications.get(letter_id).due_at <= coached.clock()


def flagged_at_ten(coached: Coached) -> str:
    coached.clock.now = TEN_IN_THE_EVENING
    coached.report(**SWOLLEN | {"observed_at": TEN_IN_THE_EVENING.isoformat(), "note": NOTE})
    coached.work_off()
    (item,) = coached.inbox()
    return str(item["id"])


def test_a_red_flag_at_ten_in_the_evening_reaches_the_coach_and_names_nothing(coached: Coached, mail: MailServer) -> None:
    id = flagged_at_ten(coached)
    [letter] = deliver(coached, mail)
    assert letter["To"] == "ada@example.org"
    whole = f"{letter.items()} {letter.get_content()}".lower()
    assert f"https://coach.example/adjustments/{id}" in whole
    for word in ("calf", "swell", "swollen", "rf_", "eva", "leg", "pain", "thrombosis", NOTE):
        assert word not in whole, word


def test_it_comes_again_every_two_hours_until_somebody_looks(coached: Coached, mail: MailServer) -> None:
    id = flagged_at_ten(coached)
    deliver(coached, mail)
    coached.clock.pass_by(hours=1, minutes=58)
    assert deliver(coached, mail) == []
    for _ in range(3):
        coached.clock.pass_by(hours=2)
        assert [letter["Subject"] for letter in deliver(coached, mail)] == ["Still waiting: an athlete needs you now"]
    coached.get(f"/adjustments/{id}")
    coached.clock.pass_by(hours=2)
    assert deliver(coached, mail) == []
    coached.clock.pass_by(hours=24)
    assert deliver(coached, mail) == []


def test_a_server_that_is_busy_delays_a_letter_and_does_not_lose_it(coached: Coached, mail: MailServer) -> None:
    flagged_at_ten(coached)
    mail.answer = "451 try later"
    with pytest.raises(PostFailed):
        deliver(coached, mail)
    mail.answer = "250 kept"
    assert len(deliver(coached, mail)) == 1


def test_an_address_that_is_refused_for_good_is_written_on_the_letter(coached: Coached, mail: MailServer) -> None:
    id = flagged_at_ten(coached)
    mail.refuses_address = "550 nobody of that name"
    deliver(coached, mail)
    with coached.services.store.reading(coached.club.office) as work:
        letter = work.notifications.of_adjustment(id)[0]
    assert (letter.sent_at, letter.error) == (None, "The address was not taken: SMTP 550.")


def test_without_a_mail_server_letters_are_kept_and_say_why(coached: Coached) -> None:
    id = flagged_at_ten(coached)
    deliver(coached, None)
    with coached.services.store.reading(coached.club.office) as work:
        letter = work.notifications.of_adjustment(id)[0]
    assert (letter.sent_at, letter.error) == (None, NO_CHANNEL)


def test_letters_of_an_erased_athlete_do_not_leave(coached: Coached, mail: MailServer) -> None:
    flagged_at_ten(coached)
    waiting = [record.job.ids for record in list_open(coached.services.store.engine) if record.job.kind is JobKind.SEND_NOTIFICATION]
    with coached.services.store.writing(coached.club.office) as work:
        work.athletes.erase(coached.athlete_id, work.athletes.get(coached.athlete_id).version)
    for ids in waiting:
        send_notification(posting(coached, mail), *ids)
    assert waiting
    assert mail.letters == []


def test_the_digest_comes_at_six_by_the_coachs_own_clock_and_once(coached: Coached, mail: MailServer) -> None:
    coached.report_heavy_week()
    coached.work_off()
    coached.clock.now = datetime(2026, 3, 5, 4, 59, tzinfo=UTC)  # 05:59 in Vienna
    assert send_due_digests(coached.services) == 0
    for minute in range(3):
        coached.clock.now = datetime(2026, 3, 5, 5, minute, tzinfo=UTC)
        assert send_due_digests(coached.services) == (1 if minute == 0 else 0)
    [letter] = deliver(coached, mail)
    assert letter["To"] == "ada@example.org"
    assert letter["Subject"] == "1 proposal waits for your decision"
    assert "https://coach.example/inbox" in letter.get_content()


def test_the_hour_of_a_digest_follows_summer_time(coached: Coached) -> None:
    flagged_at_ten(coached)  # waits until somebody decides
    coached.clock.now = datetime(2026, 3, 30, 3, 59, tzinfo=UTC)  # the Monday after clocks went forward
    assert send_due_digests(coached.services) == 0
    coached.clock.now = datetime(2026, 3, 30, 4, 0, tzinfo=UTC)
    assert send_due_digests(coached.services) == 1


def test_where_nothing_waits_there_is_no_digest(coached: Coached) -> None:
    coached.clock.now = datetime(2026, 3, 5, 5, 0, tzinfo=UTC)
    assert send_due_digests(coached.services) == 0


def test_what_was_decided_before_the_digest_left_makes_it_stay(coached: Coached, mail: MailServer) -> None:
    proposal = coached.heavy_proposal()
    coached.clock.now = datetime(2026, 3, 5, 5, 0, tzinfo=UTC)
    assert send_due_digests(coached.services) == 1
    assert coached.decide(proposal, "reject", reason="No.").status_code == 200
    assert deliver(coached, mail) == []


def test_a_digest_that_is_much_too_late_waits_for_the_next_day(coached: Coached) -> None:
    coached.report_heavy_week()
    coached.work_off()
    coached.clock.now = datetime(2026, 3, 5, 7, 0, tzinfo=UTC)
    assert send_due_digests(coached.services) == 0
    coached.clock.now = datetime(2026, 3, 5, 6, 59, tzinfo=UTC)
    assert send_due_digests(coached.services) == 1
