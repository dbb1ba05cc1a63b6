"""Two ways to the API: in process with the thinking done in place, and a real server with real workers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from service.api.app import create_app
from service.api.body import BodyLimits
from service.api.budgets import Budgets
from service.api.edge import Edge
from service.usecases.services import Services
from tests.support.services import PoolInPlace, services_on

MOST_BYTES = 20_000


@pytest.fixture
def client(pool: PoolInPlace, sqlite_database: str) -> Iterator[TestClient]:
    """For the routes that store nothing."""
    with TestClient(
        create_app(services_on(sqlite_database, pool=pool), BodyLimits(MOST_BYTES, 5.0)), raise_server_exceptions=False
    ) as client:
        yield client


@pytest.fixture
def api(services: Services) -> Iterator[TestClient]:
    """The API over `services`; calls carry the key that the test gives."""
    edge = Edge(budgets=Budgets(calls=1_000_000, solves=1_000_000))
    with TestClient(create_app(services, BodyLimits(1_000_000, 5.0), edge), raise_server_exceptions=False) as client:
        yield client
