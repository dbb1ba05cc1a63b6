"""The whole thing as it is started by an operator: `adjuster serve` with real workers that solve."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import httpx2
import psutil
import pytest

from tests.api.problem import assert_problem
from tests.api.server import free_port, serving

REQUESTS = Path(__file__).parents[2] / "plans" / "requests"
START = "from service.cli import main; import sys; sys.argv = ['adjuster', 'serve', '--port', '{port}']; main()"


@pytest.fixture(scope="module")
def served() -> Iterator[tuple[httpx2.Client, psutil.Process]]:
    port = free_port()
    with serving(["-c", START.format(port=port)], port, ADJUSTER_SOLVES_AT_ONCE="2") as (client, process):
        yield client, psutil.Process(process.pid)


def post(client: httpx2.Client, name: str) -> dict[str, object]:
    response = client.post("/v1/adjust", content=(REQUESTS / name).read_bytes(), headers={"Content-Type": "application/json"})
    assert response.status_code == 200, response.text
    answer: dict[str, object] = response.json()
    return answer


def test_requests_are_solved_side_by_side_and_each_gets_its_own_answer(served: tuple[httpx2.Client, psutil.Process]) -> None:
    client, _ = served
    names = ["sc-01-one-mild-run.json", "sc-03-whole-run.json", "sc-09-dark-urine.json"] * 2
    with ThreadPoolExecutor(3) as threads:
        answers = list(threads.map(lambda name: post(client, name), names))
    assert [answer["outcome"] for answer in answers] == ["no_change", "revised", "suspended"] * 2


def test_the_server_itself_never_loads_the_solver(served: tuple[httpx2.Client, psutil.Process]) -> None:
    client, server = served
    post(client, "sc-03-whole-run.json")
    assert not [m.path for m in server.memory_maps() if "ortools" in m.path]
    workers = [child for child in server.children() if any("ortools" in m.path for m in child.memory_maps())]
    assert len(workers) >= 1


def test_a_body_as_large_as_allowed_does_not_stop_the_others(served: tuple[httpx2.Client, psutil.Process]) -> None:
    client, _ = served
    days = [(date(2026, 3, 5) + timedelta(days=n)).isoformat() for n in range(5000)]
    sessions = [{"date": day, "sport": "run", "kind": "easy", "description": "x" * 1900} for day in days]
    heavy = json.dumps({"schema": "plan/1", "name": "Heavy", "timezone": "UTC", "sessions": sessions}).encode()
    assert 9_000_000 < len(heavy) < 10_485_760
    with ThreadPoolExecutor() as threads:
        answer = threads.submit(client.post, "/v1/lint", content=heavy, headers={"Content-Type": "application/json"})
        assert post(client, "sc-03-whole-run.json")["outcome"] == "revised"
        assert answer.result().status_code in (200, 503)


def test_the_server_does_not_say_what_it_is_made_of(served: tuple[httpx2.Client, psutil.Process]) -> None:
    client, _ = served
    response = client.get("/nothing")
    assert_problem(response, "not-found")
    assert "server" not in response.headers
