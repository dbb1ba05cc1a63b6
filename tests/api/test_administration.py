"""Coaches, deputies, assignments and keys over HTTP."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from starlette.testclient import TestClient

from service.usecases.keys import Permission, create_key
from service.usecases.services import Services
from tests.api.problem import assert_problem
from tests.api.test_athletes import taken_in
from tests.support.services import Club, SteppingClock, a_club, bearing

CLEO = {"name": "Cleo", "timezone": "Europe/Lisbon", "email": "cleo@example.org", "digest_at": "05:30"}


def made(api: TestClient, club: Club, path: str, body: dict[str, Any]) -> dict[str, Any]:
    answer = api.post(path, json=body, headers=bearing(club.head))
    assert answer.status_code == 201, answer.text
    document: dict[str, Any] = answer.json()
    return document


def seen_by(api: TestClient, token: str) -> list[str]:
    return [item["id"] for item in api.get("/v1/athletes", headers=bearing(token)).json()["items"]]


def test_a_coach_is_taken_in_and_changed(api: TestClient, club: Club) -> None:
    cleo = made(api, club, "/v1/coaches", CLEO)
    path = f"/v1/coaches/{cleo['id']}"
    assert (cleo["digest_at"], cleo["active"], cleo["version"]) == ("05:30", True, 1)
    changed = api.put(path, json=CLEO | {"name": "Cleo B"}, headers=bearing(club.head) | {"If-Match": '"1"'})
    assert (changed.status_code, changed.json()["name"], changed.headers["etag"]) == (200, "Cleo B", '"2"')
    assert_problem(api.put(path, json=CLEO, headers=bearing(club.head) | {"If-Match": '"1"'}), "stale")


@pytest.mark.parametrize("digest_at", ["24:00", "6:00", "06:60", "", 360])
def test_a_time_of_day_that_does_not_exist_is_refused(api: TestClient, club: Club, digest_at: object) -> None:
    assert_problem(api.post("/v1/coaches", json=CLEO | {"digest_at": digest_at}, headers=bearing(club.head)), "bad-input")


def test_coaches_see_themselves_and_the_head_sees_all(api: TestClient, club: Club) -> None:
    assert [c["id"] for c in api.get("/v1/coaches", headers=bearing(club.tokens[0])).json()["items"]] == [club.coach_ids[0]]
    assert {c["id"] for c in api.get("/v1/coaches", headers=bearing(club.head)).json()["items"]} == set(club.coach_ids)
    assert_problem(api.get(f"/v1/coaches/{club.coach_ids[1]}", headers=bearing(club.tokens[0])), "not-found")


def test_a_coach_who_leaves_opens_no_door_any_more(api: TestClient, club: Club) -> None:
    body = {"name": "Ada", "timezone": "Europe/Vienna", "active": False}
    left = api.put(f"/v1/coaches/{club.coach_ids[0]}", json=body, headers=bearing(club.head) | {"If-Match": '"1"'})
    assert left.json()["active"] is False
    assert_problem(api.get("/v1/athletes", headers=bearing(club.tokens[0])), "unauthenticated")


def test_a_coach_may_not_administer(api: TestClient, club: Club) -> None:
    assert_problem(api.post("/v1/coaches", json=CLEO, headers=bearing(club.tokens[0])), "forbidden")


def test_a_deputy_sees_the_athletes_on_those_days_only(api: TestClient, club: Club, clock: SteppingClock) -> None:
    eva = taken_in(api, club.tokens[0])
    days = {"deputy_id": club.coach_ids[1], "from_date": "2026-03-05", "until_date": "2026-03-06"}
    deputy = made(api, club, f"/v1/coaches/{club.coach_ids[0]}/deputies", days)
    visible = []
    for _ in range(4):
        visible.append(seen_by(api, club.tokens[1]) == [eva["id"]])
        clock.pass_by(days=1)
    assert visible == [False, True, True, False]
    listed = api.get(f"/v1/coaches/{club.coach_ids[0]}/deputies", headers=bearing(club.tokens[0])).json()["items"]
    assert listed == [deputy]


def test_standing_in_ends_when_it_is_ended(api: TestClient, club: Club) -> None:
    taken_in(api, club.tokens[0])
    days = {"deputy_id": club.coach_ids[1], "from_date": "2026-03-01", "until_date": "2026-03-31"}
    path = f"/v1/coaches/{club.coach_ids[0]}/deputies"
    deputy = made(api, club, path, days)
    assert len(seen_by(api, club.tokens[1])) == 1
    assert api.delete(f"{path}/{deputy['id']}", headers=bearing(club.head)).status_code == 204
    assert seen_by(api, club.tokens[1]) == []
    assert_problem(api.delete(f"{path}/{deputy['id']}", headers=bearing(club.head)), "not-found")


def test_a_deputy_is_ended_under_the_coach_whom_they_stand_in_for_only(api: TestClient, club: Club) -> None:
    days = {"deputy_id": club.coach_ids[1], "from_date": "2026-03-01", "until_date": "2026-03-31"}
    deputy = made(api, club, f"/v1/coaches/{club.coach_ids[0]}/deputies", days)
    elsewhere = api.delete(f"/v1/coaches/{club.coach_ids[1]}/deputies/{deputy['id']}", headers=bearing(club.head))
    assert_problem(elsewhere, "not-found")


@pytest.mark.parametrize(
    ("change", "pointer"),
    [({"deputy_id": "same"}, "/deputy_id"), ({"from_date": "2026-04-01"}, "/until_date"), ({"until_date": "2026-02-30"}, "/until_date")],
)
def test_standing_in_must_make_sense(api: TestClient, club: Club, change: dict[str, str], pointer: str) -> None:
    days = {"deputy_id": club.coach_ids[1], "from_date": "2026-03-01", "until_date": "2026-03-31"} | change
    days["deputy_id"] = club.coach_ids[0] if change.get("deputy_id") == "same" else days["deputy_id"]
    answer = api.post(f"/v1/coaches/{club.coach_ids[0]}/deputies", json=days, headers=bearing(club.head))
    assert assert_problem(answer, "bad-input")["errors"][0]["pointer"] == pointer


def test_an_athlete_is_assigned_and_taken_away(api: TestClient, club: Club) -> None:
    eva = taken_in(api, club.tokens[0])
    path = f"/v1/athletes/{eva['id']}/coaches"
    for _ in range(2):
        assert api.put(f"{path}/{club.coach_ids[1]}", headers=bearing(club.head)).status_code == 204
    assert seen_by(api, club.tokens[1]) == [eva["id"]]
    assert api.get(path, headers=bearing(club.tokens[1])).json() == {"coach_ids": sorted(club.coach_ids)}
    assert api.delete(f"{path}/{club.coach_ids[0]}", headers=bearing(club.head)).status_code == 204
    assert seen_by(api, club.tokens[0]) == []


def test_nobody_is_assigned_across_organisations(api: TestClient, services: Services, club: Club) -> None:
    eva, other = taken_in(api, club.tokens[0]), a_club(services, "Other")
    path = f"/v1/athletes/{eva['id']}/coaches"
    assert_problem(api.put(f"{path}/{other.coach_ids[0]}", headers=bearing(club.head)), "not-found")
    assert_problem(api.put(f"{path}/{other.coach_ids[0]}", headers=bearing(other.head)), "not-found")


def test_a_key_shows_its_token_once_and_opens_what_it_says(api: TestClient, club: Club) -> None:
    body = {"name": "watch", "permissions": ["plans:read"], "coach_id": club.coach_ids[0]}
    fresh = api.post("/v1/keys", json=body, headers=bearing(club.head) | {"Idempotency-Key": "k"}).json()
    again = api.post("/v1/keys", json=body, headers=bearing(club.head) | {"Idempotency-Key": "k"}).json()
    assert again == fresh | {"token": None}
    assert api.get("/v1/athletes", headers=bearing(fresh["token"])).status_code == 200
    assert_problem(api.post("/v1/athletes", json={}, headers=bearing(fresh["token"])), "forbidden")
    listed = api.get("/v1/keys", headers=bearing(club.head))
    assert fresh["key"] in listed.json()["items"]
    assert fresh["token"].rpartition("_")[2] not in listed.text


def test_a_revoked_key_opens_nothing(api: TestClient, club: Club) -> None:
    fresh = made(api, club, "/v1/keys", {"name": "x", "permissions": ["plans:read"], "coach_id": club.coach_ids[0]})
    for _ in range(2):
        assert api.post(f"/v1/keys/{fresh['key']['id']}/revoke", headers=bearing(club.head)).status_code == 204
    assert_problem(api.get("/v1/athletes", headers=bearing(fresh["token"])), "unauthenticated")


def test_a_key_of_another_organisation_cannot_be_revoked(api: TestClient, services: Services, club: Club) -> None:
    other = a_club(services, "Other")
    mine = api.get("/v1/keys", headers=bearing(club.head)).json()["items"][0]["id"]
    assert_problem(api.post(f"/v1/keys/{mine}/revoke", headers=bearing(other.head)), "not-found")


def test_a_key_gives_nothing_that_it_lacks(api: TestClient, services: Services, club: Club) -> None:
    few = [Permission.ADMIN, Permission.PLANS_READ]
    _, token = create_key(services, club.office, name="few", permissions=few, coach_id=club.coach_ids[0])
    wish = {"name": "x", "permissions": ["org:*", "plans:read"]}
    problem = assert_problem(api.post("/v1/keys", json=wish, headers=bearing(token)), "forbidden")
    assert "org:*" in problem["detail"]


def test_a_key_that_sees_nobody_or_has_expired_already_is_not_made(api: TestClient, club: Club) -> None:
    nobody = {"name": "x", "permissions": ["plans:read"]}
    past = nobody | {"coach_id": club.coach_ids[0], "expires_at": "2026-03-04T17:59:59Z"}
    for body in (nobody, past, nobody | {"permissions": []}, nobody | {"permissions": ["root"]}):
        assert_problem(api.post("/v1/keys", json=body, headers=bearing(club.head)), "bad-input")


def test_a_key_expires_at_its_instant(api: TestClient, club: Club, clock: SteppingClock) -> None:
    until = (clock() + timedelta(hours=1)).isoformat()
    body = {"name": "x", "permissions": ["plans:read"], "coach_id": club.coach_ids[0], "expires_at": until}
    token = made(api, club, "/v1/keys", body)["token"]
    clock.pass_by(minutes=59)
    assert api.get("/v1/athletes", headers=bearing(token)).status_code == 200
    clock.pass_by(minutes=1)
    assert_problem(api.get("/v1/athletes", headers=bearing(token)), "unauthenticated")
