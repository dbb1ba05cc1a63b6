"""Fixtures: services over each kind of database in turn, and a club."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from service.usecases.services import Services
from tests.support.services import Club, PoolInPlace, SteppingClock, a_club, services_on


@pytest.fixture
def pool() -> PoolInPlace:
    return PoolInPlace()


@pytest.fixture
def clock() -> SteppingClock:
    return SteppingClock()


@pytest.fixture
def services(database: str, clock: SteppingClock, pool: PoolInPlace) -> Iterator[Services]:
    """Over each kind of database in turn."""
    services = services_on(database, clock=clock, pool=pool)
    yield services
    services.store.engine.dispose()


@pytest.fixture
def club(services: Services) -> Club:
    return a_club(services)
