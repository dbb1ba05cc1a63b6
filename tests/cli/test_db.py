"""The commands around the database: `db`, `doctor` and `jobs`."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import text

from service.jobs import schema
from service.jobs.enqueuing import enqueue
from service.jobs.kinds import JobKind
from service.jobs.records import PAGE
from service.store import condition, migrating
from service.store.engine import open_engine, writing
from tests.cli.run import Ended, typed
from tests.support.databases import PostgresServer, database_of

Type = Callable[..., Ended]
SETTING = "ADJUSTER_DATABASE_URL"


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Point the commands at a database."""
    return lambda url: monkeypatch.setenv(SETTING, url)


@pytest.fixture
def at_database(database: str, at: Callable[[str], None]) -> str:
    at(database)
    return database


@pytest.fixture
def at_file(sqlite_database: str, at: Callable[[str], None]) -> str:
    at(sqlite_database)
    return sqlite_database


def test_an_empty_database_is_brought_up_once_and_again(empty_database: str, at: Callable[[str], None]) -> None:
    at(empty_database)
    if empty_database.startswith("postgresql"):
        assert typed("db", "check").code == 1
    for _ in range(2):
        assert typed("db", "upgrade").out == f"The database stands at {migrating.head()}.\n"
    assert typed("db", "check").out == "The database is what this version needs.\n"


def test_a_database_without_a_queue_is_not_ready(empty_database: str, at: Callable[[str], None]) -> None:
    at(empty_database)
    migrating.upgrade(empty_database)
    ended = typed("db", "check")
    assert (ended.code, ended.out) == (1, "The queue has no tables yet: run `adjuster db upgrade`.\n")
    assert typed("jobs", "list").err == "adjuster: ADJUSTER_DATABASE_URL: The queue has no tables yet: run `adjuster db upgrade`.\n"


def test_nobody_works_over_a_database_that_was_not_brought_up(empty_database: str, at: Callable[[str], None], tmp_path: Path) -> None:
    at(empty_database)
    refused = typed("worker")
    assert refused.code == 2
    assert f"stands at nothing, the program needs {migrating.head()}: run `adjuster db upgrade`." in refused.err
    assert not list(tmp_path.glob("*.db"))


def test_nobody_works_over_a_database_of_an_older_version(at_database: str) -> None:
    migrating.downgrade(at_database, "0001")
    refused = typed("worker")
    assert (refused.code, "stands at 0001" in refused.err) == (2, True)


def test_a_database_that_a_newer_version_has_brought_up_is_worked_over(at_database: str) -> None:
    engine = open_engine(at_database)
    with writing(engine, None) as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    schema.insist_on_tables(at_database)


def test_going_back_has_to_be_confirmed(at_database: str) -> None:
    refused = typed("db", "downgrade", "base")
    assert refused.code == 2
    assert "--yes" in refused.err
    assert migrating.current(at_database) == migrating.head()
    assert typed("db", "downgrade", "base", "--yes").code == 0
    assert migrating.current(at_database) is None


def test_a_copy_is_made_and_put_back(at_file: str, tmp_path: Path) -> None:
    assert typed("db", "backup", tmp_path / "copy.db").code == 0
    (tmp_path / "test.db").unlink()
    assert typed("db", "restore", tmp_path / "copy.db").code == 0
    assert typed("db", "check").code == 0


def test_nothing_is_put_back_while_somebody_is_at_work(at_file: str, tmp_path: Path) -> None:
    from service.jobs.seats import OnlySeat  # noqa: PLC0415

    shutil.move(tmp_path / "test.db", tmp_path / "copy.db")
    seat = OnlySeat(tmp_path / "test.db")
    ended = typed("db", "restore", tmp_path / "copy.db")
    seat.leave()
    assert ended.code == 2
    assert "already works" in ended.err


@pytest.mark.parametrize("command", [("db", "check"), ("jobs", "list"), ("jobs", "dead"), ("db", "upgrade"), ("doctor",)])
def test_a_database_that_does_not_answer_is_one_clear_sentence(command: tuple[str, ...], at: Callable[[str], None]) -> None:
    at("postgresql://nobody:secret@127.0.0.1:1/plans")
    ended = typed(*command)
    assert ended.code in {1, 2}
    assert "cannot be reached" in ended.out + ended.err
    assert "secret" not in ended.out + ended.err


def test_looking_for_jobs_makes_no_file(tmp_path: Path, at: Callable[[str], None]) -> None:
    at(f"sqlite:///{tmp_path / 'none.db'}")
    ended = typed("jobs", "list")
    assert ended.code == 2
    assert "There is no file" in ended.err
    assert list(tmp_path.iterdir()) == []


def test_who_sees_only_a_part_of_the_jobs_is_told_so(at_database: str) -> None:
    engine = open_engine(at_database)
    with writing(engine, None) as session:
        for number in range(PAGE):
            enqueue(session, JobKind.SEND_NOTIFICATION, f"ntf_{number}")
    engine.dispose()
    ended = typed("jobs", "list")
    assert (len(ended.out.splitlines()), ended.err) == (1000, "These are the oldest 1,000; there may be more.\n")


def test_jobs_are_listed_and_the_dead_taken_up_again(at_database: str) -> None:
    engine = open_engine(at_database)
    with writing(engine, None) as session:
        waiting = enqueue(session, JobKind.ADJUST_PLAN, "ath_1", of="ath_1", key="report")
        dead = enqueue(session, JobKind.SEND_NOTIFICATION, "ntf_1", key="letter")
        table = "workflow_status" if at_database.startswith("sqlite") else "dbos.workflow_status"
        session.execute(text(f"UPDATE {table} SET status = 'MAX_RECOVERY_ATTEMPTS_EXCEEDED' WHERE workflow_uuid = :id"), {"id": dead})
    engine.dispose()

    assert typed("jobs", "list").out.split("Z  ")[1] == f"{waiting}  waiting  ath_1\n"
    assert "send-notification:letter:1.1  killed its worker too often  ntf_1" in typed("jobs", "dead").out
    assert "1 dead jobs" in typed("doctor").out
    assert typed("jobs", "retry", "--all").out == "send-notification:letter:1.1 waits again as send-notification:letter:2.1\n"
    assert typed("jobs", "dead").out == ""
    assert "send-notification:letter:2.1  waiting  ntf_1" in typed("jobs", "list").out


@pytest.mark.parametrize("arguments", [(), ("adjust-plan:x:1.1", "--all"), ("adjust-plan:x:1.1",)])
def test_a_retry_names_one_dead_job_or_all(at_file: str, arguments: tuple[str, ...]) -> None:
    assert typed("jobs", "retry", *arguments).code == 2


def test_a_file_is_not_served_without_anybody_to_do_its_jobs(tmp_path: Path, at: Callable[[str], None]) -> None:
    at(f"sqlite:///{tmp_path / 'new.db'}")
    refused = typed("serve", "--no-worker", "--port", "0")
    assert refused.code == 2
    assert "Over SQLite nobody else can do the jobs." in refused.err
    assert "adjuster worker" in refused.err
    assert list(tmp_path.iterdir()) == []


def test_the_doctor_finds_a_sound_installation_sound(at_database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(condition, "SAFE_SQLITE", (3, 0, 0))
    monkeypatch.setattr(condition, "SPARE_BYTES", 1)
    monkeypatch.setenv("ADJUSTER_ENCRYPTION_KEYS", f'["{Fernet.generate_key().decode()}"]')
    monkeypatch.setenv("ADJUSTER_SMTP_HOST", "mail.example.org")
    monkeypatch.setenv("ADJUSTER_COACH_PAGES", "https://coach.example.org")
    if at_database.startswith("sqlite"):
        Path(at_database.removeprefix("sqlite:///")).chmod(0o600)
    ended = typed("doctor", "--strict")
    assert {line.split()[0] for line in ended.out.splitlines()} == {"ok"}
    assert ended.code == 0


def test_the_doctor_names_what_is_doubtful_and_minds_it_when_strict(at_file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(condition, "SAFE_SQLITE", (99, 0, 0))
    Path(at_file.removeprefix("sqlite:///")).chmod(0o644)
    ended = typed("doctor")
    doubtful = {line.split()[1] for line in ended.out.splitlines() if line.startswith("warn")}
    assert {"SQLite:", "rights:", "encryption:"} <= doubtful
    assert ended.code == 0
    assert typed("doctor", "--strict").code == 1


def test_the_doctor_minds_letters_that_lead_nowhere(at_file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "links:" not in typed("doctor").out  # where no letter leaves, none leads anywhere
    monkeypatch.setenv("ADJUSTER_SMTP_HOST", "mail.example.org")
    assert "warn  links: letters say what to look for but lead nowhere: set ADJUSTER_COACH_PAGES\n" in typed("doctor").out
    monkeypatch.setenv("ADJUSTER_COACH_PAGES", "coach.example.org")
    refused = typed("doctor")
    assert (refused.code, "ADJUSTER_COACH_PAGES" in refused.err) == (2, True)


def test_the_doctor_minds_a_database_that_is_behind(empty_postgres: str, at: Callable[[str], None]) -> None:
    at(empty_postgres)
    ended = typed("doctor")
    assert ended.code == 1
    assert "fail  schema: The database stands at nothing" in ended.out


def test_the_doctor_minds_a_role_that_no_wall_holds(
    postgres_server: PostgresServer, postgres_database: str, at: Callable[[str], None]
) -> None:
    at(postgres_server.admin.set(drivername="postgresql", database=database_of(postgres_database)).render_as_string(hide_password=False))
    assert "warn  role: is a superuser" in typed("doctor").out


def test_the_doctor_minds_figures_that_are_open_to_other_machines(at_file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "figures:" not in typed("doctor").out
    monkeypatch.setenv("ADJUSTER_WORKER_METRICS_PORT", "9100")
    assert "ok    figures: workers show theirs at 127.0.0.1:9100\n" in typed("doctor").out
    monkeypatch.setenv("ADJUSTER_WORKER_METRICS_HOST", "0.0.0.0")
    assert "warn  figures:" in typed("doctor").out
