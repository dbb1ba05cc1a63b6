"""Two ways to the API: in process with the thinking done in place, and a real server with real workers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Self

import pytest
from starlette.testclient import TestClient

from service.api.app import create_app
from service.bootstrap import Services
from service.kit.workers import Limits

MOST_BYTES = 20_000
LIMITS = Limits(size=1, waiting=1, wait_s=1, wall_s=1)


@dataclass
class PoolInPlace:
    """Runs jobs at once, in this process; `broken` is raised instead when it is set."""

    limits: Limits = LIMITS
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


@pytest.fixture
def pool() -> PoolInPlace:
    return PoolInPlace()


@pytest.fixture
def client(pool: PoolInPlace) -> Iterator[TestClient]:
    with TestClient(create_app(Services(pool, MOST_BYTES, 5.0)), raise_server_exceptions=False) as client:  # type: ignore[arg-type]
        yield client
