"""What every platform's messages have to meet before anything is read from them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest

from service.errors import BadInput
from service.platforms.base import HookSecrets, Incoming, Untrusted
from service.platforms.garmin.fake import FakeGarmin
from service.platforms.intervals_icu.fake import FakeIntervals
from service.platforms.oura.fake import FakeOura
from service.platforms.polar.fake import FakePolar
from service.platforms.registry import PLATFORMS
from service.platforms.standard.signing import headers_for
from service.platforms.strava.fake import FakeStrava
from service.platforms.suunto.fake import FakeSuunto
from service.platforms.trainingpeaks.fake import FakeTrainingPeaks
from service.platforms.wahoo.fake import FakeWahoo
from service.platforms.whoop.fake import FakeWhoop

NOW = datetime(2026, 3, 4, 18, tzinfo=UTC)
SECRET = "a-secret-of-nobody"
WHSEC = "whsec_" + "c2VjcmV0" * 5
OTHER = "whsec_" + "b3RoZXI0" * 5


def standard(secret: str) -> Incoming:
    body = b'{"type": "report.submitted", "data": {}}'
    return Incoming("POST", headers_for([secret], "msg_1", NOW, body), {}, body)


@dataclass(frozen=True)
class Case:
    """A message that is right, by the secret that proves it."""

    make: Callable[[str], Incoming]
    proved: Callable[[str], HookSecrets] = lambda secret: HookSecrets((secret,))
    signs_body: bool = True
    has_time: bool = False
    in_header: bool = True
    secret: str = SECRET
    other: str = "another-secret"


CASES: Mapping[str, Case] = {
    "standard": Case(standard, has_time=True, secret=WHSEC, other=OTHER),
    "intervals_icu": Case(
        lambda secret: Incoming("POST", {}, {}, FakeIntervals(webhook_secret=secret).message([{"type": "TEST"}])),
        signs_body=False,
        in_header=False,
    ),
    "strava": Case(lambda secret: FakeStrava().message(at=NOW, key=secret, object_id=5), has_time=True),
    "polar": Case(lambda secret: FakePolar().message(secret, entity_id="x")),
    "suunto": Case(lambda secret: FakeSuunto().message(secret, workout={"workoutKey": "w"})),
    "wahoo": Case(lambda secret: FakeWahoo().message(secret, id=1), signs_body=False, in_header=False),
    "garmin": Case(lambda ours: FakeGarmin().message(ours), lambda ours: HookSecrets(client_id=ours), signs_body=False),
    "trainingpeaks": Case(lambda secret: FakeTrainingPeaks().message(secret), signs_body=False),
    "whoop": Case(lambda secret: FakeWhoop().message(secret, NOW, type="sleep.updated", id="s"), has_time=True),
    "oura": Case(lambda secret: FakeOura().message(secret, NOW, data_type="sleep", object_id="s"), has_time=True),
}
every = pytest.mark.parametrize("name", CASES)


def refused(name: str, incoming: Incoming, secrets: HookSecrets, now: datetime = NOW) -> None:
    with pytest.raises(Untrusted):
        PLATFORMS[name].verify(incoming, secrets, now)


def test_each_platform_is_held_to_these_rules() -> None:
    assert set(CASES) == set(PLATFORMS)


@every
def test_what_is_right_passes_with_the_new_secret_and_with_the_old_one(name: str) -> None:
    case = CASES[name]
    right = case.make(case.secret)
    PLATFORMS[name].verify(right, case.proved(case.secret), NOW)
    both = case.proved(case.secret)
    if both.signing:
        PLATFORMS[name].verify(right, replace(both, signing=(case.other, case.secret)), NOW)


@every
def test_another_secret_or_none_proves_nothing(name: str) -> None:
    case = CASES[name]
    refused(name, case.make(case.other), case.proved(case.secret))
    if name != "strava":  # there the key is optional; its own tests say what has to do instead
        refused(name, case.make(case.secret), HookSecrets())
        refused(name, case.make(case.secret), case.proved(""))


@every
def test_nothing_can_be_signed_with_an_empty_secret(name: str) -> None:
    if name == "standard":  # refuses to sign at all
        return
    refused(name, CASES[name].make(""), CASES[name].proved(CASES[name].secret))


@every
@pytest.mark.parametrize("place", [0, 7, -1])
def test_one_changed_byte_is_enough_to_be_refused(name: str, place: int) -> None:
    case = CASES[name]
    if not case.signs_body:
        return
    right = case.make(case.secret)
    body = bytearray(right.body)
    body[place] ^= 1
    refused(name, replace(right, body=bytes(body)), case.proved(case.secret))


@every
@pytest.mark.parametrize("body", [b"", b"\xef\xbb\xbf{}", b"{", b"[]", b"null", b"\xff\xfe"])
def test_another_body_is_refused(name: str, body: bytes) -> None:
    case = CASES[name]
    if case.signs_body or not case.in_header:
        refused(name, replace(case.make(case.secret), body=body), case.proved(case.secret))


@every
@pytest.mark.parametrize("said", [None, "", " ", "é", "\ud800", "0" * 64, "zz", "v1,", "t=,v1=", "=", "A" * 5000])
def test_missing_and_garbled_proofs_are_refused(name: str, said: str | None) -> None:
    case = CASES[name]
    right = case.make(case.secret)
    for word in (word for word in (*right.headers, *right.query) if word not in ("athlete", "webhook-id")):  # names, that prove nothing
        garbled = replace(right, headers=_with(right.headers, word, said), query=_with(right.query, word, said))
        refused(name, garbled, case.proved(case.secret))


def _with(given: Mapping[str, str], word: str, said: str | None) -> dict[str, str]:
    """The same with another value for the word; without it for None."""
    changed = {key: said if key == word else value for key, value in given.items()}
    return {key: value for key, value in changed.items() if value is not None}


@every
@pytest.mark.parametrize("seconds", [-301, 301])
def test_a_message_with_a_time_counts_for_five_minutes(name: str, seconds: int) -> None:
    case = CASES[name]
    if case.has_time:
        refused(name, case.make(case.secret), case.proved(case.secret), NOW + timedelta(seconds=seconds))
        PLATFORMS[name].verify(case.make(case.secret), case.proved(case.secret), NOW + timedelta(seconds=300))


@every
def test_no_secret_is_in_what_is_kept(name: str) -> None:
    case = CASES[name]
    notices = PLATFORMS[name].read(case.make(case.secret))
    assert notices
    assert case.secret not in repr(notices)
    assert all(notice.dedupe_key for notice in notices)


@every
@pytest.mark.parametrize(
    "body",
    [
        b"[]",
        b"7",
        b'"x"',
        b"{}",
        b'{"type": 7, "event": [], "user": 1, "events": [1], "x": NaN, "id": 99999999999999}',
        b'{"user_id": "\\ud800\\u0000"}',
    ],
)
def test_a_proved_body_of_another_shape_is_read_and_means_nothing(name: str, body: bytes) -> None:
    platform = PLATFORMS[name]
    if name == "standard" and body.startswith(b'{"'):  # speaks our own words, and is held to them
        return
    for notice in platform.read(replace(CASES[name].make(CASES[name].secret), body=body)):
        assert platform.understand(notice, None) == ()


@every
def test_the_acknowledgement_is_two_hundred_and_json(name: str) -> None:
    reply = PLATFORMS[name].reply(CASES[name].make(CASES[name].secret))
    assert reply.status == 200
    json.loads(reply.body)


@every
@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"[" * 100_000])
def test_a_proved_body_that_is_no_json_is_refused_in_our_words(name: str, body: bytes) -> None:
    if name == "trainingpeaks":  # never reads it
        return
    with pytest.raises(BadInput):
        PLATFORMS[name].read(replace(CASES[name].make(CASES[name].secret), body=body))
