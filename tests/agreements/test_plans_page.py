"""The page about plans shows exchanges that happen, one after the other, as they stand there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from service.api.app import create_app
from service.api.body import BodyLimits
from service.documents.completions import CompletionDocument
from service.documents.editing.applying import VERBS
from service.formats import WRITERS, ReadOptions
from tests.agreements.exchanges import Exchange
from tests.agreements.pages import examples
from tests.api.test_athletes import taken_in
from tests.support.services import a_club, bearing, services_on

NAME = "plans-api.md"
PAGE = (Path(__file__).parents[2] / "docs" / "reference" / NAME).read_text("utf-8")
EXCHANGES = [Exchange.of(example) for example in examples("http") if example.page.name == NAME]


def test_every_exchange_on_show_happens_in_this_order(sqlite_database: str) -> None:
    services = services_on(sqlite_database)
    token = a_club(services).tokens[0]
    with TestClient(create_app(services, BodyLimits(1_000_000, 5.0))) as client:
        names = {"athlete": taken_in(client, token)["id"]}
        for exchange in EXCHANGES:
            answer = exchange.happens(client, bearing(token), names)
            if exchange.status == 201 and "stored" in answer:
                names["plan"] = answer["stored"]["id"]


def test_every_operation_has_its_row() -> None:
    assert set(re.findall(r"^\| `([a-z_]+)` \| `", PAGE, flags=re.MULTILINE)) == set(VERBS)


@pytest.mark.parametrize(
    "names", [ReadOptions.__slots__, CompletionDocument.model_fields.keys() - {"source", "also_from", "status"}], ids=["upload", "done"]
)
def test_every_parameter_is_named(names: list[str]) -> None:
    assert [name for name in names if f"`{name}`" not in PAGE] == []


def test_every_format_is_named() -> None:
    assert [name for name in WRITERS if f"`{name}`" not in PAGE and "hand" not in name] == []
