"""Services over each kind of database, at a clock that stands still, and a club."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from service.usecases.services import Services
from tests.support.services import Club, SteppingClock, a_club, services_on


@pytest.fixture
def clock() -> SteppingClock:
    return SteppingClock()


@pytest.fixture
def services(database: str, clock: SteppingClock) -> Iterator[Services]:
    services = services_on(database, clock=clock)
    yield services
    services.store.engine.dispose()


@pytest.fixture
def club(services: Services) -> Club:
    return a_club(services)
