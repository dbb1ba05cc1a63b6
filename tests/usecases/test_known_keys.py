"""Keys that are remembered for a moment: long enough to save lookups, never past a revocation that this process knows of."""

from __future__ import annotations

import pytest

from service.store.repositories.organisations import KeyRecord
from service.usecases.keys import Permission, Unauthenticated, authenticate, create_key, recognise, revoke_key
from service.usecases.known_keys import KEPT_S, MOST, KnownKeys
from service.usecases.services import Services
from tests.support.services import NOW, Club, SteppingClock, a_club, services_on

KEY = KeyRecord("key_1", "org_1", None, "app", "hash", "plans:read", NOW, None, None, None)


@pytest.fixture
def clock() -> SteppingClock:
    return SteppingClock()


@pytest.fixture
def services(sqlite_database: str, clock: SteppingClock) -> Services:
    return services_on(sqlite_database, clock=clock)


@pytest.fixture
def club(services: Services) -> Club:
    return a_club(services)


def test_a_key_is_remembered_for_two_seconds_and_no_longer() -> None:
    seconds = 10.0
    known = KnownKeys(now=lambda: seconds)
    known.keep("a", KEY)
    seconds += KEPT_S - 0.01
    assert known.find("a") is KEY
    seconds += 0.01
    assert known.find("a") is None


def test_who_knows_the_id_of_a_key_and_not_its_secret_is_not_recognised(services: Services, club: Club) -> None:
    authenticate(services, club.head)
    assert recognise(services, club.head) is not None
    assert recognise(services, club.head[:-1] + ("x" if club.head[-1] != "x" else "y")) is None
    assert recognise(services, "") is None


def test_a_caller_who_is_recognised_is_the_same_caller(services: Services, club: Club) -> None:
    for token in (club.head, club.tokens[0]):
        assert authenticate(services, token) == recognise(services, token)


def test_a_key_that_is_revoked_here_opens_nothing_from_then_on(services: Services, club: Club) -> None:
    key, token = create_key(services, club.office, name="app", permissions=[Permission.PLANS_READ, Permission.WHOLE_ORGANISATION])
    authenticate(services, token)
    revoke_key(services, club.office, key.id)
    assert recognise(services, token) is None
    with pytest.raises(Unauthenticated):
        authenticate(services, token)


def test_a_key_that_expires_meanwhile_is_not_recognised(services: Services, club: Club, clock: SteppingClock) -> None:
    permissions = [Permission.PLANS_READ, Permission.WHOLE_ORGANISATION]
    _, token = create_key(services, club.office, name="app", permissions=permissions, expires_at=NOW.replace(hour=19))
    authenticate(services, token)
    clock.pass_by(hours=1)
    assert recognise(services, token) is None


def test_memory_stays_bounded() -> None:
    known = KnownKeys(now=lambda: 0.0)
    for number in range(MOST + 1):
        known.keep(str(number), KEY)
    assert known.find("0") is None
    assert known.find(str(MOST)) is KEY
