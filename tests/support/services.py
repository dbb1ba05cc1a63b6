"""Services over a real database with the thinking done in place, and a club to try them on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any, Self

from service.kit.ids import id_maker
from service.kit.workers import Limits
from service.store.engine import open_engine
from service.store.sealing import Vault
from service.store.store import Store
from service.store.tables import Role
from service.store.tenancy import Scope
from service.usecases.keys import COACH_PERMISSIONS, Permission, create_key
from service.usecases.services import Services

NOW = datetime(2026, 3, 4, 18, 0, tzinfo=UTC)


@dataclass
class SteppingClock:
    """Stands still until it is told to go on."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **much: float) -> None:
        self.now += timedelta(**much)


@dataclass
class PoolInPlace:
    """Runs jobs at once, in this process; `broken` is raised instead when it is set."""

    limits: Limits = field(default_factory=lambda: Limits(size=1, waiting=1, wait_s=1, wall_s=1))
    is_ready: bool = True
    broken: Exception | None = None
    ran: list[str] = field(default_factory=list)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing to close."""

    def run(self, job: Callable[[Any], Any], payload: Any) -> Any:
        self.ran.append(job.__name__)
        if self.broken is not None:
            raise self.broken
        return job(payload)


def services_on(url: str, *, clock: SteppingClock | None = None, pool: PoolInPlace | None = None, keys: tuple[str, ...] = ()) -> Services:
    """Services over a migrated database."""
    ticking = clock or SteppingClock()
    new_id = id_maker(ticking)
    store = Store(open_engine(url), Vault(keys), ticking, new_id)
    return Services(store=store, pool=pool or PoolInPlace(), clock=ticking, new_id=new_id)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Club:
    """An organisation with two coaches; each `token` is that of a key, `head` sees everybody."""

    org_id: str
    head: str
    coach_ids: tuple[str, str]
    tokens: tuple[str, str]

    def scope(self, coach: int = 0) -> Scope:
        return Scope(self.org_id, self.coach_ids[coach], date(2026, 3, 4), self.coach_ids[coach])

    @property
    def office(self) -> Scope:
        return Scope(self.org_id, "office", date(2026, 3, 4), sees_all=True)


def a_club(services: Services, name: str = "Club") -> Club:
    org_id = services.new_id("org")
    office = Scope(org_id, "office", date(2026, 3, 4), sees_all=True)
    with services.store.writing(office) as work:
        work.organisations.create(org_id, name)
        coaches = [
            work.coaches.create(name=f"{name} {who}", role=Role.COACH, timezone="Europe/Vienna", email=f"{who.lower()}@example.org")
            for who in ("Ada", "Ben")
        ]
    _, head = create_key(services, office, name="office", permissions=Permission)
    tokens = [create_key(services, office, name=c.name, permissions=COACH_PERMISSIONS, coach_id=c.id)[1] for c in coaches]
    return Club(org_id, head, (coaches[0].id, coaches[1].id), (tokens[0], tokens[1]))


def bearing(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}
