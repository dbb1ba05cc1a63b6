"""Messages signed as Standard Webhooks asks."""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from standardwebhooks import Webhook

from service.errors import BadInput
from service.platforms.base import HookSecrets, Incoming, Untrusted
from service.platforms.events import ActivityCompleted, PlanChangedThere, ReportSubmitted, ScoreKind, WellnessRecorded
from service.platforms.standard import StandardWebhooks
from service.platforms.standard.signing import headers_for, sign

PLATFORM = StandardWebhooks()
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
OLD = "whsec_" + base64.b64encode(b"o" * 32).decode()
AT = datetime.fromtimestamp(1614265330, UTC)
BODY = b'{"test": 2432232314}'


def incoming(headers: dict[str, str], body: bytes = BODY) -> Incoming:
    return Incoming("POST", headers, {}, body)


def signed(body: bytes = BODY, *, secrets: tuple[str, ...] = (SECRET,), at: datetime = AT) -> Incoming:
    return incoming(headers_for(secrets, "msg_1", at, body), body)


def verify(message: Incoming, *secrets: str, now: datetime = AT) -> None:
    PLATFORM.verify(message, HookSecrets(secrets or (SECRET,)), now)


def test_our_signature_is_that_of_the_published_example() -> None:
    assert sign(SECRET, "msg_p5jXN8AQM9LWM0D4loKWxJek", AT, BODY) == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_another_implementation_reads_what_we_sign_and_we_read_what_it_signs() -> None:
    now = datetime.now(UTC)
    assert Webhook(SECRET).verify(BODY, headers_for((SECRET,), "msg_1", now, BODY)) == {"test": 2432232314}
    theirs = {
        "webhook-id": "m",
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": Webhook(SECRET).sign("m", now, BODY.decode()),
    }
    verify(incoming(theirs), now=now)


def test_while_a_secret_is_changed_both_open() -> None:
    both = signed(secrets=(SECRET, OLD))
    verify(both, SECRET)
    verify(both, OLD)
    verify(signed(secrets=(OLD,)), SECRET, OLD)


def test_the_older_family_of_headers_is_taken_too() -> None:
    verify(incoming({name.replace("webhook", "svix"): value for name, value in signed().headers.items()}))


@pytest.mark.parametrize("added", [{"webhook-id": "x"}, {"webhook-id": "x", "webhook-signature": "v1,x"}, {"webhook-id": ""}])
def test_a_message_that_is_sent_again_under_a_name_that_was_not_signed_is_the_same_message(added: dict[str, str]) -> None:
    headers = signed(b"{}").headers
    again = incoming({name.replace("webhook", "svix"): value for name, value in headers.items()} | added, b"{}")
    verify(again)
    (notice,) = PLATFORM.read(again)
    assert notice.dedupe_key == "msg_1"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("webhook-signature", None), ("webhook-id", None), ("webhook-timestamp", None), ("webhook-id", ""),
        ("webhook-timestamp", "soon"), ("webhook-timestamp", "-1614265330"), ("webhook-timestamp", "9" * 400),
        ("webhook-timestamp", "１６１４２６５３３０"),
        ("webhook-signature", "v1"), ("webhook-signature", "v1,"), ("webhook-signature", "v1,!!!"), ("webhook-signature", "v1,ü"),
        ("webhook-signature", "v1a,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="), ("webhook-signature", "v1," + "A" * 44),
    ],
)  # fmt: skip
def test_a_header_that_is_missing_or_garbled_proves_nothing(name: str, value: str | None) -> None:
    headers = dict(signed().headers)
    headers.pop(name)
    if value is not None:
        headers[name] = value
    with pytest.raises(Untrusted):
        verify(incoming(headers))


def test_a_garbled_entry_does_not_hide_a_right_one() -> None:
    headers = dict(signed().headers)
    headers["webhook-signature"] = "v1,!!! nonsense v2,abc " + headers["webhook-signature"]
    verify(incoming(headers))


def test_one_changed_byte_another_secret_or_none_prove_nothing() -> None:
    with pytest.raises(Untrusted):
        verify(incoming(dict(signed().headers), BODY + b" "))
    with pytest.raises(Untrusted):
        verify(signed(), OLD)
    with pytest.raises(Untrusted):
        PLATFORM.verify(signed(), HookSecrets(()), AT)


@pytest.mark.parametrize(("seconds", "taken"), [(-301, False), (-300, True), (0, True), (300, True), (301, False)])
def test_a_message_counts_for_five_minutes(seconds: int, *, taken: bool) -> None:
    now = AT + timedelta(seconds=seconds)
    if taken:
        verify(signed(), now=now)
    else:
        with pytest.raises(Untrusted):
            verify(signed(), now=now)


@pytest.mark.parametrize("secret", ["", "whsec_", "whsec_c2hvcnQ=", "whsec_!!!"])
def test_an_empty_or_short_secret_signs_and_opens_nothing(secret: str) -> None:
    with pytest.raises(ValueError, match="24 to 64 bytes"):
        sign(secret, "msg_1", AT, BODY)


def events(kind: str, data: dict[str, Any]) -> tuple[Any, ...]:
    body = json.dumps({"type": kind, "timestamp": "2026-03-04T06:40:00Z", "data": data}).encode()
    (notice,) = PLATFORM.read(signed(body))
    assert notice.user_id == data.get("athlete_ref")
    return PLATFORM.understand(notice, None)


def test_a_day_becomes_a_day() -> None:
    (day,) = events(
        "wellness.recorded", {"athlete_ref": "a-1", "local_date": "2026-03-04", "text": "heavy legs", "scores": {"soreness": 70}}
    )
    assert isinstance(day, WellnessRecorded)
    assert [(score.kind, score.value) for score in day.scores] == [(ScoreKind.SORENESS, 70)]


def test_a_session_keeps_the_athletes_own_date() -> None:
    facts = {"athlete_ref": "a-1", "activity_id": "x", "sport": "run", "started_at": "2026-03-04T23:30:00Z", "timezone": "Europe/Vienna"}
    (session,) = events("activity.completed", facts)
    assert isinstance(session, ActivityCompleted)
    assert session.local_date.isoformat() == "2026-03-05"


def test_a_report_is_passed_on_whole() -> None:
    report = {"observed_at": "2026-03-04T06:40:00Z", "heaviness": 7}
    (submitted,) = events("report.submitted", {"athlete_ref": "a-1", "report": report})
    assert isinstance(submitted, ReportSubmitted)
    assert submitted.document == report


def test_a_type_that_we_do_not_know_means_nothing_to_us() -> None:
    assert events("invoice.paid", {"athlete_ref": "a-1"}) == ()
    assert isinstance(events("plan.changed", {"athlete_ref": "a-1"})[0], PlanChangedThere)


@pytest.mark.parametrize(
    "data", [{}, {"athlete_ref": "a-1"}, {"athlete_ref": "a-1", "local_date": "2026-03-04", "scores": {"soreness": 101}}]
)
def test_a_message_that_does_not_fit_names_its_fault(data: dict[str, Any]) -> None:
    with pytest.raises(BadInput, match="/data"):
        events("wellness.recorded", data)


@pytest.mark.parametrize("body", [b"[]", b'"text"', b'{"type": 7}', b'{"data": []}'])
def test_a_body_of_another_shape_is_an_unknown_message(body: bytes) -> None:
    (notice,) = PLATFORM.read(signed(body))
    assert (notice.kind, notice.user_id) == ("unknown", None)
    assert PLATFORM.understand(notice, None) == ()
