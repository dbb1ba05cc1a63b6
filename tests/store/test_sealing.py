"""Health text at rest."""

from __future__ import annotations

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import text

from service.errors import BadInput
from service.store.sealing import Unreadable, Vault
from tests.support.services import a_club, services_on

OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()


def test_without_a_key_the_text_is_kept_and_marked_as_open() -> None:
    assert Vault().seal("dead legs") == "p:dead legs"
    assert Vault().open("p:dead legs") == "dead legs"


def test_with_a_key_nothing_of_the_text_is_left_to_see() -> None:
    sealed = Vault([NEW]).seal("dead legs")
    assert "dead" not in sealed
    assert Vault([NEW]).open(sealed) == "dead legs"


def test_what_was_kept_before_there_was_a_key_can_still_be_read() -> None:
    assert Vault([NEW]).open("p:dead legs") == "dead legs"


def test_an_old_key_still_opens_after_a_new_one_was_put_in_front() -> None:
    assert Vault([NEW, OLD]).open(Vault([OLD]).seal("dead legs")) == "dead legs"


@pytest.mark.parametrize("keys", [[], [NEW]])
def test_without_the_right_key_it_is_said_and_nothing_is_guessed(keys: list[str]) -> None:
    with pytest.raises(Unreadable):
        Vault(keys).open(Vault([OLD]).seal("dead legs"))


def test_a_key_that_is_none_is_refused() -> None:
    with pytest.raises(BadInput, match="ADJUSTER_ENCRYPTION_KEYS"):
        Vault(["short"])


def test_a_report_stands_sealed_in_the_table(sqlite_database: str) -> None:
    services = services_on(sqlite_database, keys=(NEW,))
    club = a_club(services)
    with services.store.writing(club.scope()) as work:
        athlete = work.athletes.create(name="Eva", timezone="UTC", profile='{"conditions": ["asthma"]}')
        work.coaches.assign(athlete.id, club.coach_ids[0])
        work.reports.add_report(athlete.id, id="rep_1", ref="r-1", observed_at=services.clock(), withdrawn=False, document="dead legs")
    with services.store.engine.connect() as connection:
        kept = (
            connection.execute(text("SELECT document FROM reports")).scalar_one(),
            connection.execute(text("SELECT profile FROM athletes")).scalar_one(),
        )
    assert all(word.startswith("s:") for word in kept)
    with services.store.reading(club.scope()) as work:
        assert work.reports.get("rep_1").document == "dead legs"
    services.store.engine.dispose()
