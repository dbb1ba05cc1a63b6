"""Against a real server: two workers, one place in line, two seconds for a request."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx2
import psutil
import pytest

from tests.api.problem import assert_problem
from tests.api.server import free_port, serving

JSON = {"Content-Type": "application/json"}
PATIENCE_S = 60


@pytest.fixture(scope="module")
def served() -> Iterator[tuple[httpx2.Client, psutil.Process]]:
    port = free_port()
    with serving(["-m", "tests.api.slow_server", str(port)], port) as (client, process):
        wait_for_two_workers(client)  # it is ready with the first
        yield client, psutil.Process(process.pid)


@pytest.fixture
def client(served: tuple[httpx2.Client, psutil.Process]) -> httpx2.Client:
    return served[0]


def ask(client: httpx2.Client, order: str) -> httpx2.Response:
    return client.post("/v1/adjust", content=order.encode(), headers=JSON)


def test_two_requests_are_worked_on_at_once(client: httpx2.Client, tmp_path: Path) -> None:
    """Each is answered only once the other runs too."""
    with ThreadPoolExecutor() as threads:
        answers = list(threads.map(lambda name: ask(client, f"meet {tmp_path} {name}"), ("one", "two")))
    assert [answer.status_code for answer in answers] == [200, 200]
    assert len({answer.text for answer in answers}) == 2


def test_over_capacity_the_rest_is_told_to_come_back(client: httpx2.Client) -> None:
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda _: ask(client, "sleep 1.2"), range(8)))
    statuses = sorted(answer.status_code for answer in answers)
    assert statuses.count(200) >= 2
    assert statuses.count(503) >= 5
    for answer in answers:
        if answer.status_code == 503:
            assert_problem(answer, "over-capacity")
            assert int(answer.headers["retry-after"]) > 0
    assert ask(client, "now").status_code == 200


def test_a_request_beyond_its_wall_limit_ends_as_a_problem_and_its_worker_is_replaced(
    served: tuple[httpx2.Client, psutil.Process],
) -> None:
    client, server = served
    assert_problem(ask(client, "spin 60"), "took-too-long")
    wait_for_two_workers(client)
    busy = [child for child in server.children() if child.cpu_percent(0.2) > 50]
    assert busy == [], "the runaway still runs"


def wait_for_two_workers(client: httpx2.Client) -> None:
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        with ThreadPoolExecutor(2) as threads:
            answers = list(threads.map(lambda _: ask(client, "sleep 0.2"), range(2)))
        if len({answer.text for answer in answers if answer.status_code == 200}) == 2:
            return
    raise AssertionError("there are no two workers")


def test_a_worker_that_dies_costs_one_answer_only(client: httpx2.Client) -> None:
    assert_problem(ask(client, "die"), "internal")
    wait_for_two_workers(client)


def test_runaways_do_not_hold_up_others(client: httpx2.Client) -> None:
    with ThreadPoolExecutor() as threads:
        runaway = threads.submit(ask, client, "spin 60")
        overtaken = 0
        for _ in range(20):
            assert client.get("/livez").status_code == 200
            assert ask(client, "now").status_code == 200
            overtaken += not runaway.done()
        assert_problem(runaway.result(), "took-too-long")
    assert overtaken > 0
    wait_for_two_workers(client)


def test_a_body_that_trickles_is_given_up_and_holds_no_place(client: httpx2.Client) -> None:
    port = client.base_url.port
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        line.sendall(b"POST /v1/adjust HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{")
        assert ask(client, "now").status_code == 200
        answer = line.recv(4096)
    assert answer.startswith(b"HTTP/1.1 408 ")
    assert b"application/problem+json" in answer


def test_a_client_that_leaves_in_the_middle_costs_nothing(client: httpx2.Client) -> None:
    port = client.base_url.port
    for _ in range(5):
        with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
            line.sendall(b"POST /v1/adjust HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{")
    assert ask(client, "now").status_code == 200
