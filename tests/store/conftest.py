"""A club on each kind of database in turn."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from service.usecases.services import Services
from tests.support.services import Club, a_club, services_on


@pytest.fixture
def services(database: str) -> Iterator[Services]:
    services = services_on(database)
    yield services
    services.store.engine.dispose()


@pytest.fixture
def club(services: Services) -> Club:
    return a_club(services)
