"""Webhooks that we send, to a receiver with all manners."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text
from standardwebhooks import Webhook

from service.errors import ServiceError
from service.jobs.records import list_open
from service.kit.ids import id_maker
from service.notifications.webhook_sender import WebhookSender
from service.platforms.fake_server import Asked, FakeServer, Told
from service.store.engine import open_engine, writing
from service.store.repositories.webhooks import DeliveryRecord
from service.store.sealing import Vault
from service.store.store import Store
from service.store.tables import DeliveryStatus, EndpointStatus
from service.usecases.announce import announce
from service.usecases.privacy import forget_what_is_old
from service.usecases.services import Services
from service.usecases.webhooks.deliver import CLOSED_AT_MOST, CLOSED_FOR, PAUSES_S, deliver_webhook, valid_secrets
from service.usecases.webhooks.endpoints import MOST_SECRETS, remove_endpoint, replay, rotate_secret
from tests.support.services import Club, PoolInPlace, SteppingClock, a_club

SECRET, OLD = "whsec_" + "QUJD" * 8, "whsec_" + "REVG" * 8


@pytest.fixture
def clock() -> SteppingClock:
    return SteppingClock(datetime.now().astimezone())  # the other implementation looks at the real clock


@pytest.fixture
def services(sqlite_database: str, clock: SteppingClock) -> Iterator[Services]:
    new_id = id_maker(clock)
    store = Store(open_engine(sqlite_database), Vault(), clock, new_id, announce)
    sender = WebhookSender(anywhere=True)
    yield Services(store=store, pool=PoolInPlace(), clock=clock, new_id=new_id, sender=sender)  # type: ignore[arg-type]
    sender.close()
    store.engine.dispose()


@pytest.fixture
def club(services: Services) -> Club:
    return a_club(services)


@pytest.fixture
def receiver() -> Iterator[FakeServer]:
    with FakeServer(lambda _: Told(204, b"")) as server:
        yield server


def listening(services: Services, club: Club, url: str, types: str = "*", **secrets: Any) -> str:
    kept = json.dumps([{"secret": SECRET}, *secrets.get("more", [])])
    with services.store.writing(club.office) as work:
        return work.endpoints.create(url, types, kept).id


def happened(services: Services, club: Club, type: str = "report.received") -> list[DeliveryRecord]:
    with services.store.writing(club.office) as work:
        work.events.emit(type, "rep_1")
    return deliveries(services, club)


def deliveries(services: Services, club: Club) -> list[DeliveryRecord]:
    with services.store.reading(club.office) as work:
        ids = [row[0] for row in work.session.execute(text("SELECT id FROM deliveries ORDER BY id"))]
        return [work.deliveries.get(id) for id in ids]


def attempt(services: Services, club: Club, delivery: DeliveryRecord) -> DeliveryRecord:
    save = deliver_webhook(services, club.org_id, delivery.id)
    if save is not None:
        with writing(services.store.engine, club.org_id) as session:
            save(session)
    with services.store.reading(club.office) as work:
        return work.deliveries.get(delivery.id)


def verified(asked: Asked, secret: str = SECRET) -> Any:
    return Webhook(secret).verify(asked.body, dict(asked.headers))


def test_an_event_is_delivered_signed_and_names_ids_only(services: Services, club: Club, receiver: FakeServer) -> None:
    listening(services, club, receiver.url + "/in")
    (delivery,) = happened(services, club)
    assert attempt(services, club, delivery).status is DeliveryStatus.DELIVERED
    told = verified(receiver.asked[0])
    assert told["type"] == "report.received"
    assert set(told["data"]) == {"event_id", "object_id", "athlete_id"}


def test_only_those_who_asked_for_a_type_hear_of_it(services: Services, club: Club, receiver: FakeServer) -> None:
    listening(services, club, receiver.url, "adjustment.proposed adjustment.accepted")
    assert happened(services, club, "report.received") == []
    assert len(happened(services, club, "adjustment.proposed")) == 1


def test_an_event_is_told_to_the_endpoints_of_its_own_club_alone_whoever_brought_it_about(
    services: Services, club: Club, receiver: FakeServer
) -> None:
    other = a_club(services, "Other")
    listening(services, other, receiver.url + "/other")
    endpoint = listening(services, club, receiver.url + "/own")
    with services.store.writing(club.scope()) as work:
        work.events.emit("report.received", "rep_1")
    assert [delivery.endpoint_id for delivery in deliveries(services, club)] == [endpoint]
    (delivery,) = deliveries(services, club)
    assert deliver_webhook(services, other.org_id, delivery.id) is None
    assert attempt(services, club, delivery).status is DeliveryStatus.DELIVERED
    assert [asked.path for asked in receiver.asked] == ["/own"]


def test_what_waits_for_an_endpoint_that_was_taken_away_goes_with_it(services: Services, club: Club, receiver: FakeServer) -> None:
    endpoint = listening(services, club, receiver.url)
    begun, waiting = happened(services, club)[0], [delivery.id for delivery in happened(services, club)]
    save = deliver_webhook(services, club.org_id, begun.id)
    remove_endpoint(services, club.office, endpoint)
    assert deliveries(services, club) == []
    assert [deliver_webhook(services, club.org_id, id) for id in waiting] == [None, None]
    assert save is not None
    with pytest.raises(ServiceError), writing(services.store.engine, club.org_id) as session:
        save(session)  # the job fails, and finds nothing to do when it is tried again
    assert len(receiver.asked) == 1


def test_while_a_secret_is_changed_both_read_the_message_and_then_only_the_new_one(
    services: Services, club: Club, receiver: FakeServer, clock: SteppingClock
) -> None:
    until = (clock.now + timedelta(hours=24)).isoformat()
    listening(services, club, receiver.url, more=[{"secret": OLD, "until": until}])
    attempt(services, club, happened(services, club)[0])
    assert verified(receiver.asked[0], SECRET) == verified(receiver.asked[0], OLD)
    clock.pass_by(hours=25)
    attempt(services, club, happened(services, club)[1])
    assert len(receiver.asked[1].headers["webhook-signature"].split()) == 1


def test_a_secret_that_is_changed_twice_within_a_day_is_good_for_that_day(services: Services, club: Club, clock: SteppingClock) -> None:
    """Whoever lost the answer with the new secret has to ask for another, while the receiver still knows the first."""
    endpoint = listening(services, club, "https://club.example/in")

    def signing() -> list[str]:
        with services.store.reading(club.office) as work:
            return valid_secrets(work.endpoints.get(endpoint).secrets, clock.now)

    _, second = rotate_secret(services, club.office, endpoint)
    clock.pass_by(hours=1)
    _, third = rotate_secret(services, club.office, endpoint)
    assert signing() == [third, second, SECRET]
    clock.pass_by(hours=23, minutes=30)
    _, fourth = rotate_secret(services, club.office, endpoint)
    assert signing() == [fourth, third, second]
    for _ in range(2 * MOST_SECRETS):
        rotate_secret(services, club.office, endpoint)
    assert len(signing()) == MOST_SECRETS


def test_a_failure_is_tried_again_under_the_same_id(services: Services, club: Club, receiver: FakeServer) -> None:
    listening(services, club, receiver.url)
    receiver.moods += [Told(500), Told(302, b"", {"Location": "http://127.0.0.1:1/"})]
    (delivery,) = happened(services, club)
    first, second, third = (attempt(services, club, delivery) for _ in range(3))
    assert [d.status for d in (first, second, third)] == [DeliveryStatus.WAITING, DeliveryStatus.WAITING, DeliveryStatus.DELIVERED]
    assert (first.last_error, second.last_error) == ("status-500", "status-302")
    assert len({asked.headers["webhook-id"] for asked in receiver.asked}) == 1


def test_after_ten_attempts_it_is_over_and_stays_visible(
    services: Services, club: Club, receiver: FakeServer, clock: SteppingClock
) -> None:
    listening(services, club, receiver.url)
    receiver.moods += [Told(503)] * 20
    (delivery,) = happened(services, club)
    for _ in range(len(PAUSES_S) + 1):
        delivery = attempt(services, club, delivery)
        clock.pass_by(hours=25)
    assert (delivery.status, delivery.attempts, delivery.last_status) == (DeliveryStatus.FAILED, 10, 503)
    assert deliver_webhook(services, club.org_id, delivery.id) is None


def test_one_who_says_gone_is_asked_no_more(services: Services, club: Club, receiver: FakeServer) -> None:
    endpoint = listening(services, club, receiver.url)
    receiver.moods.append(Told(410))
    (delivery,) = happened(services, club)
    assert attempt(services, club, delivery).status is DeliveryStatus.FAILED
    with services.store.reading(club.office) as work:
        assert work.endpoints.get(endpoint).status is EndpointStatus.DISABLED
    assert len(happened(services, club)) == 1


def test_one_that_is_down_is_left_alone_for_a_while(services: Services, club: Club, receiver: FakeServer, clock: SteppingClock) -> None:
    listening(services, club, receiver.url)
    receiver.moods += [Told(500)] * 5
    for delivery in [happened(services, club)[-1] for _ in range(5)]:
        attempt(services, club, delivery)
    waiting = happened(services, club)[-1]
    attempt(services, club, waiting)
    assert len(receiver.asked) == 5
    clock.pass_by(minutes=6)
    assert attempt(services, club, waiting).status is DeliveryStatus.DELIVERED


def test_deliveries_that_fail_side_by_side_are_failures_in_a_row(
    services: Services, club: Club, receiver: FakeServer, clock: SteppingClock
) -> None:
    endpoint = listening(services, club, receiver.url)
    receiver.moods += [Told(500)] * 7
    for _ in range(7):
        begun = happened(services, club)
    for save in [deliver_webhook(services, club.org_id, delivery.id) for delivery in begun]:
        assert save is not None
        with writing(services.store.engine, club.org_id) as session:
            save(session)
    with services.store.reading(club.office) as work:
        record = work.endpoints.get(endpoint)
    assert (record.failures_in_row, record.closed_until) == (7, clock.now + 4 * CLOSED_FOR)


def test_the_longer_a_receiver_is_down_the_more_rarely_it_is_tried_but_once_an_hour(
    services: Services, club: Club, receiver: FakeServer, clock: SteppingClock
) -> None:
    listening(services, club, receiver.url)
    receiver.moods += [Told(500)] * 40
    for _ in range(30):
        begun = happened(services, club)
    closed = []
    for delivery in begun:
        attempt(services, club, delivery)
        with services.store.reading(club.office) as work:
            until = work.endpoints.get(delivery.endpoint_id).closed_until
        if until is not None:
            closed.append(until - clock.now)
            clock.now = until
    assert closed[:5] == [CLOSED_FOR, 2 * CLOSED_FOR, 4 * CLOSED_FOR, 8 * CLOSED_FOR, CLOSED_AT_MOST]
    assert set(closed[5:]) == {CLOSED_AT_MOST}


def test_what_nobody_answers_is_told_apart(services: Services, club: Club, receiver: FakeServer) -> None:
    listening(services, club, "http://127.0.0.1:1/")
    (delivery,) = happened(services, club)
    assert attempt(services, club, delivery).last_error == "connection-failed"


def test_an_inner_address_is_not_connected_to_unless_the_operator_says_so(services: Services, club: Club, receiver: FakeServer) -> None:
    listening(services, club, receiver.url)
    (delivery,) = happened(services, club)
    strict = replace(services, sender=WebhookSender())
    assert attempt(strict, club, delivery).last_error == "address-not-allowed"
    assert receiver.asked == []


def test_what_is_sent_once_more_and_fails_again_is_tried_again(services: Services, club: Club, receiver: FakeServer) -> None:
    listening(services, club, receiver.url)
    (delivery,) = happened(services, club)
    receiver.moods += [Told(500), Told(200), Told(500)]
    attempt(services, club, delivery)
    attempt(services, club, delivery)
    replay(services, club.office, delivery.id)
    with writing(services.store.engine, None) as session:
        session.execute(text("UPDATE workflow_status SET status = 'SUCCESS'"))  # so far all jobs are done, and still remembered
    assert attempt(services, club, delivery).status is DeliveryStatus.WAITING
    assert [record.job.ids for record in list_open(services.store.engine)] == [(club.org_id, delivery.id)]


def test_what_became_of_a_delivery_is_forgotten_after_thirty_days_and_what_still_waits_is_not(
    services: Services, club: Club, receiver: FakeServer, clock: SteppingClock
) -> None:
    listening(services, club, receiver.url)
    (delivered,) = happened(services, club)
    attempt(services, club, delivered)
    (waiting,) = (delivery for delivery in happened(services, club) if delivery.id != delivered.id)
    clock.pass_by(days=29)
    forget_what_is_old(services)
    assert len(deliveries(services, club)) == 2
    clock.pass_by(days=2)
    forget_what_is_old(services)
    assert [delivery.id for delivery in deliveries(services, club)] == [waiting.id]
