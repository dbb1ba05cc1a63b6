"""Calls to a platform end, whatever it does."""

from __future__ import annotations

import pytest

from service.platforms import http
from service.platforms.http import Http, TryLater
from tests.support.bare_servers import drip, receiver


def test_a_platform_whose_answer_never_gets_to_its_end_is_asked_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "TOTAL_S", 0.5)
    with receiver(drip(b"HTTP/1.1 200 OK\r\n\r\n", b"x")) as port, Http() as client, pytest.raises(TryLater, match="to its end"):
        client.call("GET", f"http://127.0.0.1:{port}/v1/workouts")
