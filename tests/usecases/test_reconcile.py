"""The safety net under the queue: what should have a job and has none gets one, and what has one is left alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import text

from service.jobs.enqueuing import enqueue
from service.jobs.kinds import JobKind
from service.jobs.records import list_open
from service.store.engine import writing
from service.usecases.reconcile import LATE, order_clean_up, reconcile
from service.usecases.services import Services
from tests.jobs.bench import Bench
from tests.support.services import Club, SteppingClock

SECRET = '[{"secret": "whsec_QUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJD"}]'


def waiting(services: Services) -> list[tuple[JobKind, str]]:
    return [(record.job.kind, record.job.ids[1]) for record in list_open(services.store.engine)]


def lose_all_jobs(services: Services) -> None:
    with writing(services.store.engine, None) as session:
        session.execute(text(f"DELETE FROM {Bench(services.store.engine).queue_table}"))


def a_delivery(services: Services, club: Club) -> str:
    with services.store.writing(club.office) as work:
        endpoint = work.endpoints.create("https://club.example/in", "*", SECRET)
        return work.deliveries.create(endpoint.id, "evt_1", "report.received", "{}")


def an_event(services: Services, club: Club) -> str:
    with services.store.writing(club.office) as work:
        id = work.inbox.add_once("standard", "message-1", kind="report.submitted", provider_user_id="eva", document="{}")
        assert id is not None
        return id


def test_what_has_waited_for_ten_minutes_without_a_job_gets_one(services: Services, club: Club, clock: SteppingClock) -> None:
    delivery, event = a_delivery(services, club), an_event(services, club)
    lose_all_jobs(services)
    clock.pass_by(seconds=LATE.total_seconds())
    assert reconcile(services) == 0
    clock.pass_by(seconds=1)
    assert reconcile(services) == 2
    assert sorted(waiting(services)) == [(JobKind.DELIVER_WEBHOOK, delivery), (JobKind.PROCESS_EVENT, event)]


def test_what_has_a_job_is_left_alone_however_long_that_waits(services: Services, club: Club, clock: SteppingClock) -> None:
    """As after an hour without a worker: with a second job each, what fails would be tried twice as often, for good."""
    delivery, event = a_delivery(services, club), an_event(services, club)
    with services.store.writing(club.office) as work:
        enqueue(work.session, JobKind.DELIVER_WEBHOOK, club.org_id, delivery)
        enqueue(work.session, JobKind.PROCESS_EVENT, club.org_id, event, delay_s=3600)
    clock.pass_by(hours=1)
    assert reconcile(services) == 0
    assert len(waiting(services)) == 2


def test_what_a_dead_job_is_about_waits_for_somebody_to_take_it_up(services: Services, club: Club, clock: SteppingClock) -> None:
    """Otherwise what can never be done would die again every hour, and the list of the dead would say nothing any more."""
    event = an_event(services, club)
    bench = Bench(services.store.engine)
    with services.store.writing(club.office) as work:
        enqueue(work.session, JobKind.PROCESS_EVENT, club.org_id, event)
    with writing(services.store.engine, None) as session:
        session.execute(text(f"UPDATE {bench.queue_table} SET status = 'ERROR'"))
    clock.pass_by(hours=5)
    assert reconcile(services) == 0
    assert waiting(services) == []


def test_another_club_s_job_is_no_job(services: Services, club: Club, clock: SteppingClock) -> None:
    event = an_event(services, club)
    with services.store.writing(club.office) as work:
        enqueue(work.session, JobKind.PROCESS_EVENT, "org_other", event)
    clock.pass_by(hours=1)
    assert reconcile(services) == 1


def test_a_delivery_that_waits_for_its_hour_is_not_hurried(services: Services, club: Club, clock: SteppingClock) -> None:
    delivery = a_delivery(services, club)
    clock.pass_by(hours=30)
    with services.store.writing(club.office) as work:
        work.deliveries.put_off(delivery, clock.now + timedelta(hours=20))
    assert reconcile(services) == 0
    clock.pass_by(hours=21)
    assert reconcile(services) == 1


def test_what_was_found_once_is_not_ordered_again_within_the_hour(services: Services, club: Club, clock: SteppingClock) -> None:
    event = an_event(services, club)
    clock.pass_by(minutes=11)
    reconcile(services)
    clock.pass_by(minutes=5)
    reconcile(services)
    assert waiting(services) == [(JobKind.PROCESS_EVENT, event)]


def test_the_clean_up_is_ordered_once_a_day_at_night_or_when_somebody_works_again(services: Services, clock: SteppingClock) -> None:
    def ordered() -> list[str]:
        return [record.job.ids[0] for record in list_open(services.store.engine)]

    clock.now = datetime(2026, 3, 4, 3, 14, tzinfo=UTC)
    order_clean_up(services)
    assert ordered() == ["2026-03-03"]
    clock.pass_by(minutes=1)
    order_clean_up(services)
    clock.pass_by(hours=20)
    order_clean_up(services)
    assert ordered() == ["2026-03-03", "2026-03-04"]
    clock.pass_by(days=3)
    order_clean_up(services)
    assert ordered() == ["2026-03-03", "2026-03-04", "2026-03-07"]
