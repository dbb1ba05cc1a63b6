"""The way back from a platform's own page: it counts once, however many come along it at a time."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest

from service.errors import NotFound
from tests.usecases.platforms.conftest import World


def test_of_two_who_come_back_with_one_state_at_once_one_gets_in(world: World) -> None:
    store, office = world.services.store, world.club.office
    with store.writing(office) as work:
        work.consents.begin(world.athlete_id, "strava", "of a state", "verifier", world.clock.now + timedelta(minutes=15))
    id = store.consent("strava", "of a state").id
    refused = threading.Event()

    def second() -> None:
        with pytest.raises(NotFound), store.writing(office) as work:
            work.consents.use_up(id)
        refused.set()

    with store.writing(office) as work:
        work.consents.use_up(id)
        thread = threading.Thread(target=second)
        thread.start()
        thread.join(timeout=0.2)
    thread.join()
    assert refused.is_set()
