"""The page about reports and adjustments shows exchanges that happen, one after the other, as they stand there."""

from __future__ import annotations

import re
from pathlib import Path

from fastapi.routing import APIRoute
from starlette.testclient import TestClient

from service.api.app import create_app
from service.api.body import BodyLimits
from service.api.routers import adjustments, messages, orders, policies, reports
from service.documents.own_policy import ADJUSTABLE, Bounds
from tests.agreements.exchanges import Exchange
from tests.agreements.pages import examples
from tests.support.coached import Coached, QuickPool
from tests.support.services import SteppingClock, a_club, bearing, services_on

NAME = "reports-and-adjustments-api.md"
PAGE = (Path(__file__).parents[2] / "docs" / "reference" / NAME).read_text("utf-8")
EXCHANGES = [Exchange.of(example) for example in examples("http") if example.page.name == NAME]
EVA = {"name": "Eva", "timezone": "Europe/Vienna", "ref": "a-17"}


def test_every_exchange_on_show_happens_in_this_order(sqlite_database: str) -> None:
    clock = SteppingClock()
    services = services_on(sqlite_database, clock=clock, pool=QuickPool())
    club = a_club(services)
    with TestClient(create_app(services, BodyLimits(1_000_000, 5.0))) as client:
        eva = client.post("/v1/athletes", json=EVA, headers=bearing(club.head)).json()["id"]
        Coached(client, services, clock, club, club.head, eva).upload()
        names = {"athlete": eva}
        for exchange in EXCHANGES:
            clock.pass_by(minutes=1)
            answer = exchange.happens(client, bearing(club.head), names)
            proposal = answer.get("adjustment") or (answer if "adjustment" in answer else None)
            if proposal:
                names["adjustment"] = answer["id"] if "plan_version" in answer else proposal["id"]


def test_every_number_that_can_be_set_stands_on_the_page_with_its_bounds() -> None:
    listed = {place: (least, most) for place, least, most in re.findall(r"^\| `([\w.]+)` \| (\S+) \| (\S+) \|$", PAGE, re.MULTILINE)}
    bounds = {
        place: (f"{bound.least:g}", f"{bound.most:g}") if isinstance(bound, Bounds) else ("false", "true")
        for place, bound in ADJUSTABLE.items()
    }
    assert listed == bounds


def test_every_route_of_these_resources_is_named() -> None:
    routers = (adjustments, messages, orders, policies, reports)
    paths = {route.path for router in routers for route in router.router.routes if isinstance(route, APIRoute)}
    words = {path.rsplit("/", 1)[1] for path in paths if not path.endswith("}")}
    assert [word for word in sorted(words) if f"/{word}" not in PAGE] == []
