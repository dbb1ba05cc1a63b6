"""`adjuster platforms`: asked, shown, given up; no address and no secret on the terminal."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.platforms.fake_server import FakeServer
from service.platforms.oura.fake import FakeOura
from service.platforms.strava.fake import FakeStrava
from tests.cli.run import typed


@pytest.fixture
def strava() -> FakeStrava:
    return FakeStrava()


@pytest.fixture(autouse=True)
def there(strava: FakeStrava, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeServer]:
    with strava.serve() as server:
        monkeypatch.setenv("ADJUSTER_DATABASE_URL", f"sqlite:///{tmp_path}/platforms.db")
        app = {"client_id": "id", "client_secret": "secret", "base_url": server.url}
        monkeypatch.setenv("ADJUSTER_PLATFORMS", json.dumps({"strava": app}))
        assert typed("keys", "create", "--org", "Tri Club").code == 0
        yield server


def test_nothing_is_sent_until_it_was_asked_for() -> None:
    done = typed("platforms", "status", "strava")
    assert (done.code, done.out) == (0, "strava sends nothing\n")
    assert json.loads(typed("platforms", "unsubscribe", "strava", "--json").out) == []


def test_what_is_sent_is_shown_without_the_address(strava: FakeStrava) -> None:
    strava.callback = "https://elsewhere.example/v1/hooks/strava/a-secret-key"
    done = typed("platforms", "status", "strava")
    assert (done.code, "120475" in done.out, "another address" in done.out, "a-secret-key" in done.out) == (0, True, True, False)
    assert json.loads(typed("platforms", "unsubscribe", "strava", "--json").out)[0]["hook_id"] is None
    assert strava.callback is None


@pytest.mark.parametrize(
    ("name", "words"), [("strava", "is it reachable"), ("garmin", "strava, polar, oura"), ("oura", "ADJUSTER_PLATFORMS")]
)
def test_what_cannot_be_done_is_told_in_a_sentence(name: str, words: str) -> None:
    done = typed("platforms", "subscribe", name)
    assert (done.code, done.out) == (2, "")
    assert words in done.err
    assert "Traceback" not in done.err


def test_oura_shows_until_when(monkeypatch: pytest.MonkeyPatch) -> None:
    fake = FakeOura()
    kept = {"callback_url": "https://x.example/k", "data_type": "workout", "event_type": "create"}
    fake.subscriptions["s1"] = {"id": "s1", **kept, "expiration_time": "2026-06-01T00:00:00+00:00"}
    with fake.serve() as server:
        app = {"client_id": "id", "client_secret": "secret", "base_url": server.url}
        monkeypatch.setenv("ADJUSTER_PLATFORMS", json.dumps({"oura": app}))
        assert "until 2026-06-01" in typed("platforms", "status", "oura").out
