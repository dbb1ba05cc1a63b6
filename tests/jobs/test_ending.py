"""What a job leaves is stored once, with the mark that it was."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import suppress

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session

from service.jobs import ending
from service.jobs.ending import commit, end, forget_marks
from service.store.engine import reading
from tests.jobs.bench import Bench

ADD = text("INSERT INTO organisations (id, name, created_at) VALUES (:id, 'x', '2026-03-04')")


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ending, "PAUSES_S", (0.0, 0.0))


def marks(bench: Bench) -> list[str]:
    with reading(bench.engine, None) as session:
        return list(session.execute(text("SELECT id FROM ended_jobs ORDER BY id")).scalars())


def adds(id: str) -> ending.Save:
    return lambda session: session.execute(ADD, {"id": id}) and None


def test_the_end_of_a_job_comes_once(resting: Bench) -> None:
    ran: list[str] = []
    for who in ("first", "second"):
        end(resting.engine, "job", lambda _session, who=who: ran.append(who))
    assert (ran, marks(resting)) == (["first"], ["job"])


def test_an_end_that_fails_was_none(resting: Bench) -> None:
    end(resting.engine, "one", adds("organisation"))
    with suppress(IntegrityError):
        end(resting.engine, "two", adds("organisation"))
    assert marks(resting) == ["one"]


def lost_race() -> Exception:
    return OperationalError("", None, psycopg.errors.DeadlockDetected())


def server_gone() -> Exception:
    return OperationalError("", None, psycopg.OperationalError("server closed the connection unexpectedly"))


def file_taken() -> Exception:
    return OperationalError("", None, sqlite3.OperationalError("database is locked"))


@pytest.mark.parametrize("error", [lost_race(), server_gone(), file_taken()])
def test_what_failed_because_of_the_database_is_run_again(resting: Bench, error: Exception) -> None:
    errors: Iterator[Exception | None] = iter([error, error, None])

    def shaky(session: Session) -> None:
        session.execute(ADD, {"id": "once"})
        if (wrong := next(errors)) is not None:
            raise wrong

    commit(resting.engine, shaky)
    assert next(errors, "none left") == "none left"


def test_patience_with_the_database_ends(resting: Bench) -> None:
    def fails(_session: Session) -> None:
        raise lost_race()

    with pytest.raises(OperationalError):
        commit(resting.engine, fails)


def test_what_failed_by_itself_is_not_run_again(resting: Bench) -> None:
    ran: list[str] = []

    def fails(_session: Session) -> None:
        ran.append("once")
        raise OperationalError("", None, sqlite3.OperationalError("no such table: legs"))

    with pytest.raises(OperationalError):
        commit(resting.engine, fails)
    assert ran == ["once"]


def test_a_mark_is_kept_as_long_as_its_job(resting: Bench) -> None:
    known = resting.put("known")
    for id in (known, "forgotten"):
        end(resting.engine, id, lambda _session: None)
    forget_marks(resting.engine)
    assert marks(resting) == [known]
