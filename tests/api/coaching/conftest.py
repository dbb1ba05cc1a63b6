"""A coach, an athlete of theirs who trains for a half marathon, and a worker that works when it is told to."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from service.usecases.services import Services
from tests.api.test_athletes import taken_in
from tests.support.coached import Coached, QuickPool
from tests.support.services import Club, PoolInPlace, SteppingClock


@pytest.fixture
def pool() -> PoolInPlace:
    return QuickPool()


@pytest.fixture
def newcomer(api: TestClient, services: Services, clock: SteppingClock, club: Club) -> Coached:
    """The athlete has no plan yet."""
    return Coached(api, services, clock, club, club.tokens[0], taken_in(api, club.tokens[0])["id"])


@pytest.fixture
def coached(newcomer: Coached) -> Coached:
    newcomer.upload()
    return newcomer
