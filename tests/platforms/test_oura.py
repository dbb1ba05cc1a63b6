"""Oura, against a server with its manners."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest

from service.platforms.base import Access, App, HookSecrets, Incoming, Untrusted
from service.platforms.events import ActivityDeleted
from service.platforms.fake_server import FakeServer
from service.platforms.http import Http
from service.platforms.oura import Oura
from service.platforms.oura.fake import FakeOura
from service.platforms.signatures import hmac_sha256

PLATFORM = Oura()
NOW = datetime.fromtimestamp(1763748000, UTC)
VECTOR = b'{"event_type":"create","data_type":"daily_readiness","object_id":"abc","event_time":"2026-11-21T18:00:00+00:00","user_id":"u1"}'
SIGNED = "0FD1C6761CB8561BC75CBAD486178F4F61830163C3E37F1EB3EAE3B8D261F03B"
SECRETS = HookSecrets(("test_secret",), verify_token="ours")
WORKOUT = {
    "id": "w1", "activity": "trail_running", "day": "2026-03-04", "start_datetime": "2026-03-04T00:10:00+01:00",
    "end_datetime": "2026-03-04T01:00:00+01:00", "distance": 9000.5,
}  # fmt: skip
TAGS = {
    "t1": {"id": "t1", "start_day": "2026-03-04", "comment": "heavy legs"},
    "t2": {"id": "t2", "start_day": "2026-03-04", "comment": "bad night"},
    "t3": {"id": "t3", "start_day": "2026-03-04", "tag_type_code": "coffee"},
}


@pytest.fixture
def fake() -> FakeOura:
    ready = {"r1": {"id": "r1", "day": "2026-03-04", "score": 61, "timestamp": "2026-03-04T07:00:00+01:00"}}
    return FakeOura(collections={"workout": {"w1": WORKOUT}, "daily_readiness": ready, "enhanced_tag": TAGS})


@pytest.fixture
def server(fake: FakeOura) -> Iterator[FakeServer]:
    with fake.serve() as server:
        yield server


@pytest.fixture
def access(server: FakeServer) -> Iterator[Access]:
    with Http() as http:
        yield Access(http, App(base_url=server.url), {"token": "token-0"}, "u1")


def understood(fake: FakeOura, access: Access | None, **told: Any) -> list[Any]:
    return [event for notice in PLATFORM.read(fake.message("key", NOW, **told)) for event in PLATFORM.understand(notice, access)]


def signed(stamp: str, signature: str) -> Incoming:
    return Incoming("POST", {"x-oura-signature": signature, "x-oura-timestamp": stamp}, {}, VECTOR)


@pytest.mark.parametrize("signature", [SIGNED, SIGNED.lower()])
def test_the_signature_is_over_the_timestamp_and_the_raw_body(signature: str) -> None:
    PLATFORM.verify(signed("1763748000", signature), SECRETS, NOW)


def test_a_timestamp_in_milliseconds_counts_as_well() -> None:
    stamp = "1763748000000"
    PLATFORM.verify(signed(stamp, hmac_sha256(b"test_secret", stamp.encode() + VECTOR).hex()), SECRETS, NOW)


def test_a_new_subscription_hears_its_challenge_for_our_token_only() -> None:
    reply = PLATFORM.greet(Incoming("GET", {}, {"verification_token": "ours", "challenge": "c"}, b""), SECRETS)
    assert reply is not None
    assert json.loads(reply.body) == {"challenge": "c"}
    for query in ({}, {"challenge": "c"}, {"verification_token": "theirs", "challenge": "c"}):
        with pytest.raises(Untrusted):
            PLATFORM.greet(Incoming("GET", {}, query, b""), SECRETS)
    with pytest.raises(Untrusted):
        PLATFORM.greet(Incoming("GET", {}, {"verification_token": ""}, b""), HookSecrets())
    assert PLATFORM.greet(signed("1763748000", SIGNED), SECRETS) is None


def test_a_session_keeps_the_athletes_own_date(fake: FakeOura, access: Access) -> None:
    (done,) = understood(fake, access, data_type="workout", object_id="w1")
    assert (done.local_date, done.moving_s, done.sport.value) == (date(2026, 3, 4), 3000, "run")


def test_readiness_is_readiness(fake: FakeOura, access: Access) -> None:
    (day,) = understood(fake, access, data_type="daily_readiness", object_id="r1")
    assert [(score.kind.value, score.value) for score in day.scores] == [("readiness", 61)]


@pytest.mark.parametrize("score", [None, -1, 101, "high", True])
def test_a_score_that_cannot_be_is_absent(fake: FakeOura, access: Access, score: Any) -> None:
    fake.collections["daily_readiness"]["r1"] = {"id": "r1", "day": "2026-03-04", "score": score}
    assert understood(fake, access, data_type="daily_readiness", object_id="r1") == []


@pytest.mark.parametrize("tag", ["t1", "t3"])
def test_the_tags_of_a_day_are_told_together(fake: FakeOura, access: Access, tag: str) -> None:
    (day,) = understood(fake, access, data_type="enhanced_tag", object_id=tag)
    assert (day.local_date, day.notes) == (date(2026, 3, 4), ("heavy legs", "bad night"))


def test_a_deleted_session_and_kinds_that_we_do_not_know(fake: FakeOura, access: Access) -> None:
    assert understood(fake, None, data_type="workout", object_id="w1", event_type="delete") == [ActivityDeleted("oura", "w1")]
    assert understood(fake, access, data_type="daily_readiness", object_id="r1", event_type="delete") == []
    assert understood(fake, access, data_type="vo2_max", object_id="x") == []
    assert understood(fake, access, data_type="workout") == []


def test_what_was_missed_is_asked_for(access: Access) -> None:
    assert len(PLATFORM.poll(access, date(2026, 3, 1), date(2026, 3, 4))) == 3
