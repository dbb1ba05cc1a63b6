"""Whose jobs are whose, and what becomes of the jobs of the dead."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Engine, text

from service.jobs import seats
from service.jobs.adopting import FENCED, ROUND_S, Adoption
from service.jobs.engine import VERSION
from service.jobs.seats import AlreadyAtWork, NumberedSeat, OnlySeat, take_seat
from service.store.engine import open_engine, writing
from service.store.faults import DatabaseUnreachable
from tests.jobs.bench import Bench, until


@pytest.fixture
def postgres(postgres_database: str) -> Iterator[Engine]:
    engine = open_engine(postgres_database)
    yield engine
    engine.dispose()


def begun_by(bench: Bench, name: str, starts: int = 0) -> str:
    """A job that a worker of that name has begun and not finished."""
    id = bench.put("left")
    taken = (
        f"UPDATE {bench.queue_table} SET status = 'PENDING', executor_id = :name, application_version = :version,"
        " recovery_attempts = :starts WHERE workflow_uuid = :id"
    )
    with writing(bench.engine, None) as session:
        session.execute(text(taken), {"name": name, "version": VERSION, "starts": starts, "id": id})
    return id


def test_a_sqlite_file_has_one_seat(tmp_path: Path) -> None:
    seat = OnlySeat(tmp_path / "adjuster.db")
    with pytest.raises(AlreadyAtWork, match="PostgreSQL, which takes several"):
        OnlySeat(tmp_path / "adjuster.db")
    seat.leave()
    again = OnlySeat(tmp_path / "adjuster.db")
    assert again.name == seat.name
    assert again.is_held()
    again.leave()


def test_at_postgresql_each_takes_the_lowest_free_seat(postgres: Engine) -> None:
    first, second = take_seat(postgres), take_seat(postgres)
    assert (first.name, second.name) == ("seat-0", "seat-1")
    first.leave()
    third = take_seat(postgres)
    assert third.name == "seat-0"
    third.leave()
    second.leave()


def test_only_the_seat_of_the_dead_can_be_held_for_them(postgres: Engine) -> None:
    mine, living = NumberedSeat(postgres), NumberedSeat(postgres)
    for name, is_dead in {mine.name: False, living.name: False, "seat-7": True, "embedded": False, "seat-x": False}.items():
        with mine.of_the_dead(name) as held:
            assert held is is_dead
    living.leave()
    with mine.of_the_dead(living.name) as held:
        assert held
        other = NumberedSeat(postgres)
        assert other.name == "seat-2"
    other.leave()
    mine.leave()


def test_a_worker_that_lost_its_seat_stops_at_once(postgres: Engine) -> None:
    seat, stopped = NumberedSeat(postgres), []
    with postgres.connect() as connection:
        connection.execute(text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'adjuster seat'"))
    assert not seat.is_held()
    adoption = Adoption(seat, round_s=0.01, stop_process=stopped.append)
    adoption.start()
    until(lambda: stopped)
    adoption.end()
    assert stopped == [FENCED]
    seat.leave()


def test_postgresql_takes_a_seat_back_from_whoever_is_silent(postgres: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seats, "SILENCE_S", 1)
    frozen = NumberedSeat(postgres)
    monkeypatch.setattr(seats, "SILENCE_S", 600)
    onlooker = NumberedSeat(postgres)

    def is_free() -> bool:
        with onlooker.of_the_dead(frozen.name) as is_dead:
            return is_dead

    until(is_free)
    assert not frozen.is_held()
    frozen.leave()
    onlooker.leave()


def test_a_seat_is_asked_for_far_more_often_than_it_would_be_taken_away() -> None:
    assert ROUND_S * 5 <= seats.SILENCE_S


def test_a_look_round_that_fails_does_not_keep_anybody_from_noticing_that_the_seat_is_lost() -> None:
    held, stopped, looks = iter([True, True, False]), [], []

    class Shaky:
        def is_held(self) -> bool:
            return next(held)

    adoption = Adoption(Shaky(), round_s=0.01, stop_process=stopped.append)  # type: ignore[arg-type]

    def fails() -> None:
        looks.append("looked")
        raise psycopg.OperationalError("the connection is lost")

    adoption.adopt = fails  # type: ignore[method-assign]
    adoption.begin()
    adoption.start()
    until(lambda: stopped)
    adoption.end()
    assert (stopped, len(looks)) == ([FENCED], 2)


def test_a_worker_that_is_stopping_keeps_its_seat_and_looks_round_no_more(postgres: Engine) -> None:
    asked = []

    class Counted(NumberedSeat):
        def is_held(self) -> bool:
            asked.append("asked")
            return super().is_held()

    seat = Counted(postgres)
    adoption = Adoption(seat, round_s=0.01)
    adoption.adopt = lambda: pytest.fail("there is no queue any more")  # type: ignore[method-assign]
    adoption.begin()
    adoption.rest()
    adoption.start()
    until(lambda: len(asked) >= 3)
    adoption.end()
    seat.leave()


def test_a_database_that_is_not_there_is_said_so_in_a_sentence() -> None:
    with pytest.raises(DatabaseUnreachable, match="cannot be reached"):
        NumberedSeat(open_engine("postgresql://nobody@127.0.0.1:1/none"))


def test_jobs_of_the_dead_are_taken_over_and_those_of_the_living_are_not(postgres: Engine) -> None:
    bench = Bench(postgres)
    gone, living = NumberedSeat(postgres), NumberedSeat(postgres)
    left = begun_by(bench, gone.name)
    gone.leave()
    worker = bench.job_engine()
    worker.launch()  # it takes the free seat, and with it the job that was begun there
    until(lambda: bench.status(left) == "SUCCESS")

    theirs = begun_by(bench, living.name)
    onlooker = NumberedSeat(postgres)
    Adoption(onlooker).adopt()
    assert bench.status(theirs) == "PENDING"
    living.leave()
    Adoption(onlooker).adopt()
    until(lambda: bench.status(theirs) == "SUCCESS")
    onlooker.leave()
    worker.drain(5)
    assert bench.done == [("left",), ("left",)]
