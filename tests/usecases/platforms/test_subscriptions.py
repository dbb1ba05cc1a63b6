"""Platforms that send only once they were asked to, and that call us before they agree."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import pytest

from service.errors import BadInput, Conflict, ServiceError
from service.platforms.base import App, Incoming
from service.platforms.fake_server import Asked, FakeServer, Told
from service.platforms.http import TryLater
from service.platforms.oura.fake import FakeOura
from service.platforms.oura.subscribing import WANTED
from service.platforms.outside import Outside
from service.platforms.polar.fake import FakePolar
from service.platforms.registry import SUBSCRIBERS
from service.platforms.strava.fake import FakeStrava
from service.store.repositories.hooks import HookRecord
from service.usecases.platforms.receive import find_hook, receive, secrets_of
from service.usecases.platforms.subscriptions import keep_subscriptions, list_subscriptions, subscribe, unsubscribe
from service.usecases.services import Services
from service.worker.handlers import handlers
from tests.support.services import Club, SteppingClock, a_club

every = pytest.mark.parametrize("name", ["strava", "polar", "oura"])
KEYS = {"strava": (), "polar": ("polar-signing-key",), "oura": ("secret",)}
COUNT = {"strava": 1, "polar": 1, "oura": len(WANTED)}


@dataclass
class World:
    services: Services
    club: Club
    fakes: dict[str, Any]
    servers: dict[str, FakeServer]
    us: FakeServer

    def subscribe(self, name: str) -> list[Any]:
        return list(subscribe(self.services, self.club.office, name, self.us.url))

    def status(self, name: str) -> list[Any]:
        return list(list_subscriptions(self.services, self.club.office, name))

    def hooks(self) -> list[HookRecord]:
        """Those that are open."""
        with self.services.store.reading(self.club.office) as work:
            return [hook for hook in work.hooks.list() if hook.revoked_at is None]


@pytest.fixture
def world(services: Services, club: Club) -> Iterator[World]:
    """Our server stands at an address that the platforms can call."""
    fakes = {"strava": FakeStrava(), "polar": FakePolar(), "oura": FakeOura()}

    def answer(asked: Asked) -> Told:
        _, _, _, provider, key = asked.path.split("/")
        try:
            hook = find_hook(services, provider, key)
            reply = receive(services, hook, Incoming(asked.method, asked.headers, asked.query, asked.body))
        except ServiceError:
            return Told(401)
        return Told(reply.status, reply.body)

    with ExitStack() as stack:
        servers = {name: stack.enter_context(fake.serve()) for name, fake in fakes.items()}
        us = stack.enter_context(FakeServer(answer))
        outside = Outside({name: App("id", "secret", server.url) for name, server in servers.items()})
        stack.callback(outside.http.close)
        yield World(replace(services, outside=outside), club, fakes, servers, us)


def test_each_platform_that_has_to_be_asked_is_held_to_these_rules() -> None:
    assert set(SUBSCRIBERS) == set(COUNT)


@every
def test_a_platform_calls_us_agrees_and_sends_to_an_address_that_proves_what_comes(world: World, name: str) -> None:
    made = world.subscribe(name)
    (hook,) = world.hooks()
    assert (len(made), {seen.hook.id for seen in made}) == (COUNT[name], {hook.id})
    assert [seen.subscription.id for seen in world.status(name)] == [seen.subscription.id for seen in made]
    kept = secrets_of(hook.secrets, world.services.clock())
    assert kept.verify_token
    assert kept.signing == KEYS[name]
    assert kept.subscription_id == {"strava": "120475", "polar": "wh1", "oura": None}[name]


@every
def test_asked_again_nothing_changes(world: World, name: str) -> None:
    first = world.subscribe(name)
    (hook,) = world.hooks()
    for server in world.servers.values():
        server.asked.clear()
    assert [seen.subscription for seen in world.subscribe(name)] == [seen.subscription for seen in first]
    assert world.hooks() == [hook]
    assert {asked.method for asked in world.servers[name].asked} == {"GET"}


@pytest.mark.parametrize("is_made", [True, False], ids=["made, and the answer lost", "not made"])
@every
def test_a_platform_that_becomes_busy_midway_is_asked_for_the_rest_and_sends_to_one_address(world: World, name: str, is_made: bool) -> None:
    server, answer = world.servers[name], world.fakes[name].answer

    def busy(asked: Asked) -> Told:
        posts = [each for each in server.asked if each.method == "POST"]
        if asked.method != "POST" or len(posts) < COUNT[name]:
            return answer(asked)
        if is_made:
            answer(asked)
        return Told(503)

    server._answer = busy
    with pytest.raises(TryLater):
        world.subscribe(name)
    server._answer = answer
    made = world.subscribe(name)
    (hook,) = world.hooks()
    assert {seen.hook.id for seen in world.status(name)} == {hook.id}
    assert len(made) == COUNT[name]
    assert secrets_of(hook.secrets, world.services.clock()).signing == KEYS[name]


@every
def test_a_platform_that_cannot_reach_us_is_told_of_and_leaves_no_open_address(world: World, name: str) -> None:
    with pytest.raises(Conflict, match="is it reachable"):
        subscribe(world.services, world.club.office, name, "http://127.0.0.1:1")
    assert (world.hooks(), world.status(name)) == ([], [])


@every
def test_a_registration_that_is_not_accepted_or_not_made_is_told_of(world: World, name: str) -> None:
    for app, words in ((App("id", "wrong", world.servers[name].url), "does not accept"), (App(), "not registered")):
        other = replace(world.services, outside=Outside({name: app}))
        with pytest.raises(Conflict, match=words):
            subscribe(other, world.club.office, name, world.us.url)
        other.outside.http.close()
    assert world.hooks() == []


@every
def test_a_platform_that_is_busy_is_to_be_asked_later(world: World, name: str) -> None:
    world.servers[name].moods.append(Told(503))
    with pytest.raises(TryLater):
        world.subscribe(name)
    assert world.hooks() == []


@every
def test_it_can_be_given_up_and_taken_up_again(world: World, name: str) -> None:
    world.subscribe(name)
    assert len(unsubscribe(world.services, world.club.office, name)) == COUNT[name]
    assert (world.status(name), world.hooks()) == ([], [])
    assert unsubscribe(world.services, world.club.office, name) == []
    assert len(world.subscribe(name)) == COUNT[name]


@every
def test_what_goes_to_somebody_else_is_not_taken_from_them(world: World, name: str) -> None:
    world.subscribe(name)
    other = a_club(world.services, "Other")
    with pytest.raises(Conflict, match="another address"):
        subscribe(world.services, other.office, name, world.us.url)
    assert len(world.status(name)) == COUNT[name]


def test_one_that_need_not_be_asked_and_an_address_without_tls_are_refused(world: World) -> None:
    with pytest.raises(BadInput, match="strava, polar, oura"):
        world.subscribe("garmin")
    outside = Outside({"strava": App("id", "secret")})
    with pytest.raises(BadInput, match="https"):
        subscribe(replace(world.services, outside=outside), world.club.office, "strava", "http://here.example")


def test_where_polars_key_was_lost_the_webhook_is_made_anew(world: World) -> None:
    world.subscribe("polar")
    (hook,) = world.hooks()
    with world.services.store.writing(world.club.office) as work:
        work.hooks.change_secrets(hook.id, json.dumps({"signing": [], "verify_token": "x"}))
    world.subscribe("polar")
    (newest,) = world.hooks()
    assert newest.id != hook.id
    assert secrets_of(newest.secrets, world.services.clock()).signing == ("polar-signing-key",)
    assert urlsplit(world.fakes["polar"].webhook["url"]).path.startswith("/v1/hooks/polar/")


def test_what_oura_was_not_asked_for_yet_is_asked_for_under_the_same_address(world: World) -> None:
    world.subscribe("oura")
    del world.fakes["oura"].subscriptions["workout-update"]
    assert len(world.subscribe("oura")) == len(world.hooks()) - 1 + len(WANTED)
    assert len({each["callback_url"] for each in world.fakes["oura"].subscriptions.values()}) == 1


def test_what_would_end_is_renewed_in_time_and_what_fell_asleep_is_woken(world: World, clock: SteppingClock) -> None:
    world.subscribe("oura")
    world.subscribe("polar")
    assert keep_subscriptions(world.services) == 0
    world.fakes["polar"].webhook["active"] = False
    assert not world.status("polar")[0].subscription.is_active
    assert keep_subscriptions(world.services) == 1
    assert world.fakes["polar"].webhook["active"]
    clock.now = datetime(2026, 5, 26, tzinfo=UTC)
    assert keep_subscriptions(world.services) == len(WANTED)
    assert keep_subscriptions(world.services) == 0
    world.fakes["oura"].subscriptions["workout-update"]["expiration_time"] = "soon"
    assert keep_subscriptions(world.services) == 1


def test_a_platform_that_does_not_answer_holds_up_neither_the_others_nor_the_clean_up(world: World) -> None:
    world.subscribe("polar")
    world.fakes["polar"].webhook["active"] = False
    for name in ("strava", "oura"):
        world.servers[name].moods.append(Told(503))
    handlers(world.services)["clean-up"]("tick")  # type: ignore[index]
    assert world.fakes["polar"].webhook["active"]
