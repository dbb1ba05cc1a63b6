"""The end of an account: closed to us, or given up by the athlete on the platform's side."""

from __future__ import annotations

from service.platforms.terms import KEPT_AT_MOST
from service.store.repositories.connections import ConnectionRecord
from service.store.unit_of_work import UnitOfWork
from service.usecases.platforms.forgetting import forget_account

CLOSED = "The platform does not accept our access any more; the athlete has to connect anew."


def lose(work: UnitOfWork, connection: ConnectionRecord) -> bool:
    """The platform does not let us in any more. The coach hears of it, and tokens that open nothing are not kept.

    False, and nothing is lost, where other tokens have taken the place of those that were refused: whoever had them may try again.
    """
    if work.connections.get(connection.id).credentials != connection.credentials:
        return False
    work.connections.lose(connection.id, CLOSED)
    if connection.provider in KEPT_AT_MOST:
        forget_account(work, connection)
    _tell(work, connection)
    return True


def end(work: UnitOfWork, connection: ConnectionRecord, *, erase: bool) -> None:
    """The athlete has taken back the consent there. `erase`: what the platform gave has to go too."""
    work.connections.remove(connection.id)
    if erase:
        forget_account(work, connection)
    _tell(work, connection)


def _tell(work: UnitOfWork, connection: ConnectionRecord) -> None:
    work.events.emit("connection.lost", connection.id, connection.athlete_id)
    work.audit.note("connection.lost", connection.id, connection.athlete_id)
