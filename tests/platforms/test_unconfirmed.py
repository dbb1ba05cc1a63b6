"""Facts about platforms that nobody has confirmed: what happens where they are wrong. The page about them names what is shown here."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from service.platforms import doubles
from service.platforms.base import Access, App, HookSecrets, Incoming, Notice, Untrusted
from service.platforms.events import ActivityCompleted, AthleteDisconnected, PlanChangedThere
from service.platforms.http import AccessLost, Http
from service.platforms.intervals_icu import mapping as icu
from service.platforms.polar.fake import FakePolar
from service.platforms.polar.subscribing import PolarSubscribing
from service.platforms.registry import PLATFORMS
from service.platforms.signatures import hmac_sha256
from service.platforms.strava import mapping as strava
from service.platforms.strava.fake import FakeStrava
from service.platforms.suunto import mapping as suunto
from service.platforms.trainingpeaks import mapping as trainingpeaks
from service.platforms.wahoo.fake import FakeWahoo
from service.platforms.whoop.fake import FakeWhoop

NOW = datetime(2026, 3, 4, 18, tzinfo=UTC)
PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "platforms-unconfirmed.md").read_text("utf-8")
ICU_RUN = {"id": "i1", "type": "Run", "start_date_local": "2026-03-04T07:00:00", "start_date": "2026-03-04T06:00:00Z"}
STRAVA_RUN = {"id": 5, "sport_type": "Run", "start_date": "2026-03-04T06:00:00Z", "start_date_local": "2026-03-04T07:00:00Z"}
TP_RUN = {"id": 7, "completed": True, "workoutday": "2026-03-04T00:00:00", "workouttype": "run", "totaltime": 0.75}
SIGNED = {"polar": "polar-webhook-signature", "suunto": "x-hmac-sha256-signature"}


def test_the_page_names_platforms_that_there_are() -> None:
    named = {name for line in PAGE.splitlines() if line.startswith("| `") for name in re.findall("`([a-z_]+)`", line.split("|")[1])}
    assert named == set(PLATFORMS) - {"standard"}


@pytest.mark.parametrize("name", PLATFORMS)
@pytest.mark.parametrize("kind", ["NEWS", "", "workout", "activity", "x.y.z", "WORKOUT_CREATED2"])
def test_a_kind_that_nobody_knows_means_nothing(name: str, kind: str) -> None:
    if name != "trainingpeaks":  # reads nothing of a message
        assert PLATFORMS[name].understand(Notice(kind, "key", "user", {}, None), None) == ()


@pytest.mark.parametrize("name", SIGNED)
def test_a_signature_in_another_encoding_is_refused(name: str) -> None:
    body = b'{"event": "EXERCISE"}'
    encoded = base64.b64encode(hmac_sha256(b"key", body)).decode()
    with pytest.raises(Untrusted):
        PLATFORMS[name].verify(Incoming("POST", {SIGNED[name]: encoded}, {}, body), HookSecrets(("key",)), NOW)


def test_suuntos_messages_are_read_as_json_and_as_a_form() -> None:
    form = Incoming("POST", {"content-type": "application/x-www-form-urlencoded"}, {}, b"type=WORKOUT_CREATED&username=j&workoutKey=w")
    told = {"type": "WORKOUT_CREATED", "username": "j", "workout": {"workoutKey": "w"}}
    both = [PLATFORMS["suunto"].read(each) for each in (form, Incoming("POST", {}, {}, json.dumps(told).encode()))]
    assert both[0] == both[1]


@pytest.mark.parametrize("aspect", ["update", "delete", "create", None])
def test_a_consent_taken_back_on_strava_is_known_by_its_flag_alone(aspect: str | None) -> None:
    told = {"object_type": "athlete", "object_id": 1, "aspect_type": aspect, "updates": {"authorized": "false"}}
    (notice,) = PLATFORMS["strava"].read(FakeStrava().message(at=NOW, **told))
    assert isinstance(PLATFORMS["strava"].understand(notice, None)[0], AthleteDisconnected)


def test_strava_without_a_key_is_held_to_its_subscription_and_to_the_age_of_a_time() -> None:
    ours = HookSecrets(subscription_id="120475")
    message = FakeStrava().message(at=NOW, object_id=5)
    PLATFORMS["strava"].verify(message, ours, NOW)
    for wrong in (replace(message, headers={"x-strava-signature": "t=1,v1=00"}), replace(message, body=b'{"subscription_id": 1}')):
        with pytest.raises(Untrusted):
            PLATFORMS["strava"].verify(wrong, ours, NOW)


@pytest.mark.parametrize("name", ["perceived_exertion", "suffer_score", "workout_type", "description", "private_note", "distance"])
def test_of_strava_nothing_doubtful_is_read(name: str) -> None:
    for value in (-1, 0, 7, 1e9, "hard", None, [], {}):
        assert strava.completed({**STRAVA_RUN, name: value}) == strava.completed(STRAVA_RUN)


@pytest.mark.parametrize("name", ["session_rpe", "max_training_time"])
def test_of_intervals_icu_nothing_doubtful_is_read(name: str) -> None:
    for value in (-1, 0, 3000, "x", None):
        assert icu.completed({**ICU_RUN, name: value}) == icu.completed(ICU_RUN)


@pytest.mark.parametrize("value", [0, -1, 5, 255, 1e9, "high", None, True, [], float("nan")])
@pytest.mark.parametrize("name", ["soreness", "fatigue", "stress", "injury", "mood", "motivation", "sleepQuality"])
def test_a_score_that_is_on_no_scale_was_not_said(name: str, value: Any) -> None:
    day = icu.recorded({"id": "2026-03-04", name: value})
    assert day is not None
    assert day.scores == ()


@pytest.mark.parametrize(("name", "value"), [("feel", 0), ("feel", 6), ("feel", -1), ("icu_rpe", 0), ("icu_rpe", 11), ("feel", "weak")])
def test_a_word_on_a_session_that_is_on_no_scale_was_not_said(name: str, value: Any) -> None:
    done = icu.completed({**ICU_RUN, name: value})
    assert done is not None
    assert done.scores == ()


def test_each_score_is_kept_with_what_was_sent() -> None:
    done = icu.completed({**ICU_RUN, "feel": 5})
    assert done is not None
    (score,) = done.scores
    assert (score.value, score.raw_field, score.raw_value) == (0, "feel", 5)
    assert "intervals_icu" in score.raw_scale


@pytest.mark.parametrize("body", [{}, {"events": 7}, {"deleted_events": []}, {"events": [{"id": 1}]}])
def test_a_changed_calendar_is_read_anew_whatever_the_message_says(body: Mapping[str, Any]) -> None:
    notice = Notice("CALENDAR_UPDATED", "key", "i1", {"type": "CALENDAR_UPDATED", **body})
    assert PLATFORMS["intervals_icu"].understand(notice, None) == (PlanChangedThere("intervals_icu"),)


@pytest.mark.parametrize("feeling", [0, 1, 5, 10, 100, "good", None])
def test_feeling_on_trainingpeaks_gives_no_score(feeling: Any) -> None:
    assert trainingpeaks.completed({**TP_RUN, "feeling": feeling}) == trainingpeaks.completed(TP_RUN)


@pytest.mark.parametrize(("rpe", "scores"), [(0, 0), (1, 1), (10, 1), (11, 0), (100, 0), ("x", 0), (None, 0)])
def test_an_effort_on_trainingpeaks_counts_from_one_to_ten(rpe: Any, scores: int) -> None:
    done = trainingpeaks.completed({**TP_RUN, "rpe": rpe})
    assert done is not None
    assert len(done.scores) == scores


def test_the_body_of_a_message_of_trainingpeaks_is_not_read() -> None:
    query = {"athlete": "54321", "token": "ours"}
    bodies = (b"", b"\xff", b"[]", b'{"AthleteId": 9}')
    notices = [PLATFORMS["trainingpeaks"].read(Incoming("POST", {}, query, body))[0] for body in bodies]
    assert {notice.user_id for notice in notices} == {"54321"}


@pytest.mark.parametrize("number", [99, -1, 1.5, "run", None, True])
def test_a_sport_by_a_number_that_nobody_knows_is_another_one(number: Any) -> None:
    assert suunto.sport_of(number) == "other"


def test_two_accounts_of_which_one_tells_no_zone_are_matched_by_day_and_length() -> None:
    done = trainingpeaks.completed(TP_RUN)
    assert done is not None
    known = doubles.figures_of(ActivityCompleted("polar", "p", done.sport, NOW, NOW.date(), moving_s=2600))
    assert doubles.tells_of_the_same(known, done, fits=True)
    assert not doubles.tells_of_the_same(known, done, fits=False)
    assert not doubles.tells_of_the_same(known, replace(done, moving_s=None), fits=True)


@pytest.mark.parametrize("id", ["a-uuid", 12, None])
def test_the_id_of_a_recovery_is_not_used(id: Any) -> None:
    message = FakeWhoop().message("key", NOW, type="recovery.updated", id=id)
    with FakeWhoop().serve() as server, Http() as http:
        access = Access(http, App(base_url=server.url), {"token": "token-0"}, "u")
        assert PLATFORMS["whoop"].understand(PLATFORMS["whoop"].read(message)[0], access) == ()
        assert {asked.path.rpartition("/")[2] for asked in server.asked} == {"sleep", "recovery"}


@pytest.mark.parametrize("name", ["polar", "wahoo"])
def test_a_door_that_closes_without_a_word_is_a_consent_that_is_gone(name: str) -> None:
    fake: Any = {"polar": FakePolar, "wahoo": FakeWahoo}[name]()
    fake.consent.is_granted = False
    with fake.serve() as server, Http() as http, pytest.raises(AccessLost):
        PLATFORMS[name].poll(Access(http, App(base_url=server.url), {"token": "token-0"}, "u"), NOW.date(), NOW.date())  # type: ignore[attr-defined]


@pytest.mark.parametrize(("told", "is_awake"), [({}, True), ({"active": None}, True), ({"active": True}, True), ({"active": False}, False)])
def test_a_webhook_that_does_not_say_that_it_sleeps_is_awake(told: Mapping[str, Any], is_awake: bool) -> None:
    fake = FakePolar(webhook={"id": "w", "url": "https://x.example", "events": ["EXERCISE"], **told})
    with fake.serve() as server, Http() as http:
        (seen,) = PolarSubscribing().subscriptions(http, App("id", "secret", server.url))
        assert seen.is_active == is_awake
