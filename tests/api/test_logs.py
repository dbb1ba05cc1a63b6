"""What is written down about requests: their number, what they were, how they ended; and no word of what was said."""

from __future__ import annotations

import io
import json
import logging
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from service.kit.logs import QUIET, bound, log_as_json
from service.usecases.services import Services
from tests.api.probe_table import DOORS
from tests.api.test_probes import PLANS, ROUTES, body_of
from tests.support.coached import Coached, QuickPool
from tests.support.services import Club, PoolInPlace, SteppingClock, bearing
from tests.support.world import a_world

MARK = "MARKER-9c1e"


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """The log of this process as an operator would have it, at its most talkative; afterwards everything is as it was."""
    root, stream = logging.getLogger(), io.StringIO()
    handlers, level = root.handlers[:], root.level
    levels = {name: logging.getLogger(name).level for name in QUIET}
    log_as_json("DEBUG", stream)
    yield stream
    root.handlers[:] = handlers
    root.setLevel(level)
    for name, before in levels.items():
        logging.getLogger(name).setLevel(before)


@pytest.fixture
def database(sqlite_database: str) -> str:
    return sqlite_database


@pytest.fixture
def pool() -> PoolInPlace:
    return QuickPool()


def lines(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def marked(body: Any) -> Any:
    """The same body with the marker in every text that is free."""
    if isinstance(body, dict):
        free = ("name", "note", "reason", "message", "words", "title", "description", "by")
        return {key: f"{MARK} {value}" if key in free and isinstance(value, str) else marked(value) for key, value in body.items()}
    return [marked(item) for item in body] if isinstance(body, list) else body


def test_no_route_writes_down_what_was_said(
    written: io.StringIO, api: TestClient, services: Services, clock: SteppingClock, club: Club
) -> None:
    eva = api.post("/v1/athletes", json={"name": MARK, "timezone": "Europe/Vienna"}, headers=bearing(club.tokens[0])).json()
    coached = Coached(api, services, clock, club, club.tokens[0], eva["id"])
    coached.upload()
    world = a_world(coached)
    for operation, door in sorted(DOORS.items(), key=lambda item: "erase" in item[0]):
        body = marked(body_of(operation))
        sent = {"content": (PLANS / "uploads" / "lunch-run-done.gpx").read_bytes()} if body is None else {"json": body}
        for headers in ({"If-Match": '"1"'}, {"If-Match": '"1"', "Idempotency-Key": MARK}):
            [method] = ROUTES[operation].methods
            api.request(
                method,
                door.address.format(**world) + f"{'&' if '?' in door.address else '?'}x={MARK}",
                headers=bearing(club.head) | headers,
                **sent,
            )
    ours = [line for line in lines(written) if not line["logger"].startswith(("httpx2", "httpcore2", "asyncio"))]
    assert len([line for line in ours if line.get("operation")]) > len(DOORS)
    assert [line for line in ours if MARK in json.dumps(line)] == []
    assert club.head.rpartition("_")[2] not in written.getvalue()


def test_an_answer_is_one_line_with_its_number_operation_status_and_time(written: io.StringIO, api: TestClient) -> None:
    answer = api.get("/livez")
    [line] = [line for line in lines(written) if line["logger"] == "service.api.guard"]
    assert (line["message"], line["operation"], line["status"], line["level"]) == ("answered", "livez", 200, "info")
    assert line["request_id"] == answer.headers["x-request-id"]
    assert set(line) == {"level", "logger", "message", "operation", "request_id", "seconds", "status", "timestamp"}


def test_of_an_error_the_sort_and_the_place_are_kept_and_its_words_are_not(written: io.StringIO) -> None:
    try:
        int(MARK)
    except ValueError as error:
        logging.getLogger("uvicorn.error").exception("Exception in ASGI application")
        logging.getLogger("anything").warning("it said: %s", error, exc_info=error)
        logging.getLogger("anything").warning("twice", exc_info=sys.exc_info())
    found = lines(written)
    assert len(found) == 3
    assert all(line["error"].startswith("ValueError in test_of_an_error") for line in found)
    assert MARK not in written.getvalue()


def test_every_line_of_a_request_carries_its_number(written: io.StringIO) -> None:
    with bound(request_id="r-1"):
        logging.getLogger("service.store").warning("inside")
    logging.getLogger("service.store").warning("outside")
    assert [line.get("request_id") for line in lines(written)] == ["r-1", None]


def test_libraries_that_talk_about_addresses_and_statements_are_quiet(written: io.StringIO) -> None:
    for name in QUIET:
        logging.getLogger(name).info(MARK)
    assert written.getvalue() == ""
