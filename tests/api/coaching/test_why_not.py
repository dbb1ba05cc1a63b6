"""Why not, for a request of one's own."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from service.api.app import create_app
from service.api.body import BodyLimits
from tests.api.problem import assert_problem
from tests.support.samples import raw_request
from tests.support.services import services_on


@pytest.fixture
def client(sqlite_database: str) -> TestClient:
    """Without a key: nothing is stored."""
    return TestClient(create_app(services_on(sqlite_database), BodyLimits(1_000_000, 5.0)), raise_server_exceptions=False)


def _ask(client: TestClient, name: str = "sc-03-whole-run", **question: Any) -> Any:
    body = {"request": raw_request(name), "session_id": "tempo-0305", "date": "2026-03-06", **question}
    return client.post("/v1/why-not", json=body)


@pytest.mark.parametrize(
    ("question", "possible", "code"),
    [
        ({}, True, None),
        ({"date": "2026-03-05"}, False, "no-hard-before"),
        ({"date": "2026-03-20"}, False, "move-limit"),
        ({"date": "2026-03-01"}, False, "past"),
        ({"form": "reduced"}, False, "no-such-form"),
        ({"session_id": "int-0303"}, False, "constant"),
    ],
)
def test_the_rule_that_forbids_it_is_named(client: TestClient, question: dict[str, str], possible: bool, code: str | None) -> None:
    answer = _ask(client, **question).json()
    assert answer["possible"] is possible
    assert (answer["reasons"][0]["code"] if answer["reasons"] else None) == code


def test_what_the_answer_does_anyhow_costs_nothing_and_another_day_costs_something(client: TestClient) -> None:
    free = _ask(client).json()["price"]
    assert (free["feasible"], free["delta"]) == (True, 0)
    dear = _ask(client, date="2026-03-07").json()["price"]
    assert (dear["level"], dear["delta"] > 0) == ("key_sessions_rank_2", True)


def test_on_hold_nothing_stands_anywhere(client: TestClient) -> None:
    answer = _ask(client, "sc-08-one-swollen-leg").json()
    assert (answer["possible"], answer["reasons"][0]["code"]) == (False, "on-hold")


@pytest.mark.parametrize(
    ("question", "pointer"),
    [({"session_id": "nothing"}, "/session_id"), ({"date": "soon"}, "/date"), ({"form": "harder"}, "/form"), ({"why": 1}, "/why")],
)
def test_a_question_about_nothing_is_refused_with_its_place(client: TestClient, question: dict[str, Any], pointer: str) -> None:
    assert [error["pointer"] for error in assert_problem(_ask(client, **question), "bad-input")["errors"]] == [pointer]
