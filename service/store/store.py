"""Opens transactions, by one caller or for several together. The only place where anything is committed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Engine, bindparam, select
from sqlalchemy.orm import Session

from service.kit.clock import Clock
from service.kit.ids import IdMaker
from service.store import engine as database
from service.store.repositories.base import Event, Work, as_record
from service.store.repositories.consents import ConsentRecord, Consents
from service.store.repositories.hooks import HookRecord, Hooks
from service.store.repositories.notifications import FeedRecord, Feeds
from service.store.repositories.organisations import KeyRecord
from service.store.sealing import Vault
from service.store.tables import ApiKeyRow, OrganisationRow
from service.store.tenancy import Scope, before_the_tenant_is_known, guard, table_of
from service.store.turns import Turn, Turns
from service.store.unit_of_work import UnitOfWork

KEY = before_the_tenant_is_known(select(table_of(ApiKeyRow)).where(table_of(ApiKeyRow).c.id == bindparam("id")))
"""Every call asks for it, so it is made once."""
TOGETHER = 32
"""Turns in one transaction on SQLite, at most: the first of them waits for the last."""
THREADS = 8
"""Transactions at once on PostgreSQL, one turn each: there a group would hold the locks of all its organisations together."""
Found = TypeVar("Found")


def _to_nobody(_work: Work, _event: Event) -> None:
    """Where nobody is to be told."""


@dataclass(frozen=True, slots=True)
class _End:
    """What became of a turn."""

    turn: Turn
    found: Any
    error: Exception | None = None

    def tell(self) -> None:
        if self.error is None:
            self.turn.promise.set_result(self.found)
        else:
            self.turn.promise.set_exception(self.error)


class Store:
    """Opens transactions. Writers wait for each other, so no slow work belongs inside `writing`."""

    def __init__(
        self, engine: Engine, vault: Vault, clock: Clock, new_id: IdMaker, announce: Callable[[Work, Event], None] = _to_nobody
    ) -> None:
        self.engine = engine
        self._announce = announce
        self._vault = vault
        self._clock = clock
        self._new_id = new_id
        threads, together = (1, TOGETHER) if database.is_sqlite(engine) else (THREADS, 1)
        self._writes = Turns("writes", self._write, threads=threads, together=together)
        self._reads = Turns("reads", self._read, threads=threads, together=together)

    def write_soon(self, scope: Scope, do: Callable[[UnitOfWork], Found]) -> Future[Found]:
        """What `do` finds, once that is stored for good. Several callers may share a transaction, and none feels the failure of another.

        `do` runs in a thread of the store, where everything that was said of `writing` holds.
        """
        return self._writes.take(Turn(scope, do))

    def read_soon(self, scope: Scope, do: Callable[[UnitOfWork], Found]) -> Future[Found]:
        """What `do` finds in a view of the database that is not older than this call."""
        return self._reads.take(Turn(scope, do))

    @contextmanager
    def writing(self, scope: Scope) -> Iterator[UnitOfWork]:
        """Committed when the block ends, undone when it raises."""
        with database.writing(self.engine, scope.org_id) as session:
            yield self._unit(session, scope)

    @contextmanager
    def reading(self, scope: Scope) -> Iterator[UnitOfWork]:
        """One unchanging view."""
        with database.reading(self.engine, scope.org_id) as session:
            yield self._unit(session, scope)

    def joining(self, session: Session, scope: Scope) -> UnitOfWork:
        """A part of a transaction that somebody else began, and commits: the end of a job."""
        database.bind_tenant(session, scope.org_id)
        return self._unit(session, scope)

    def key(self, id: str) -> KeyRecord | None:
        """The key of that id, of whichever organisation: who the caller is follows from it."""
        with database.reading(self.engine, None) as session:
            row = session.execute(KEY, {"id": id}).mappings().first()
            return None if row is None else as_record(KeyRecord, dict(row))

    def organisation_ids(self) -> list[str]:
        """All of them: for schedules, which then go through one after the other."""
        with database.reading(self.engine, None) as session:
            table = table_of(OrganisationRow)
            return list(session.execute(before_the_tenant_is_known(select(table.c.id).order_by(table.c.id))).scalars())

    def feed(self, token_hash: str) -> FeedRecord:
        """The calendar feed behind a secret address. Raises NotFound."""
        with database.reading(self.engine, None) as session:
            return Feeds(self._nobodys_work(session)).by_token(token_hash)

    def hook(self, provider: str, key_hash: str) -> HookRecord:
        """The hook behind a secret address. Raises NotFound."""
        with database.reading(self.engine, None) as session:
            return Hooks(self._nobodys_work(session)).by_key(provider, key_hash)

    def consent(self, provider: str, state_hash: str) -> ConsentRecord:
        """The consent that somebody comes back from. Raises NotFound."""
        with database.reading(self.engine, None) as session:
            return Consents(self._nobodys_work(session)).by_state(provider, state_hash)

    def _nobodys_work(self, session: Session) -> Work:
        return Work(session, Scope("", "service", self._clock().date()), self._vault, self._clock, self._new_id, self._announce)

    def _write(self, turns: Sequence[Turn]) -> None:
        """All turns in one transaction. No promise is kept before the commit, so what was promised survives a power cut."""
        with database.writing(self.engine, turns[0].scope.org_id) as session:
            if len(turns) == 1:
                ends = [_End(turns[0], turns[0].taken(self._unit(session, turns[0].scope)))]
            else:
                ends = [self._by_itself(session, turn) for turn in turns]
        for end in ends:
            end.tell()

    def _by_itself(self, session: Session, turn: Turn) -> _End:
        """When a turn fails, what it did is undone, and nothing else is."""
        savepoint = database.Savepoint(session)
        try:
            found = turn.taken(self._unit(session, turn.scope))
        except Exception as error:  # noqa: BLE001  goes to whoever asked
            savepoint.undo()
            return _End(turn, None, error)
        savepoint.keep()
        return _End(turn, found)

    def _read(self, turns: Sequence[Turn]) -> None:
        """All turns in one view."""
        with database.reading(self.engine, turns[0].scope.org_id) as session:
            ends = [self._seen(session, turn) for turn in turns]
        for end in ends:
            end.tell()

    def _seen(self, session: Session, turn: Turn) -> _End:
        try:
            return _End(turn, turn.taken(self._unit(session, turn.scope)))
        except Exception as error:  # noqa: BLE001  goes to whoever asked
            return _End(turn, None, error)

    def _unit(self, session: Session, scope: Scope) -> UnitOfWork:
        guard(session)
        return UnitOfWork(Work(session, scope, self._vault, self._clock, self._new_id, self._announce))
