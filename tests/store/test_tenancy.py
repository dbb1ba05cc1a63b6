"""One organisation never sees another's rows, a coach only their athletes; on PostgreSQL even without our own filter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select, text
from sqlmodel import SQLModel

from service.errors import NotFound
from service.store import tables, tenancy
from service.store.repositories.base import Page
from service.store.repositories.plans import NewVersion
from service.store.tables import AthleteRow, Origin
from service.store.tenancy import UNGUARDED_TABLES, Unscoped, table_of
from service.usecases.services import Services
from tests.support.services import Club, a_club, services_on

TODAY = date(2026, 3, 4)


def an_athlete(services: Services, club: Club, coach: int = 0) -> str:
    with services.store.writing(club.office) as work:
        athlete = work.athletes.create(name="Eva", timezone="UTC", profile="{}")
        work.coaches.assign(athlete.id, club.coach_ids[coach])
        return athlete.id


def names_seen(services: Services, scope: tenancy.Scope) -> list[str]:
    with services.store.reading(scope) as work:
        return [athlete.id for athlete in work.athletes.list(Page())]


def test_a_coach_sees_the_athletes_assigned_to_them(services: Services, club: Club) -> None:
    eva = an_athlete(services, club)
    assert names_seen(services, club.scope(0)) == [eva]
    assert names_seen(services, club.scope(1)) == []


def test_two_coaches_may_share_an_athlete(services: Services, club: Club) -> None:
    eva = an_athlete(services, club)
    with services.store.writing(club.office) as work:
        work.coaches.assign(eva, club.coach_ids[1])
        work.coaches.assign(eva, club.coach_ids[1])
    assert names_seen(services, club.scope(1)) == [eva]


@pytest.mark.parametrize(("day", "sees"), [(3, False), (4, True), (6, True), (7, False)])
def test_a_deputy_sees_the_athletes_on_the_days_of_standing_in_only(services: Services, club: Club, day: int, *, sees: bool) -> None:
    eva = an_athlete(services, club)
    ada, ben = club.coach_ids
    with services.store.writing(club.office) as work:
        work.coaches.appoint_deputy(coach_id=ada, deputy_id=ben, from_date=date(2026, 3, 4), until_date=date(2026, 3, 6))
    scope = replace(club.scope(1), today=date(2026, 3, day))
    assert names_seen(services, scope) == ([eva] if sees else [])


def test_what_belongs_to_an_athlete_is_hidden_with_them(services: Services, club: Club) -> None:
    eva = an_athlete(services, club)
    with services.store.writing(club.scope(0)) as work:
        plan = work.plans.create(eva, NewVersion("plan", Origin.IMPORT, b"{}", b"{}"))
    with services.store.reading(club.scope(1)) as work:
        with pytest.raises(NotFound):
            work.plans.get(plan.id)
        with pytest.raises(NotFound):
            work.plans.version(plan.id, 1)


def test_the_key_of_a_club_sees_nothing_of_another(services: Services, club: Club) -> None:
    eva = an_athlete(services, club)
    other = a_club(services, "Other")
    assert names_seen(services, other.office) == []
    with services.store.reading(other.office) as work, pytest.raises(NotFound):
        work.athletes.get(eva)


def test_a_statement_that_does_not_come_through_the_filter_is_refused(services: Services, club: Club) -> None:
    with services.store.reading(club.office) as work, pytest.raises(Unscoped):
        work.session.execute(select(table_of(AthleteRow)))


def test_every_table_of_a_tenant_names_its_organisation() -> None:
    free = {name for name, table in SQLModel.metadata.tables.items() if "org_id" not in table.c}
    assert tables.__all__
    assert free == {"organisations", "ended_jobs"}


def test_the_database_alone_keeps_organisations_apart(postgres_database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    services = services_on(postgres_database)
    club, other = a_club(services), a_club(services, "Other")
    an_athlete(services, club)
    monkeypatch.setattr(tenancy, "_filter", lambda *_: ())
    assert names_seen(services, other.office) == []
    assert len(names_seen(services, club.office)) == 1
    services.store.engine.dispose()


def test_every_guarded_table_has_row_level_security(postgres_database: str) -> None:
    services = services_on(postgres_database)
    with services.store.engine.connect() as connection:
        forced = set(connection.execute(text("SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity")).scalars())
    services.store.engine.dispose()
    assert {name for name, table in SQLModel.metadata.tables.items() if "org_id" in table.c} - UNGUARDED_TABLES <= forced
