"""What is alike on every route: methods, caching, headers, and the page for people."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

import pytest
from starlette.requests import Request
from starlette.testclient import TestClient

from service.api.app import create_app
from service.api.body import BodyLimits
from service.api.prefer import LONGEST_WAIT_S, Preference, prefer
from tests.api.problem import assert_problem
from tests.api.test_athletes import taken_in
from tests.support.services import Club, bearing, services_on


def test_head_answers_as_get_does_but_without_a_body(client: TestClient) -> None:
    told, full = client.head("/v1/rules"), client.get("/v1/rules")
    assert (told.status_code, told.content) == (200, b"")
    assert told.headers["content-length"] == full.headers["content-length"] == str(len(full.content))


def test_options_names_all_methods_of_an_address(client: TestClient) -> None:
    answer = client.options("/v1/athletes")
    assert (answer.status_code, answer.headers["allow"]) == (204, "GET, HEAD, OPTIONS, POST")


def test_options_of_an_unknown_address_is_a_problem(client: TestClient) -> None:
    assert_problem(client.options("/v1/nothing"), "not-found")


def test_a_wrong_method_is_told_all_right_ones(client: TestClient) -> None:
    answer = client.delete("/v1/athletes")
    assert_problem(answer, "method-not-allowed")
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS, POST"


def test_the_secret_of_a_hook_is_no_address_where_a_platform_knocks(client: TestClient) -> None:
    answer = client.options("/v1/hooks/hook_019cba01b5007c33a7b7f46119379bea/secret")
    assert (answer.status_code, answer.headers["allow"]) == (204, "OPTIONS, POST")
    assert client.options("/v1/hooks/standard/secret").headers["allow"] == "GET, HEAD, OPTIONS, POST"


def test_what_has_a_tag_may_be_kept_by_the_caller_who_asks_before_showing_it(api: TestClient, club: Club) -> None:
    eva = taken_in(api, club.tokens[0])
    answer = api.get(f"/v1/athletes/{eva['id']}", headers=bearing(club.tokens[0]))
    assert answer.headers["cache-control"] == "private, no-cache"
    assert api.get("/v1/athletes", headers=bearing(club.tokens[0])).headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("header", "preference", "applied"),
    [
        (None, Preference(), None),
        ("respond-async", Preference(at_once=True), "respond-async"),
        ("Respond-Async", Preference(at_once=True), "respond-async"),
        ("wait=10", Preference(wait_s=10), "wait=10"),
        ('wait = "7"', Preference(wait_s=7), "wait=7"),
        ("respond-async, wait=0", Preference(wait_s=0, at_once=True), "respond-async, wait=0"),
        ("wait=999999", Preference(wait_s=LONGEST_WAIT_S), f"wait={LONGEST_WAIT_S}"),
        ("wait=-1, handling=lenient;x=y, wait=٣, return=minimal", Preference(), None),
    ],
)
def test_what_a_caller_prefers_is_understood_or_ignored(header: str | None, preference: Preference, applied: str | None) -> None:
    request = Request({"type": "http", "state": {"headers": {}}})
    assert prefer(request, header) == preference
    assert request.state.headers.get("Preference-Applied") == applied


class Seen(HTMLParser):
    """What a browser would fetch or run."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert not [name for name, _ in attrs if name.startswith("on") or name in ("style", "src")]
        self.links |= {value for name, value in attrs if name == "href" and value}


def test_the_page_for_people_has_no_script_and_loads_nothing(client: TestClient) -> None:
    answer = client.get("/docs")
    assert answer.headers["content-type"].startswith("text/html")
    seen = Seen()
    seen.feed(answer.text)
    assert not seen.tags & {"script", "img", "link", "iframe", "form", "object"}
    assert all(link.startswith("#") or link == "/openapi.json" for link in seen.links)
    assert 'name="viewport"' in answer.text


def test_the_style_of_the_page_is_the_one_that_its_policy_lets_in(client: TestClient) -> None:
    answer = client.get("/docs")
    style = re.search(r"<style>(.*?)</style>", answer.text, re.DOTALL)
    assert style
    digest = b64encode(sha256(style[1].encode()).digest()).decode()
    assert answer.headers["content-security-policy"].startswith(f"default-src 'none'; style-src 'sha256-{digest}'")


def test_the_page_shows_every_operation(client: TestClient) -> None:
    page, spec = client.get("/docs").text, client.get("/openapi.json").json()
    for methods in spec["paths"].values():
        for operation in methods.values():
            assert f'<section id="{operation["operationId"]}">' in page


def test_while_the_database_is_away_callers_are_told_to_come_back() -> None:
    """Nobody listens at port 1."""
    services = services_on("postgresql://nobody@127.0.0.1:1/nothing")
    with TestClient(create_app(services, BodyLimits(20_000, 5.0)), raise_server_exceptions=False) as api:
        answer = api.get("/v1/athletes", headers=bearing("cpa_live_" + "0" * 32 + "_" + "x" * 43))
    assert_problem(answer, "database-unreachable")
    assert answer.status_code == 503
    assert int(answer.headers["retry-after"]) > 0
