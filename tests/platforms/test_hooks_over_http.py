"""Every platform's messages as they reach us: what is proved is kept once, anything else leaves nothing, and no secret is logged."""

from __future__ import annotations

import hmac
import json
import logging
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import sha256

import pytest
from httpx2 import Response
from sqlalchemy import text
from starlette.testclient import TestClient

from service.api.app import create_app
from service.api.body import BodyLimits
from service.jobs.records import list_open
from service.platforms.base import Incoming
from service.platforms.registry import PLATFORMS
from service.platforms.standard.signing import headers_for
from service.store import engine as database
from service.usecases.platforms.hooks import HookSecretsGiven, create_hook
from service.usecases.platforms.process import process_event
from service.usecases.services import Services
from tests.platforms.test_authenticity import CASES, Case
from tests.support.services import SteppingClock, a_club, services_on

every = pytest.mark.parametrize("name", CASES)


@dataclass
class World:
    api: TestClient
    services: Services
    clock: SteppingClock
    org_id: str = ""
    key: str = ""

    def open(self, name: str) -> Case:
        """An address for the platform, with the secret of its case."""
        club, case = a_club(self.services), CASES[name]
        proof = case.proved(case.secret)
        signing = proof.signing[0] if proof.signing else None
        given = HookSecretsGiven(signing, "verify-token-of-nobody", proof.client_id)
        self.org_id, self.key = club.org_id, create_hook(self.services, club.office, name, given).key
        return case

    def send(self, name: str, incoming: Incoming) -> Response:
        headers = [(word.encode(), value.encode("utf-8", "surrogatepass")) for word, value in incoming.headers.items()]
        path = f"/v1/hooks/{name}/{self.key}"
        return self.api.post(path, content=incoming.body, headers=headers, params=dict(incoming.query))

    def statuses(self) -> list[str]:
        with self.services.store.engine.connect() as connection:
            return [row[0] for row in connection.execute(text("SELECT status FROM inbox"))]

    def kept(self) -> int:
        with self.services.store.engine.connect() as connection:
            return int(connection.execute(text("SELECT count(*) FROM inbox")).scalar_one())


@pytest.fixture
def world(sqlite_database: str) -> Iterator[World]:
    clock = SteppingClock()
    services = services_on(sqlite_database, clock=clock)
    with TestClient(create_app(services, BodyLimits(2_000_000, 5.0)), raise_server_exceptions=False) as api:
        yield World(api, services, clock)
    services.store.engine.dispose()


def without_proof(incoming: Incoming) -> list[Incoming]:
    """The message with each part of its proof missing, empty and garbled."""
    changed = []
    for word in (word for word in (*incoming.headers, *incoming.query) if word not in ("athlete", "webhook-id")):
        for said in (None, "", "zz", "0" * 64, "v1,", "t=,v1=", "é", "A" * 5000):
            swap = {} if said is None else {word: said}
            headers = {k: v for k, v in incoming.headers.items() if k != word} | (swap if word in incoming.headers else {})
            query = {k: v for k, v in incoming.query.items() if k != word} | (swap if word in incoming.query else {})
            changed.append(replace(incoming, headers=headers, query=query))
    return changed


def test_each_platform_is_held_to_these_rules() -> None:
    assert set(CASES) == set(PLATFORMS)


@every
def test_what_is_proved_is_kept_once_however_often_it_is_sent(world: World, name: str) -> None:
    right = world.open(name).make(CASES[name].secret)
    assert [world.send(name, right).status_code for _ in range(3)] == [200, 200, 200]
    assert world.kept() == 1


@every
def test_what_is_not_proved_is_answered_401_leaves_nothing_and_is_told_to_no_log(
    world: World, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    case = world.open(name)
    right = case.make(case.secret)
    wrong = [case.make(case.other), *without_proof(right)]
    if case.signs_body or not case.in_header:
        wrong += [replace(right, body=body) for body in (right.body[:-1] + b" ", b"", b"{}", b"\xff", b"\xef\xbb\xbf{}")]
    with caplog.at_level(logging.DEBUG):
        answers = [world.send(name, each) for each in wrong if each != right]
    assert {answer.status_code for answer in answers} == {401}
    assert world.kept() == 0
    ours = [record.getMessage() for record in caplog.records if not record.name.startswith("httpx2")]  # that one is the sender
    said = "".join(ours) + "".join(answer.text for answer in answers)
    for secret in (case.secret, case.other, world.key, "verify-token-of-nobody"):
        assert secret not in said


@every
@pytest.mark.parametrize("seconds", [-301, 301])
def test_a_replay_after_five_minutes_is_answered_401(world: World, name: str, seconds: int) -> None:
    case = world.open(name)
    if not case.has_time:  # then what it is called is what keeps it from counting twice
        return
    right = case.make(case.secret)
    world.clock.now += timedelta(seconds=seconds)
    assert (world.send(name, right).status_code, world.kept()) == (401, 0)


@every
def test_a_message_that_is_too_large_is_answered_413_although_it_is_proved_to_be_theirs(world: World, name: str) -> None:
    case = world.open(name)
    right = case.make(case.secret)
    large = replace(right, body=right.body + b" " * PLATFORMS[name].largest_body)
    assert (world.send(name, large).status_code, world.kept()) == (413, 0)


@every
def test_an_address_that_nobody_was_given_is_not_there(world: World, name: str) -> None:
    case = world.open(name)
    world.key = "another"
    assert (world.send(name, case.make(case.secret)).status_code, world.kept()) == (404, 0)


def signed_anew(name: str, right: Incoming, body: bytes, clock: SteppingClock) -> Incoming:
    """The message with another body, proved by the same secret."""
    case, stamp = CASES[name], str(int(clock().timestamp()))

    def mac(signed: bytes) -> hmac.HMAC:
        return hmac.new(case.secret.encode(), signed, sha256)

    headers = {
        "standard": lambda: headers_for([case.secret], "msg_1", clock(), body),
        "strava": lambda: {"x-strava-signature": f"t={stamp},v1={mac(f'{stamp}.'.encode() + body).hexdigest()}"},
        "polar": lambda: {"polar-webhook-signature": mac(body).hexdigest()},
        "suunto": lambda: {"x-hmac-sha256-signature": mac(body).hexdigest()},
        "whoop": lambda: {
            "x-whoop-signature-timestamp": f"{stamp}000",
            "x-whoop-signature": b64encode(mac(f"{stamp}000".encode() + body).digest()).decode(),
        },
        "oura": lambda: {"x-oura-timestamp": stamp, "x-oura-signature": mac(stamp.encode() + body).hexdigest().upper()},
    }
    return replace(right, body=body, headers=dict(headers[name]()) if name in headers else right.headers)


PROVED_BY_WHAT_IS_IN_IT = ("intervals_icu", "wahoo")


@every
@pytest.mark.parametrize("body", [b"not JSON", b"", b"\xff\xfe", b"[]", b"7", b'{"x": [1, {"y": null}]}'])
def test_what_is_proved_and_cannot_be_read_is_acknowledged_and_noted_once_as_ignored(world: World, name: str, body: bytes) -> None:
    case = world.open(name)
    strange = signed_anew(name, case.make(case.secret), body, world.clock)
    answers = [world.send(name, strange).status_code for _ in range(2)]
    if name in PROVED_BY_WHAT_IS_IN_IT:
        assert (answers, world.kept()) == ([401, 401], 0)
        return
    assert (answers, world.kept()) == ([200, 200], 1)
    work_off(world)
    assert world.statuses() == ["ignored"]


@pytest.mark.parametrize("events", [[], ["x"], {"a": 1}, None])
def test_a_batch_that_holds_nothing_is_noted_too(world: World, events: object) -> None:
    case = world.open("intervals_icu")
    body = json.dumps({"secret": case.secret, "events": events}).encode()
    assert world.send("intervals_icu", Incoming("POST", {}, {}, body)).status_code == 200
    assert world.statuses() == ["ignored"]


def work_off(world: World) -> None:
    """What the worker does with messages that were taken in."""
    for record in list_open(world.services.store.engine):
        save = process_event(world.services, *record.job.ids)
        if save is not None:
            with database.writing(world.services.store.engine, None) as session:
                save(session)
