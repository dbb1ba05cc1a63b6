"""What every platform with accounts has to meet: consent, tokens that end, calls that fail."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from service.platforms.base import Access, App
from service.platforms.fake_consent import CODE
from service.platforms.fake_server import FakeServer, Told
from service.platforms.garmin import Garmin
from service.platforms.garmin.fake import FakeGarmin
from service.platforms.http import AccessLost, Http, TryLater
from service.platforms.oura import Oura
from service.platforms.oura.fake import FakeOura
from service.platforms.polar import Polar
from service.platforms.polar.fake import FakePolar
from service.platforms.strava import Strava
from service.platforms.strava.fake import FakeStrava
from service.platforms.suunto import Suunto
from service.platforms.suunto.fake import API_KEY, FakeSuunto
from service.platforms.trainingpeaks import TrainingPeaks
from service.platforms.trainingpeaks.fake import FakeTrainingPeaks
from service.platforms.wahoo import Wahoo
from service.platforms.wahoo.fake import FakeWahoo
from service.platforms.whoop import Whoop
from service.platforms.whoop.fake import FakeWhoop

NOW = datetime(2026, 3, 4, 18, tzinfo=UTC)
DAYS = (date(2026, 3, 1), date(2026, 3, 4))


@dataclass(frozen=True)
class Case:
    platform: Callable[..., Any]
    fake: Callable[[], Any]
    user_id: str
    ends: bool = True
    has_pkce: bool = False
    can_revoke: bool = True


CASES: Mapping[str, Case] = {
    "strava": Case(Strava, FakeStrava, "134815"),
    "polar": Case(Polar, FakePolar, "475", ends=False),
    "suunto": Case(Suunto, FakeSuunto, "johndoe123"),
    "wahoo": Case(Wahoo, FakeWahoo, "13374242"),
    "garmin": Case(Garmin, FakeGarmin, "4aacafe8", has_pkce=True),
    "trainingpeaks": Case(TrainingPeaks, FakeTrainingPeaks, "54321", can_revoke=False),
    "whoop": Case(Whoop, FakeWhoop, "10129"),
    "oura": Case(Oura, FakeOura, "u1"),
}
every = pytest.mark.parametrize("name", CASES)
asked_daily = pytest.mark.parametrize("name", [name for name, case in CASES.items() if hasattr(case.platform, "poll")])


@dataclass
class World:
    platform: Any
    fake: Any
    server: FakeServer
    http: Http
    app: App

    def access(self, token: str = "token-0") -> Access:
        return Access(self.http, self.app, {"token": token}, "u")


@contextmanager
def world_of(name: str) -> Iterator[World]:
    fake = CASES[name].fake()
    with fake.serve() as server, Http() as http:
        app = App("our-id", "our-secret", server.url, "https://example.org/back", API_KEY)
        yield World(CASES[name].platform(lambda: NOW), fake, server, http, app)


@every
def test_the_consent_page_is_asked_for_what_is_needed(name: str) -> None:
    case = CASES[name]
    page = urlsplit(
        case.platform().consent_url(App("our-id", "our-secret", None, "https://example.org/back"), "the-state", "the-challenge")
    )
    query = {key: value[0] for key, value in parse_qs(page.query).items()}
    assert page.scheme == "https"
    assert (query["client_id"], query["state"], query["redirect_uri"]) == ("our-id", "the-state", "https://example.org/back")
    assert ("code_challenge" in query) == case.has_pkce
    assert "our-secret" not in page.query


@every
def test_a_code_becomes_access_and_the_end_of_the_token_is_known(name: str) -> None:
    case = CASES[name]
    with world_of(name) as world:
        granted = world.platform.exchange(world.http, world.app, CODE, "the-verifier")
        assert (granted.user_id, granted.credentials["token"]) == (case.user_id, "token-1")
        assert granted.expires_at == (NOW + timedelta(hours=2) if case.ends else None)
        form = next(asked.form() for asked in world.server.asked if asked.method == "POST")
        assert (form.get("code_verifier") == "the-verifier") == case.has_pkce
        with pytest.raises(AccessLost):
            world.platform.exchange(world.http, world.app, "another code", "the-verifier")


@every
def test_a_refresh_token_counts_once_and_the_new_one_is_handed_back(name: str) -> None:
    with world_of(name) as world:
        first = world.platform.exchange(world.http, world.app, CODE, "v")
        second = world.platform.renew(world.http, world.app, first.credentials)
        if not CASES[name].ends:
            assert second is None
            return
        assert (second.credentials["token"], second.credentials["refresh_token"]) == ("token-2", "refresh-2")
        third = world.platform.renew(world.http, world.app, second.credentials)
        assert third.user_id == CASES[name].user_id
        with pytest.raises(AccessLost):
            world.platform.renew(world.http, world.app, first.credentials)


@every
def test_a_platform_that_is_busy_while_tokens_are_renewed_takes_no_consent_away(name: str) -> None:
    if not CASES[name].ends:
        return
    with world_of(name) as world:
        first = world.platform.exchange(world.http, world.app, CODE, "v")
        world.server.moods.append(Told(503))
        with pytest.raises(TryLater):
            world.platform.renew(world.http, world.app, first.credentials)


WRONG_SECRET: tuple[Told, ...] = (
    Told(401, {"error": "invalid_client"}),
    Told(400, {"error": "invalid_client", "error_description": "Client authentication failed"}),
    Told(401, {"error": "unauthorized_client"}),
    Told(400, {"message": "Bad Request", "errors": [{"resource": "Application", "field": "client_secret", "code": "invalid"}]}),
)


@pytest.mark.parametrize("told", WRONG_SECRET)
@every
def test_a_mistake_in_our_own_registration_takes_no_consent_away(name: str, told: Told) -> None:
    """Otherwise one wrong letter in a setting would disconnect every athlete."""
    if not CASES[name].ends:
        return
    with world_of(name) as world:
        first = world.platform.exchange(world.http, world.app, CODE, "v")
        world.server.moods.append(told)
        with pytest.raises(TryLater, match="ADJUSTER_PLATFORMS"):
            world.platform.renew(world.http, world.app, first.credentials)
        assert world.platform.renew(world.http, world.app, first.credentials) is not None


@every
def test_an_answer_without_a_token_or_a_user_is_no_access(name: str) -> None:
    with world_of(name) as world:
        answers: list[Any] = [{}, [], {"access_token": ""}, {"access_token": 7}]
        for told in answers:
            world.server.moods.append(Told(body=told))
            with pytest.raises(AccessLost):
                world.platform.exchange(world.http, world.app, CODE, "v")


@every
def test_consent_can_be_given_back(name: str) -> None:
    with world_of(name) as world:
        granted = world.platform.exchange(world.http, world.app, CODE, "v")
        access = Access(world.http, world.app, granted.credentials, granted.user_id)
        world.platform.revoke(access)
        assert world.fake.consent.is_granted != CASES[name].can_revoke


@asked_daily
def test_an_account_without_anything_has_nothing_to_tell(name: str) -> None:
    with world_of(name) as world:
        assert world.platform.poll(world.access(), *DAYS) == ()


@asked_daily
@pytest.mark.parametrize(
    ("told", "error", "after"),
    [(Told(429, {}, {"Retry-After": "90"}), TryLater, 90), (Told(503), TryLater, 60), (Told(401), AccessLost, None)],
)
def test_each_way_to_fail_is_its_own(name: str, told: Told, error: type[Exception], after: int | None) -> None:
    with world_of(name) as world:
        world.server.moods.append(told)
        with pytest.raises(error) as caught:
            world.platform.poll(world.access(), *DAYS)
        assert getattr(caught.value, "after_s", None) == after


@asked_daily
def test_answers_of_another_shape_are_nothing(name: str) -> None:
    with world_of(name) as world:
        for told in ([1, "x", None], {"payload": 7, "records": {}, "data": [[]]}, None):
            world.server.moods += [Told(body=told)] * 6
            assert world.platform.poll(world.access(), *DAYS) == ()
            world.server.moods.clear()


@asked_daily
def test_a_token_that_does_not_count_opens_nothing(name: str) -> None:
    with world_of(name) as world, pytest.raises(AccessLost):
        world.platform.poll(world.access("another"), *DAYS)
