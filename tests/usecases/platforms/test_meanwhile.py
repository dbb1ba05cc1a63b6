"""What happens while a platform takes its time to answer: tokens are renewed, athletes leave."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from service.errors import Stale
from service.jobs.kinds import JobKind
from service.jobs.records import list_open
from service.platforms.base import Incoming
from service.platforms.fake_server import Told
from service.store.tables import ConnectionStatus, InboxStatus
from service.usecases.platforms.connect import disconnect
from service.usecases.platforms.poll import poll_connection
from service.usecases.platforms.process import process_event
from service.usecases.platforms.publish import publish_plan
from service.usecases.platforms.receive import as_json
from service.usecases.platforms.upload_activity import upload_activity
from service.usecases.privacy import erase_athlete
from tests.support.upload_samples import UPLOADS
from tests.usecases.platforms.conftest import World, icu_run, strava_run


@pytest.fixture
def world(world: World) -> World:
    world.connect("strava")
    world.connect("intervals_icu")
    return world


def begun(world: World, provider: str, incoming: Incoming) -> tuple[str, Callable[[Session], None] | None]:
    """The event, and what would be saved of it."""
    from service.platforms.registry import PLATFORMS  # noqa: PLC0415

    with world.services.store.writing(world.club.office) as work:
        (notice,) = PLATFORMS[provider].read(incoming)
        id = work.inbox.add_once(provider, notice.dedupe_key, kind=notice.kind, provider_user_id=notice.user_id, document=as_json(notice))
    assert id is not None
    return id, process_event(world.services, world.club.org_id, id)


def a_bad_run(world: World) -> Incoming:
    event = {"type": "ACTIVITY_UPLOADED", "activity": icu_run("i1", world.at(6), feel=5)}
    return Incoming("POST", {}, {}, world.fakes["intervals_icu"].message([event]))


def renew(world: World, provider: str = "strava") -> None:
    """Another job has got new tokens."""
    with world.services.store.writing(world.club.office) as work:
        work.connections.refresh(world.connections[provider].id, json.dumps({"token": "token-0", "refresh_token": "refresh-1"}), None)


def withdraw_consent(world: World) -> None:
    with world.services.store.writing(world.club.office) as work:
        version = work.athletes.get(world.athlete_id).version
        work.athletes.update(world.athlete_id, version, consent_withdrawn_at=work.now)


def erase(world: World) -> None:
    with world.services.store.reading(world.club.office) as work:
        version = work.athletes.get(world.athlete_id).version
    erase_athlete(world.services, world.club.office, world.athlete_id, version)


def test_a_token_that_was_refused_because_another_took_its_place_loses_no_account(world: World) -> None:
    world.fakes["strava"].activities["6"] = strava_run(6, world.at(6))
    world.servers["strava"].moods.append(Told(401))
    id, save = begun(world, "strava", world.fakes["strava"].message(at=world.clock.now, object_id=6))
    renew(world)
    world.save(save)
    assert world.connection("strava").status is ConnectionStatus.ACTIVE
    assert (JobKind.PROCESS_EVENT, (world.club.org_id, id)) in {(r.job.kind, r.job.ids) for r in list_open(world.services.store.engine)}
    world.process(id)
    assert set(world.done()) == {"am"}


def test_nor_when_a_plan_is_written_and_the_plan_is_written_after_all(world: World) -> None:
    def writings() -> int:
        return sum(record.job.kind is JobKind.PUBLISH_PLAN for record in list_open(world.services.store.engine))

    before = writings()
    world.servers["intervals_icu"].moods += [Told(401), Told(401)]
    save = publish_plan(world.services, world.club.org_id, world.connections["intervals_icu"].id)
    renew(world, "intervals_icu")
    world.save(save)
    assert world.connection("intervals_icu").status is ConnectionStatus.ACTIVE
    assert writings() == before + 1


def test_nor_when_an_account_is_asked_for_what_was_missed(world: World) -> None:
    world.servers["strava"].moods.append(Told(401))
    save = poll_connection(world.services, world.club.org_id, world.connections["strava"].id)
    renew(world)
    world.save(save)
    assert world.connection("strava").status is ConnectionStatus.ACTIVE
    assert JobKind.POLL_CONNECTION in {record.job.kind for record in list_open(world.services.store.engine)}


def test_what_was_erased_meanwhile_is_not_stored_and_not_worked_on_again(world: World) -> None:
    id, save = begun(world, "intervals_icu", a_bad_run(world))
    erase(world)
    with pytest.raises(Stale):
        world.save(save)
    assert not world.process(id)
    assert world.inbox() == []


def test_who_gives_the_account_up_meanwhile_is_told_of_no_more(world: World) -> None:
    id, save = begun(world, "intervals_icu", a_bad_run(world))
    disconnect(world.services, world.club.office, world.connections["intervals_icu"].id)
    world.save(save)
    (event,) = [event for event in world.inbox() if event.id == id]
    assert event.status is InboxStatus.IGNORED
    assert world.reports() == []


def test_who_withdraws_the_consent_meanwhile_is_told_of_no_more(world: World) -> None:
    _, save = begun(world, "intervals_icu", a_bad_run(world))
    withdraw_consent(world)
    world.save(save)
    assert (world.reports(), world.done()) == ([], {})


def test_of_who_has_withdrawn_the_consent_nothing_is_taken_in_but_that_an_account_is_gone(world: World) -> None:
    withdraw_consent(world)
    world.fakes["intervals_icu"].activities["i1"] = icu_run("i1", world.at(6), feel=5)
    world.poll("intervals_icu")
    assert (world.reports(), world.done()) == ([], {})
    gone = {"type": "APP_SCOPE_CHANGED", "scope": "", "deauthorized": True}
    world.hears("intervals_icu", Incoming("POST", {}, {}, world.fakes["intervals_icu"].message([gone])))
    assert "connection.lost" in world.events()


def test_a_session_that_was_done_and_said_so_stays_of_the_plan_that_it_was_of(world: World) -> None:
    run = icu_run("i1", world.at(6), paired_event_external_id="pa:another_plan:sun")
    world.hears(
        "intervals_icu", Incoming("POST", {}, {}, world.fakes["intervals_icu"].message([{"type": "ACTIVITY_UPLOADED", "activity": run}]))
    )
    assert set(world.done()) == {"am"}


def test_a_consent_that_changes_to_and_fro_is_heard_each_time_though_the_messages_look_alike(world: World) -> None:
    from service.platforms.intervals_icu import IntervalsIcu  # noqa: PLC0415

    platform = IntervalsIcu(world.clock)
    told = Incoming(
        "POST", {}, {}, json.dumps({"events": [{"type": "APP_SCOPE_CHANGED", "athlete_id": "i1", "deauthorized": True}]}).encode()
    )
    (first,), (again,) = platform.read(told), platform.read(told)
    world.clock.pass_by(days=2)
    (later,) = platform.read(told)
    assert first.dedupe_key == again.dedupe_key != later.dedupe_key


def test_what_the_athlete_has_not_granted_takes_nothing_else_away(world: World) -> None:
    world.fakes["intervals_icu"].wellness["2026-03-04"] = {"id": "2026-03-04", "soreness": 4}
    world.servers["intervals_icu"].moods.append(Told(403))
    world.poll("intervals_icu")
    assert [report["soreness"] for report in world.reports()] == [10]


def test_one_refusal_out_of_the_blue_closes_no_account_whose_tokens_never_end(world: World) -> None:
    world.servers["intervals_icu"].moods.append(Told(401))
    world.poll("intervals_icu")
    assert world.connection("intervals_icu").status is ConnectionStatus.ACTIVE


def test_of_who_has_withdrawn_the_consent_no_word_of_a_recording_waits_for_anybody(world: World) -> None:
    withdraw_consent(world)
    content = (UPLOADS / "tempo-run-done.fit").read_bytes()
    assert upload_activity(world.services, world.club.office, world.athlete_id, content, "run.fit").suggestions == ()
