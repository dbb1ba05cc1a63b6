"""One webhook, sent once, to receivers that are slow, endless, or not who they say they are."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from service.notifications import webhook_sender
from service.notifications.webhook_sender import LONGEST_WAIT_S, Outcome, WebhookSender
from tests.support.bare_servers import drip, receiver
from tests.support.mail import certificate

NOW = datetime(2026, 11, 22, 12, 0, 0, tzinfo=UTC)
BODY = b"{}"
GOOD = b"HTTP/1.1 204 No Content\r\n\r\n"


def sent_to(port: int, host: str = "127.0.0.1", scheme: str = "http") -> Outcome:
    sender = WebhookSender(anywhere=True, ask=lambda *_: ["127.0.0.1"], clock=lambda: NOW)
    try:
        return sender.send(f"{scheme}://{host}:{port}/in", {"webhook-id": "evt_1"}, BODY)
    finally:
        sender.close()


@pytest.fixture
def short_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhook_sender, "TOTAL_S", 0.5)


@pytest.mark.usefixtures("short_patience")
def test_a_receiver_whose_answer_never_gets_to_its_end_is_cut_off() -> None:
    with receiver(drip(b"HTTP/1.1 200 OK\r\n", b"X-And: so on\r\n")) as port:
        assert sent_to(port) == Outcome(None, "timeout")


@pytest.mark.usefixtures("short_patience")
def test_a_receiver_that_greets_for_ever_before_the_first_word_is_cut_off() -> None:
    with receiver(drip(b"\x16\x03\x03\x40\x00\x02\x00\x3f\xfc", b"\x00")) as port:
        assert sent_to(port, scheme="https") == Outcome(None, "timeout")


@pytest.mark.usefixtures("short_patience")
@pytest.mark.parametrize("rest", [drip(b"", b"x"), lambda caller: caller.sendall(b"x" * 10_000_000)])
def test_what_follows_after_the_head_of_an_answer_does_not_matter(rest: Callable[[socket.socket], None]) -> None:
    def answer(caller: socket.socket) -> None:
        caller.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 10000000\r\n\r\n")
        rest(caller)

    with receiver(answer) as port:
        assert sent_to(port) == Outcome(200)


def test_receivers_that_share_an_address_do_not_share_a_connection() -> None:
    """The name in a certificate is looked at when a connection begins: another name may not travel on it."""
    met: list[socket.socket] = []

    def polite(caller: socket.socket) -> None:
        caller.sendall(GOOD)
        while caller.recv(65_536):
            caller.sendall(GOOD)

    sender = WebhookSender(anywhere=True, ask=lambda *_: ["127.0.0.1"])
    with receiver(polite, met) as port:
        for host in ("one.example", "two.example"):
            assert sender.send(f"http://{host}:{port}/in", {}, BODY).is_delivered
    assert len(met) == 2
    sender.close()


def test_a_receiver_that_nobody_vouches_for_gets_nothing(tmp_path: Path) -> None:
    context, _ = certificate(tmp_path)
    heard: list[bytes] = []

    def answer(caller: socket.socket) -> None:
        with suppress(ssl.SSLError):
            heard.append(context.wrap_socket(caller, server_side=True).recv(65_536))

    listener = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=lambda: answer(listener.accept()[0]), daemon=True)
    thread.start()
    assert sent_to(listener.getsockname()[1], host="localhost", scheme="https") == Outcome(None, "connection-failed")
    thread.join(60)
    listener.close()
    assert b"".join(heard) == b""


@pytest.mark.parametrize(
    ("said", "wait_s"),
    [
        ("120", 120),
        ("0", 0),
        ("Sun, 22 Nov 2026 12:02:00 GMT", 120),
        ("Sun, 22 Nov 2026 11:00:00 GMT", 0),
        ("Fri, 31 Dec 9999 23:59:59 GMT", LONGEST_WAIT_S),
        ("9" * 5_000, LONGEST_WAIT_S),
        ("-5", None),
        ("1e9", None),
        ("Sun, 99 Nov 2026 12:02:00 GMT", None),
        (f"Sun, 22 Nov 2026 12:02:00 +{'9' * 30}", None),
        ("soon", None),
        ("", None),
    ],
)
def test_a_receiver_may_ask_for_a_pause_in_seconds_or_until_an_instant(said: str, wait_s: int | None) -> None:
    with receiver(lambda caller: caller.sendall(f"HTTP/1.1 429 Slow\r\nRetry-After: {said}\r\nContent-Length: 0\r\n\r\n".encode())) as port:
        assert sent_to(port) == Outcome(429, "status-429", wait_s)


@pytest.mark.parametrize("status", [200, 201, 299])
def test_every_two_hundred_is_taken_for_delivered(status: int) -> None:
    with receiver(lambda caller: caller.sendall(f"HTTP/1.1 {status} Yes\r\nContent-Length: 0\r\n\r\n".encode())) as port:
        assert sent_to(port).is_delivered


@pytest.mark.parametrize("answer", [b"garbage\r\n\r\n", b"", b"HTTP/1.1 200 OK\r\n" + b"X: " + b"y" * 200_000])
def test_an_answer_that_is_none_is_a_failure(answer: bytes) -> None:
    with receiver(lambda caller: caller.sendall(answer)) as port:
        assert sent_to(port) == Outcome(None, "connection-failed")
