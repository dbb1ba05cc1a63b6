"""SIGTERM to the process as an operator starts it: what is under way ends with its answer, and nothing new begins."""

from __future__ import annotations

import json
import signal
import socket
import time

from tests.api.problem import assert_problem
from tests.api.server import free_port, serving

START = "from service.cli import main; import sys; sys.argv = ['adjuster', 'serve', '--port', '{port}']; main()"
PLAN = {
    "schema": "plan/1",
    "name": "Week 5",
    "timezone": "UTC",
    "sessions": [{"date": "2026-03-05", "sport": "run", "kind": "easy", "duration_s": 3600}],
}


def begun(port: int, body: bytes) -> socket.socket:
    """A call of which the server has the head and half of the body."""
    call = socket.create_connection(("127.0.0.1", port), timeout=30)
    head = f"POST /v1/lint HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    call.sendall(head.encode() + body[: len(body) // 2])
    return call


def answered(call: socket.socket) -> bytes:
    parts = []
    while part := call.recv(65536):
        parts.append(part)
    return b"".join(parts)


def wait_until_nobody_listens(port: int) -> None:
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=30).close()
        except ConnectionRefusedError:
            return
        time.sleep(0.05)


def test_on_sigterm_readiness_ends_first_then_nobody_is_let_in_and_what_was_begun_gets_its_answer() -> None:
    port, body = free_port(), json.dumps(PLAN).encode()
    with serving(["-c", START.format(port=port)], port, ADJUSTER_DRAIN_SECONDS="3") as (client, process):
        with begun(port, body) as call:
            process.send_signal(signal.SIGTERM)
            while (ready := client.get("/readyz")).status_code == 200:
                time.sleep(0.05)
            assert_problem(ready, "not-ready")
            assert client.get("/livez").status_code == 200  # whoever was sent here meanwhile is still served
            wait_until_nobody_listens(port)
            call.sendall(body[len(body) // 2 :])
            answer = answered(call)
        assert answer.startswith(b"HTTP/1.1 200 ")
        assert json.loads(answer.partition(b"\r\n\r\n")[2])["schema"] == "lint/1"
        assert process.wait(timeout=60) == 0


def test_a_second_sigterm_ends_the_wait_for_the_load_balancer() -> None:
    port = free_port()
    with serving(["-c", START.format(port=port)], port, ADJUSTER_DRAIN_SECONDS="300") as (client, process):
        process.send_signal(signal.SIGTERM)
        while client.get("/readyz").status_code == 200:
            time.sleep(0.05)
        client.close()
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=60) == -signal.SIGTERM
