"""Athletes over HTTP: who sees them, and who may change them."""

from __future__ import annotations

from typing import Any

from starlette.testclient import TestClient

from service.usecases.services import Services
from tests.api.problem import assert_problem
from tests.support.services import Club, a_club, bearing

EVA = {"name": "Eva", "timezone": "Europe/Vienna", "profile": {"goal": "race", "cross_training": ["bike"]}}


def taken_in(api: TestClient, token: str, **facts: Any) -> dict[str, Any]:
    answer = api.post("/v1/athletes", json=EVA | facts, headers=bearing(token))
    assert answer.status_code == 201, answer.text
    athlete: dict[str, Any] = answer.json()
    return athlete


def test_a_coach_takes_in_an_athlete_and_finds_them_again(api: TestClient, club: Club) -> None:
    eva = taken_in(api, club.tokens[0])
    found = api.get(f"/v1/athletes/{eva['id']}", headers=bearing(club.tokens[0]))
    assert found.json() == eva
    assert found.headers["etag"] == '"1"'
    assert eva["profile"] == EVA["profile"]


def test_a_name_may_be_as_long_as_the_store_has_room_for(api: TestClient, club: Club) -> None:
    assert taken_in(api, club.tokens[0], name="x" * 200)["name"] == "x" * 200
    for path, said in (("/v1/athletes", EVA | {"name": "x" * 201}), ("/v1/coaches", {"name": "x" * 201, "timezone": "UTC"})):
        assert_problem(api.post(path, json=said, headers=bearing(club.head)), "bad-input")


def test_another_coach_of_the_club_does_not_see_the_athlete(api: TestClient, club: Club) -> None:
    eva = taken_in(api, club.tokens[0])
    assert api.get(f"/v1/athletes/{eva['id']}", headers=bearing(club.tokens[1])).status_code == 404
    assert api.get("/v1/athletes", headers=bearing(club.tokens[1])).json()["items"] == []


def test_a_key_of_the_whole_club_sees_everybody_and_nobody_of_another_club(api: TestClient, services: Services, club: Club) -> None:
    eva = taken_in(api, club.tokens[0])
    assert [item["id"] for item in api.get("/v1/athletes", headers=bearing(club.head)).json()["items"]] == [eva["id"]]
    other = a_club(services, "Other")
    assert api.get(f"/v1/athletes/{eva['id']}", headers=bearing(other.head)).status_code == 404


def test_no_key_and_a_forged_key_are_turned_away_alike(api: TestClient, club: Club) -> None:
    for headers in ({}, bearing("nonsense"), bearing(club.tokens[0][:-1] + "x"), {"Authorization": "Basic abc"}):
        answer = api.get("/v1/athletes", headers=headers)
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"].startswith("Bearer")


def test_a_field_that_is_ours_cannot_be_set(api: TestClient, club: Club) -> None:
    answer = api.post("/v1/athletes", json=EVA | {"org_id": "org_x"}, headers=bearing(club.tokens[0]))
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/org_id"


def test_two_athletes_cannot_have_the_same_ref(api: TestClient, club: Club) -> None:
    taken_in(api, club.tokens[0], ref="a-17")
    assert_problem(api.post("/v1/athletes", json=EVA | {"ref": "a-17"}, headers=bearing(club.tokens[1])), "conflict")


def test_a_change_needs_the_version_that_was_read(api: TestClient, club: Club) -> None:
    eva = taken_in(api, club.tokens[0])
    path, key = f"/v1/athletes/{eva['id']}", bearing(club.tokens[0])
    assert api.put(path, json=EVA, headers=key).status_code == 428
    changed = api.put(path, json=EVA | {"name": "Eva B"}, headers=key | {"If-Match": '"1"'})
    assert (changed.status_code, changed.json()["name"], changed.headers["etag"]) == (200, "Eva B", '"2"')
    assert api.put(path, json=EVA, headers=key | {"If-Match": '"1"'}).status_code == 412


def test_the_callers_own_name_makes_the_athlete_once(api: TestClient, club: Club) -> None:
    key = bearing(club.tokens[0])
    first = api.put("/v1/athletes/by-ref/a-17", json=EVA, headers=key)
    again = api.put("/v1/athletes/by-ref/a-17", json=EVA, headers=key)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()


def test_a_long_list_goes_on_where_it_stopped(api: TestClient, club: Club) -> None:
    made = [taken_in(api, club.tokens[0], name=f"Athlete {n}")["id"] for n in range(5)]
    found: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        page = api.get("/v1/athletes?limit=2" + (f"&cursor={cursor}" if cursor else ""), headers=bearing(club.tokens[0])).json()
        found += [item["id"] for item in page["items"]]
        cursor = page["next_cursor"]
    assert sorted(found) == sorted(made)


def test_an_answer_that_is_known_already_is_not_sent_again(api: TestClient, club: Club) -> None:
    eva = taken_in(api, club.tokens[0])
    answer = api.get(f"/v1/athletes/{eva['id']}", headers=bearing(club.tokens[0]) | {"If-None-Match": '"1"'})
    assert (answer.status_code, answer.content) == (304, b"")
