"""Accounts with platforms and the addresses that platforms send to, over HTTP."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.testclient import TestClient

from service.api.app import create_app
from service.api.body import BodyLimits
from service.platforms.base import App
from service.platforms.fake_server import FakeServer
from service.platforms.intervals_icu.fake import CODE, KEY, FakeIntervals
from service.platforms.outside import Outside
from service.platforms.standard.signing import headers_for
from service.usecases.services import Services
from tests.support.samples import PLANS
from tests.support.services import Club, SteppingClock, a_club, bearing

UPLOADS = PLANS / "uploads"


@pytest.fixture
def icu() -> FakeIntervals:
    return FakeIntervals()


@pytest.fixture
def there(icu: FakeIntervals) -> Iterator[FakeServer]:
    with icu.serve() as server:
        yield server


@pytest.fixture
def services(services: Services, there: FakeServer) -> Iterator[Services]:
    outside = Outside({"intervals_icu": App("our-id", "our-secret", there.url, "https://adjuster.example.org/back")})
    yield replace(services, outside=outside)
    outside.http.close()


@pytest.fixture
def api(services: Services) -> Iterator[TestClient]:
    with TestClient(create_app(services, BodyLimits(2_000_000, 5.0)), raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def eva(api: TestClient, club: Club) -> str:
    answer = api.post("/v1/athletes", json={"name": "Eva", "timezone": "UTC"}, headers=bearing(club.tokens[0]))
    return str(answer.json()["id"])


def consent(api: TestClient, club: Club, athlete_id: str, coach: int = 0) -> str:
    """The state that the platform would send back."""
    path, key = f"/v1/athletes/{athlete_id}/connections/consent", bearing(club.tokens[coach])
    answer = api.post(path, json={"provider": "intervals_icu"}, headers=key)
    assert answer.status_code == 200, answer.text
    return parse_qs(urlsplit(answer.json()["url"]).query)["state"][0]


def back(api: TestClient, state: str, code: str = CODE, provider: str = "intervals_icu") -> Any:
    return api.get(f"/v1/connections/{provider}/callback", params={"state": state, "code": code})


def test_an_athlete_who_consents_there_is_connected_here(api: TestClient, club: Club, eva: str) -> None:
    connected = back(api, consent(api, club, eva))
    assert (connected.status_code, connected.json()["athlete_id"], connected.json()["status"]) == (200, eva, "active")
    listed = api.get("/v1/connections", headers=bearing(club.tokens[0]))
    assert [item["provider_user_id"] for item in listed.json()["items"]] == ["i641775"]
    assert "icu-token" not in listed.text


def test_a_state_counts_once_for_its_own_platform_and_for_a_quarter_of_an_hour(
    api: TestClient, club: Club, eva: str, clock: SteppingClock
) -> None:
    state = consent(api, club, eva)
    assert back(api, state, provider="standard").status_code == 404
    assert back(api, state).status_code == 200
    assert back(api, state).status_code == 404
    assert back(api, "forged").status_code == 404
    late = consent(api, club, eva)
    clock.pass_by(minutes=16)
    assert back(api, late).status_code == 404


def test_a_code_that_the_platform_does_not_know_connects_nobody(api: TestClient, club: Club, eva: str) -> None:
    assert back(api, consent(api, club, eva), code="another").status_code == 422
    assert api.get("/v1/connections", headers=bearing(club.tokens[0])).json()["items"] == []


def test_a_key_connects_and_a_wrong_one_is_told_where_it_stands(api: TestClient, club: Club, eva: str) -> None:
    path, key = f"/v1/athletes/{eva}/connections/key", bearing(club.tokens[0])
    wrong = api.post(path, json={"provider": "intervals_icu", "key": "wrong"}, headers=key)
    assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (422, "/key")
    assert api.post(path, json={"provider": "intervals_icu", "key": KEY}, headers=key).status_code == 201


def test_an_account_stays_with_its_athlete_whoever_else_is_to_be_connected_with_it(api: TestClient, club: Club, eva: str) -> None:
    """A coach who forgets whose account the browser is in would send one athlete's words to another's coach."""
    assert back(api, consent(api, club, eva)).status_code == 200
    other = api.post("/v1/athletes", json={"name": "Ida", "timezone": "UTC"}, headers=bearing(club.tokens[1])).json()["id"]
    by_key = {"provider": "intervals_icu", "key": KEY}
    for answer in (
        api.post(f"/v1/athletes/{other}/connections/key", json=by_key, headers=bearing(club.tokens[1])),
        api.post(f"/v1/athletes/{other}/connections/key", json=by_key, headers=bearing(club.head)),
        back(api, consent(api, club, other, coach=1)),
    ):
        assert answer.status_code == 409, answer.text
        assert eva not in answer.text
    (only,) = api.get("/v1/connections", headers=bearing(club.head)).json()["items"]
    assert only["athlete_id"] == eva
    assert api.delete(f"/v1/connections/{only['id']}", headers=bearing(club.tokens[0])).status_code == 204
    assert back(api, consent(api, club, other, coach=1)).status_code == 200


def test_an_account_that_is_given_up_is_given_back_and_its_tokens_forgotten(
    api: TestClient, club: Club, eva: str, icu: FakeIntervals
) -> None:
    id = back(api, consent(api, club, eva)).json()["id"]
    assert api.delete(f"/v1/connections/{id}", headers=bearing(club.tokens[1])).status_code == 404
    assert api.delete(f"/v1/connections/{id}", headers=bearing(club.tokens[0])).status_code == 204
    assert not icu.is_connected
    assert api.get(f"/v1/connections/{id}", headers=bearing(club.tokens[0])).status_code == 404


def test_a_platform_that_nobody_registered_with_cannot_be_connected(api: TestClient, services: Services, club: Club, eva: str) -> None:
    bare = replace(services, outside=Outside())
    with TestClient(create_app(bare, BodyLimits(1000, 5.0))) as client:
        answer = client.post(f"/v1/athletes/{eva}/connections/consent", json={"provider": "intervals_icu"}, headers=bearing(club.tokens[0]))
    assert answer.status_code == 409
    assert "ADJUSTER_PLATFORMS" in answer.json()["detail"]


def a_hook(api: TestClient, club: Club, **given: str) -> dict[str, Any]:
    answer = api.post("/v1/hooks", json={"provider": "standard", **given}, headers=bearing(club.head))
    assert answer.status_code == 201, answer.text
    hook: dict[str, Any] = answer.json()
    return hook


def send(api: TestClient, hook: dict[str, Any], message: Any, *, secret: str | None = None, id: str = "msg_1") -> Any:
    body = message if isinstance(message, bytes) else json.dumps(message).encode()
    # The services' clock stands still; the message is of that moment.
    headers = headers_for((secret or hook["signing"],), id, datetime(2026, 3, 4, 18, tzinfo=UTC), body)
    return api.post(urlsplit(hook["url"]).path, content=body, headers=headers)


REPORT = {"type": "report.submitted", "data": {"athlete_ref": "a-1", "report": {"observed_at": "2026-03-04T17:00:00Z", "heaviness": 6}}}


def inbox(services: Services, club: Club) -> list[Any]:
    with services.store.reading(club.office) as work:
        return list(work.inbox.unsettled(services.clock().replace(year=2030)))


def test_a_signed_message_is_kept_once_however_often_it_comes(api: TestClient, services: Services, club: Club) -> None:
    hook = a_hook(api, club)
    assert [send(api, hook, REPORT).status_code for _ in range(3)] == [200, 200, 200]
    assert len(inbox(services, club)) == 1
    assert send(api, hook, REPORT, id="msg_2").status_code == 200
    assert len(inbox(services, club)) == 2


def test_what_is_not_proved_is_turned_away_and_leaves_nothing(api: TestClient, services: Services, club: Club) -> None:
    hook = a_hook(api, club)
    other = a_hook(api, club)
    assert send(api, hook, REPORT, secret=other["signing"]).status_code == 401
    assert api.post(urlsplit(hook["url"]).path, content=b"{}").status_code == 401
    assert api.post("/v1/hooks/standard/forged", content=b"{}").status_code == 404
    assert api.post(urlsplit(hook["url"]).path.replace("standard", "strange"), content=b"{}").status_code == 404
    assert inbox(services, club) == []


def test_a_body_that_is_too_large_is_not_read_to_its_end(api: TestClient, services: Services, club: Club) -> None:
    hook = a_hook(api, club)
    assert send(api, hook, b" " * 1_100_000).status_code == 413
    assert inbox(services, club) == []


def test_a_changed_secret_lets_the_old_one_count_for_a_day(api: TestClient, services: Services, club: Club, clock: SteppingClock) -> None:
    hook = a_hook(api, club)
    changed = api.post(f"/v1/hooks/{hook['hook']['id']}/secret", json={}, headers=bearing(club.head)).json()
    assert send(api, hook, REPORT, id="old").status_code == 200
    assert send(api, hook, REPORT, id="new", secret=changed["signing"]).status_code == 200


def test_a_revoked_address_takes_nothing_in(api: TestClient, club: Club) -> None:
    hook = a_hook(api, club)
    assert api.delete(f"/v1/hooks/{hook['hook']['id']}", headers=bearing(club.head)).status_code == 204
    assert send(api, hook, REPORT).status_code == 404


@pytest.mark.parametrize(
    "given", [{"provider": "intervals_icu"}, {"provider": "nobody"}, {"provider": "standard", "signing": "whsec_c2hvcnQ="}]
)
def test_a_hook_that_would_prove_nothing_is_not_made(api: TestClient, club: Club, given: dict[str, str]) -> None:
    assert api.post("/v1/hooks", json=given, headers=bearing(club.head)).status_code == 422


def test_another_club_sees_no_hooks(api: TestClient, services: Services, club: Club) -> None:
    a_hook(api, club)
    assert api.get("/v1/hooks", headers=bearing(a_club(services, "Other").head)).json()["items"] == []


def test_a_recording_proves_a_session_and_only_suggests_what_the_watch_was_told(api: TestClient, club: Club, eva: str) -> None:
    key, content = bearing(club.tokens[0]), (UPLOADS / "tempo-run-done.fit").read_bytes()
    answer = api.post(f"/v1/athletes/{eva}/activities", content=content, headers=key)
    assert answer.status_code == 200, answer.text
    first = answer.json()
    assert (first["activities"], len(first["suggestions"])) == (1, 1)
    assert api.post(f"/v1/athletes/{eva}/activities", content=content, headers=key).json()["suggestions"] == []
    assert api.get(f"/v1/athletes/{eva}/reports", headers=key).json()["items"] == []
    (waiting,) = api.get(f"/v1/athletes/{eva}/suggestions", headers=key).json()["items"]
    path = f"/v1/athletes/{eva}/suggestions/{waiting['id']}"
    assert api.post(f"{path}/dismiss", headers=key).status_code == 204
    assert api.post(f"{path}/confirm", headers=key).status_code == 409
    refused = api.post(f"/v1/athletes/{eva}/activities", content=b"date,sport,kind\n", headers=key)
    assert (refused.status_code, "FIT" in refused.json()["detail"]) == (422, True)
