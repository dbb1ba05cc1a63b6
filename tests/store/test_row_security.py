"""What PostgreSQL itself refuses, whatever the program asks for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import ProgrammingError

from service.store.engine import open_engine, reading, see_all_tenants, writing

NOW = datetime(2026, 3, 4, tzinfo=UTC)
COACHES = text("SELECT id FROM coaches ORDER BY id")
ADD_COACH = text(
    "INSERT INTO coaches (id, org_id, name, role, timezone, digest_minute, version, created_at) "
    "VALUES (:id, :org, 'x', 'coach', 'UTC', 0, 1, :now)"
)


@pytest.fixture
def engine(postgres_database: str) -> Iterator[Engine]:
    """Two organisations with a coach each."""
    engine = open_engine(postgres_database)
    for org in ("a", "b"):
        with writing(engine, org) as session:
            session.execute(text("INSERT INTO organisations (id, name, created_at) VALUES (:id, 'x', :now)"), {"id": org, "now": NOW})
            session.execute(ADD_COACH, {"id": f"coach_{org}", "org": org, "now": NOW})
    yield engine
    engine.dispose()


def test_a_tenant_sees_its_own_rows(engine: Engine) -> None:
    with reading(engine, "a") as session:
        assert list(session.execute(COACHES).scalars()) == ["coach_a"]


@pytest.mark.parametrize("tenant", [None, "", "nobody"])
def test_without_a_tenant_there_is_nothing_to_see(engine: Engine, tenant: str | None) -> None:
    with reading(engine, tenant) as session:
        assert list(session.execute(COACHES).scalars()) == []


def test_a_row_for_somebody_else_is_refused(engine: Engine) -> None:
    with pytest.raises(ProgrammingError, match="row-level security"), writing(engine, "a") as session:
        session.execute(ADD_COACH, {"id": "smuggled", "org": "b", "now": NOW})


def test_rows_of_somebody_else_are_not_touched(engine: Engine) -> None:
    with writing(engine, "a") as session:
        assert session.execute(text("UPDATE coaches SET name = 'y' WHERE id = 'coach_b'")).rowcount == 0
        assert session.execute(text("DELETE FROM coaches WHERE id = 'coach_b'")).rowcount == 0


def test_a_schedule_sees_everybody_once_it_says_so(engine: Engine) -> None:
    with reading(engine, None) as session:
        see_all_tenants(session)
        assert list(session.execute(COACHES).scalars()) == ["coach_a", "coach_b"]
