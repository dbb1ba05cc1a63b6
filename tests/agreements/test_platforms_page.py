"""The page about platforms shows an exchange that happens as it stands there."""

from __future__ import annotations

from pathlib import Path

from starlette.testclient import TestClient

from service.api.app import create_app
from service.api.body import BodyLimits
from service.store.tables import InboxStatus
from tests.agreements.exchanges import Exchange
from tests.agreements.pages import examples
from tests.api.test_hook_messages import SAID, Program
from tests.support.services import SteppingClock, a_club, bearing, services_on

NAME = "platforms.md"
PAGE = (Path(__file__).parents[2] / "docs" / "reference" / NAME).read_text("utf-8")
EXCHANGES = [Exchange.of(example) for example in examples("http") if example.page.name == NAME]


def test_what_became_of_a_message_is_answered_as_shown(sqlite_database: str) -> None:
    clock = SteppingClock()
    services = services_on(sqlite_database, clock=clock)
    club = a_club(services)
    with TestClient(create_app(services, BodyLimits(1_000_000, 5.0))) as client:
        program = Program(client, services, club, clock)
        program.sends("report.submitted", {"athlete_ref": program.eva, "report": {"observed_at": SAID["observed_at"], "heavyness": 6}})
        program.reports()
        assert EXCHANGES
        for exchange in EXCHANGES:
            exchange.happens(client, bearing(club.head), {})


def test_every_outcome_of_a_message_is_explained() -> None:
    assert [status for status in InboxStatus if f"| `{status}` |" not in PAGE] == []
