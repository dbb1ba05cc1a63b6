"""Turns of several callers share a transaction, and nobody notices."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextvars import ContextVar
from typing import Any

import pytest

from service.errors import NotFound
from service.store import turns
from service.store.engine import is_sqlite
from service.store.faults import DatabaseBusy
from service.store.repositories.athletes import AthleteRecord
from service.store.repositories.base import Page
from service.store.store import THREADS, TOGETHER
from service.store.unit_of_work import UnitOfWork
from service.usecases.services import Services
from tests.support.services import Club, a_club

ENOUGH_S = 60


def adding(name: str) -> Callable[[UnitOfWork], AthleteRecord]:
    return lambda work: work.athletes.create(name=name, timezone="UTC", profile="{}")


def adding_in_vain(name: str) -> Callable[[UnitOfWork], None]:
    def add(work: UnitOfWork) -> None:
        adding(name)(work)
        raise NotFound("There is no such thing.")

    return add


def seeing(id: str) -> Callable[[UnitOfWork], AthleteRecord]:
    return lambda work: work.athletes.get(id)


def names(services: Services, club: Club) -> list[str]:
    with services.store.reading(club.office) as work:
        return sorted(athlete.name for athlete in work.athletes.list(Page(limit=200)))


def all_at_once(services: Services, club: Club, todo: list[Callable[[UnitOfWork], Any]]) -> list[Future[Any]]:
    """Have everything wait in line while somebody else writes, so that it is taken up together."""
    with services.store.writing(club.office):
        first = services.store.write_soon(club.office, adding("first"))
        promises = [services.store.write_soon(club.office, do) for do in todo]
        if is_sqlite(services.store.engine):  # where nobody waits for another writer, some may be done already
            assert not any(promise.done() for promise in promises)
    first.result(ENOUGH_S)
    return promises


def test_what_was_promised_is_stored(services: Services, club: Club) -> None:
    made = services.store.write_soon(club.office, adding("Eva")).result(ENOUGH_S)
    with services.store.reading(club.office) as work:
        assert work.athletes.get(made.id) == made


def test_all_who_wait_are_served_in_their_order(services: Services, club: Club) -> None:
    promises = all_at_once(services, club, [adding(f"{n:03}") for n in range(2 * TOGETHER + 3)])
    ids = [promise.result(ENOUGH_S).id for promise in promises]
    assert len(set(ids)) == len(ids)
    assert names(services, club) == [f"{n:03}" for n in range(2 * TOGETHER + 3)] + ["first"]


def test_who_fails_leaves_nothing_and_hinders_nobody(services: Services, club: Club) -> None:
    before, failing, after = all_at_once(services, club, [adding("before"), adding_in_vain("failing"), adding("after")])
    with pytest.raises(NotFound):
        failing.result(ENOUGH_S)
    assert {before.result(ENOUGH_S).name, after.result(ENOUGH_S).name} == {"before", "after"}
    assert names(services, club) == ["after", "before", "first"]


def test_who_fails_alone_leaves_nothing_either(services: Services, club: Club) -> None:
    with pytest.raises(NotFound):
        services.store.write_soon(club.office, adding_in_vain("failing")).result(ENOUGH_S)
    assert names(services, club) == []


def test_the_audit_of_a_group_is_one_chain_without_the_one_who_failed(services: Services, club: Club) -> None:
    def noting(object_id: str, *, fails: bool = False) -> Callable[[UnitOfWork], None]:
        def note(work: UnitOfWork) -> None:
            work.audit.note("thing.done", object_id)
            if fails:
                raise NotFound("There is no such thing.")

        return note

    for promise in all_at_once(services, club, [noting("a"), noting("b", fails=True), noting("c")]):
        promise.exception(ENOUGH_S)
    with services.store.reading(club.office) as work:
        assert work.audit.broken_at() is None
        assert {entry.object_id for entry in work.audit.list() if entry.action == "thing.done"} == {"a", "c"}


def test_each_sees_the_rows_of_their_own_organisation_alone(services: Services, club: Club) -> None:
    other = a_club(services, "Other")
    with services.store.writing(club.office):
        ours = services.store.write_soon(club.office, adding("ours"))
        theirs = services.store.write_soon(other.office, adding("theirs"))
    theirs.result(ENOUGH_S)
    with pytest.raises(NotFound):
        services.store.read_soon(other.office, seeing(ours.result().id)).result(ENOUGH_S)
    assert names(services, other) == ["theirs"]


def test_a_reader_sees_what_was_stored_before_it_asked(services: Services, club: Club) -> None:
    for n in range(20):
        made = services.store.write_soon(club.office, adding(str(n))).result(ENOUGH_S)
        assert services.store.read_soon(club.office, seeing(made.id)).result(ENOUGH_S) == made


def test_a_reader_who_fails_hinders_no_other(services: Services, club: Club) -> None:
    made = services.store.write_soon(club.office, adding("Eva")).result(ENOUGH_S)
    lost = services.store.read_soon(club.office, seeing("ath_none"))
    found = services.store.read_soon(club.office, seeing(made.id))
    assert found.result(ENOUGH_S) == made
    assert isinstance(lost.exception(ENOUGH_S), NotFound)


def test_when_the_commit_fails_nobody_is_told_that_it_is_stored(services: Services, club: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    def refusing(*_: object) -> None:
        raise DatabaseBusy("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(services.store.engine.dialect, "do_commit", refusing)
        promise = services.store.write_soon(club.office, adding("Eva"))
        with pytest.raises(DatabaseBusy):
            promise.result(ENOUGH_S)
    assert names(services, club) == []


def test_what_was_given_up_before_its_turn_is_not_done() -> None:
    held, done = threading.Event(), list[object]()

    def carry_out(taken: Any) -> None:
        held.wait(ENOUGH_S)
        done.extend(taken)
        for turn in taken:
            turn.promise.set_result(None)

    line = turns.Turns("line", carry_out, threads=1, together=1)
    first, given_up, last = (turns.Turn(None, lambda _: None) for _ in range(3))  # type: ignore[arg-type]
    for turn in (first, given_up, last):
        line.take(turn)
    assert given_up.promise.cancel()
    held.set()
    last.promise.result(ENOUGH_S)
    assert given_up not in done
    assert first in done


def test_nobody_waits_for_ever_when_a_line_breaks() -> None:
    def carry_out(_: object) -> None:
        raise SystemExit

    line = turns.Turns("line", carry_out, threads=1, together=2)
    for _ in range(2):
        assert isinstance(line.take(turns.Turn(None, lambda _: None)).exception(ENOUGH_S), SystemExit)  # type: ignore[arg-type]


def test_a_thread_that_nobody_needs_any_more_ends_and_another_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "LINGER_S", 0.0)
    threads = list[threading.Thread]()

    def carry_out(taken: Any) -> None:
        threads.append(threading.current_thread())
        for turn in taken:
            turn.promise.set_result(None)

    line = turns.Turns("line", carry_out, threads=1, together=1)
    for _ in range(2):
        line.take(turns.Turn(None, lambda _: None)).result(ENOUGH_S)  # type: ignore[arg-type]
        threads[-1].join(ENOUGH_S)
    assert len(set(threads)) == 2


def test_a_turn_is_taken_in_the_context_of_whoever_asked() -> None:
    request = ContextVar("request", default="none")
    request.set("mine")
    turn = turns.Turn(None, lambda _: request.get())  # type: ignore[arg-type]
    request.set("another")
    assert turn.taken(None) == "mine"


def test_a_machine_that_has_no_thread_left_costs_the_caller_and_nobody_after_them(
    services: Services, club: Club, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as full:
        full.setattr(threading.Thread, "start", _no_thread)
        for _ in range(THREADS + 1):
            with pytest.raises(RuntimeError):
                services.store.write_soon(club.office, adding("in vain"))
    services.store.write_soon(club.office, adding("Eva")).result(ENOUGH_S)
    assert names(services, club) == ["Eva"]


def _no_thread(_thread: threading.Thread) -> None:
    raise RuntimeError("can't start new thread")
