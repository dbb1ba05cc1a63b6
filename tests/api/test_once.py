"""Calls with an Idempotency-Key: carried out once, however often they are sent."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text
from starlette.testclient import TestClient

from service.store.engine import reading
from service.store.repositories.base import Page
from service.store.repositories.calls import StillRunning
from service.store.tenancy import Call
from service.usecases.athletes import AthleteFacts, create_athlete, list_athletes
from service.usecases.services import Services
from tests.api.problem import assert_problem
from tests.api.test_athletes import EVA
from tests.support.services import Club, a_club, bearing

KEY = {"Idempotency-Key": "eva-1"}


def athletes(api: TestClient, token: str) -> list[str]:
    return [item["id"] for item in api.get("/v1/athletes", headers=bearing(token)).json()["items"]]


def test_the_same_call_sent_twice_is_done_once_and_answered_alike(api: TestClient, club: Club) -> None:
    first, second = (api.post("/v1/athletes", json=EVA, headers=bearing(club.tokens[0]) | KEY) for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    assert first.headers["location"] == second.headers["location"]
    assert "idempotency-replayed" not in first.headers
    assert second.headers["idempotency-replayed"] == "true"
    assert len(athletes(api, club.tokens[0])) == 1


def test_a_key_in_the_quotes_of_a_structured_field_is_the_same_key(api: TestClient, club: Club) -> None:
    api.post("/v1/athletes", json=EVA, headers=bearing(club.tokens[0]) | KEY)
    api.post("/v1/athletes", json=EVA, headers=bearing(club.tokens[0]) | {"Idempotency-Key": '"eva-1"'})
    assert len(athletes(api, club.tokens[0])) == 1


def test_without_a_key_the_same_call_twice_is_two_calls(api: TestClient, club: Club) -> None:
    for _ in range(2):
        api.post("/v1/athletes", json=EVA, headers=bearing(club.tokens[0]))
    assert len(athletes(api, club.tokens[0])) == 2


def test_the_key_of_another_request_is_refused(api: TestClient, club: Club) -> None:
    api.post("/v1/athletes", json=EVA, headers=bearing(club.tokens[0]) | KEY)
    answer = api.post("/v1/athletes", json=EVA | {"name": "Eve"}, headers=bearing(club.tokens[0]) | KEY)
    assert_problem(answer, "key-reused")
    assert len(athletes(api, club.tokens[0])) == 1


def test_a_key_counts_for_its_own_organisation_only(api: TestClient, services: Services, club: Club) -> None:
    other = a_club(services, "Other")
    mine = api.post("/v1/athletes", json=EVA, headers=bearing(club.tokens[0]) | KEY)
    theirs = api.post("/v1/athletes", json=EVA, headers=bearing(other.tokens[0]) | KEY)
    assert mine.json()["id"] != theirs.json()["id"]


def test_another_coach_with_the_same_key_gets_no_answer_that_was_not_meant_for_them(api: TestClient, club: Club) -> None:
    api.post("/v1/athletes", json=EVA, headers=bearing(club.tokens[0]) | KEY)
    assert_problem(api.post("/v1/athletes", json=EVA, headers=bearing(club.tokens[1]) | KEY), "key-reused")


def test_a_call_that_failed_may_be_sent_again_with_its_key(api: TestClient, club: Club) -> None:
    key = bearing(club.tokens[0]) | KEY
    assert_problem(api.post("/v1/athletes", json={"name": "Eva"}, headers=key), "bad-input")
    assert api.post("/v1/athletes", json=EVA, headers=key).status_code == 201


@pytest.mark.parametrize("key", ["", " ", '""', '"a', "x" * 201, "\t", "\x7f", "clé"])
def test_a_key_that_is_none_is_refused(api: TestClient, club: Club, key: str) -> None:
    answer = api.post("/v1/athletes", json=EVA, headers={**bearing(club.tokens[0]), "Idempotency-Key": key.encode()})
    assert_problem(answer, "bad-request")


def test_two_at_the_same_moment_make_one_athlete(api: TestClient, club: Club) -> None:
    def call() -> None:
        answers.append(api.post("/v1/athletes", json=EVA, headers=bearing(club.tokens[0]) | KEY).status_code)

    answers: list[int] = []
    threads = [threading.Thread(target=call) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(answers) <= {201, 409}
    assert 201 in answers
    assert len(athletes(api, club.tokens[0])) == 1


def test_of_two_processes_that_do_the_same_one_is_undone(services: Services, club: Club) -> None:
    scope = replace(club.scope(), call=Call("createAthlete", "k", "f"))
    facts = AthleteFacts("Eva", "Europe/Vienna", "{}")
    create_athlete(services, scope, facts)
    with pytest.raises(StillRunning):
        create_athlete(services, scope, facts)
    assert len(list_athletes(services, scope, Page())) == 1


def test_the_store_keeps_no_word_of_key_or_body(services: Services, club: Club, api: TestClient) -> None:
    api.post("/v1/athletes", json=EVA, headers=bearing(club.tokens[0]) | {"Idempotency-Key": "MARKER-key"})
    with reading(services.store.engine, club.org_id) as session:
        rows = session.execute(text("SELECT * FROM idempotency_keys")).all()
    assert len(rows) == 1
    assert "MARKER" not in str(rows)


def test_what_is_older_than_asked_is_forgotten(services: Services, club: Club, api: TestClient) -> None:
    api.post("/v1/athletes", json=EVA, headers=bearing(club.tokens[0]) | KEY)
    with services.store.writing(club.office) as work:
        work.calls.forget(services.clock() + timedelta(seconds=1))
    api.post("/v1/athletes", json=EVA, headers=bearing(club.tokens[0]) | KEY)
    assert len(athletes(api, club.tokens[0])) == 2
