"""How often a key may call, and how its last use is noted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from fastapi import Request
from sqlalchemy import event
from starlette.testclient import TestClient

from service.api.app import ROUTERS, create_app
from service.api.body import BodyLimits
from service.api.budgets import SOLVING, Budgets, Meter, Window
from service.api.edge import Edge
from service.usecases.keys import Permission, create_key
from service.usecases.last_use import LastUse
from service.usecases.services import Services
from tests.api.problem import assert_problem
from tests.support.services import Club, SteppingClock, bearing


@pytest.fixture
def database(sqlite_database: str) -> str:
    return sqlite_database


@pytest.fixture
def api(services: Services) -> Iterator[TestClient]:
    edge = Edge(budgets=Budgets(calls=3, solves=2))
    with TestClient(create_app(services, BodyLimits(1_000_000, 5.0), edge), raise_server_exceptions=False) as client:
        yield client


def test_every_answer_says_what_is_allowed_and_left(api: TestClient, club: Club) -> None:
    answer = api.get("/v1/athletes", headers=bearing(club.tokens[0]))
    assert answer.headers["ratelimit-policy"] == '"default";q=3;w=60'
    assert answer.headers["ratelimit"].startswith('"default";r=2;t=')


def test_a_key_that_calls_too_often_is_told_when_to_come_again(api: TestClient, club: Club) -> None:
    for left in (2, 1, 0):
        answer = api.get("/v1/athletes", headers=bearing(club.tokens[0]))
        assert f";r={left};" in answer.headers["ratelimit"]
    refused = api.get("/v1/athletes", headers=bearing(club.tokens[0]))
    assert_problem(refused, "too-many-calls")
    assert 1 <= int(refused.headers["retry-after"]) <= 60
    assert ";r=0;" in refused.headers["ratelimit"]


def test_one_key_does_not_use_up_what_another_has(api: TestClient, club: Club) -> None:
    for _ in range(4):
        api.get("/v1/athletes", headers=bearing(club.tokens[0]))
    assert api.get("/v1/athletes", headers=bearing(club.tokens[1])).status_code == 200


def test_calls_without_a_valid_key_use_up_nothing_of_anybody(api: TestClient, club: Club) -> None:
    for _ in range(10):
        assert api.get("/v1/athletes", headers=bearing(club.tokens[0][:-1] + "_")).status_code == 401
    assert api.get("/v1/athletes", headers=bearing(club.tokens[0])).status_code == 200


def test_what_has_the_solver_work_is_counted_for_the_whole_organisation(api: TestClient, services: Services, club: Club) -> None:
    everything = [create_key(services, club.office, name=str(n), permissions=Permission)[1] for n in range(3)]
    answers = [api.post("/v1/athletes/ath_x/adjustments", json={}, headers=bearing(key)) for key in everything]
    assert [answer.status_code for answer in answers] == [404, 404, 429]
    assert answers[0].headers["ratelimit-policy"] == '"default";q=3;w=60, "solve";q=2;w=60'
    assert api.get("/v1/athletes", headers=bearing(everything[0])).status_code == 200


def test_a_place_comes_free_when_the_oldest_call_is_a_minute_old() -> None:
    window = Window()
    assert [window.is_granted(2, at) for at in (0.0, 30.0, 59.9)] == [True, True, False]
    assert [window.is_granted(2, at) for at in (60.0, 89.9, 90.0)] == [True, False, True]


def test_who_has_not_called_for_a_minute_is_forgotten() -> None:
    now = [0.0]
    meter = Meter(Budgets(calls=1), now=lambda: now[0])
    for at, whose in ((0.0, "early"), (30.0, "later"), (61.0, "last")):
        now[0] = at
        meter._spend_of(Request({"type": "http", "state": {"headers": {}}}), "default", whose)
    assert {whose for _, whose in meter._windows} == {"later", "last"}


def test_the_operations_that_solve_exist() -> None:
    operations = {getattr(route, "operation_id", None) for router in ROUTERS for route in router.routes}
    assert operations >= SOLVING


def test_the_last_use_is_written_once_a_minute_and_not_while_reading(services: Services, club: Club, clock: SteppingClock) -> None:
    statements: list[str] = []
    last_use = LastUse()
    key = services.store.key(f"key_{club.tokens[0].split('_')[2]}")
    assert key is not None
    event.listen(services.store.engine, "before_cursor_execute", lambda *call: statements.append(call[2]))

    def seen() -> object:
        found = services.store.key(key.id)
        return None if found is None else found.last_used_at

    for _ in range(100):
        last_use.note(key, clock())
    assert statements == []
    last_use.write(services)
    assert [s for s in statements if s.startswith("UPDATE")] != []
    first = seen()
    assert first == clock()
    clock.pass_by(seconds=59)
    last_use.note(key, clock())
    last_use.write(services)
    assert seen() == first
    clock.pass_by(seconds=1)
    last_use.note(key, clock())
    last_use.write(services)
    assert seen() == first + timedelta(minutes=1)  # type: ignore[operator]


def test_the_last_use_is_written_when_the_server_ends(services: Services, club: Club, clock: SteppingClock) -> None:
    with TestClient(create_app(services, BodyLimits(1_000, 5.0)), raise_server_exceptions=False) as api:
        api.get("/v1/athletes", headers=bearing(club.tokens[0]))
    key = services.store.key(f"key_{club.tokens[0].split('_')[2]}")
    assert key is not None
    assert key.last_used_at == clock()
