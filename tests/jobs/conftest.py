from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.jobs import job
from service.store.engine import open_engine
from tests.jobs.bench import Bench
from tests.support.databases import PostgresServer, sqlite_url


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def working(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    """A bench with its engine at work, for all tests of a file: starting and stopping one takes seconds. Pauses are short."""
    if request.param == "sqlite":
        template: Path = request.getfixturevalue("migrated_sqlite")
        url = sqlite_url(Path(shutil.copy(template, tmp_path_factory.mktemp("jobs") / "jobs.db")))
    else:
        server: PostgresServer = request.getfixturevalue("postgres_server")
        url = server.create(request.getfixturevalue("migrated_postgres"))
    bench = Bench(open_engine(url))
    engine = bench.job_engine(**{"write-digests": "* * * * * *"})
    engine.launch()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(job, "FIRST_PAUSE_S", 0.01)
        yield bench
    engine.drain(5)
    bench.engine.dispose()


@pytest.fixture
def resting(database: str) -> Iterator[Bench]:
    """A bench where nobody works yet."""
    bench = Bench(open_engine(database))
    yield bench
    bench.engine.dispose()
