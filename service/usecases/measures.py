"""What is counted and timed for operators. Labels name operations, jobs and outcomes: never a person, an organisation or a value."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Histogram

from service.errors import ServiceError
from service.kit.workers import Answer, Limits, Payload, WorkerPool
from service.usecases.thinking import Refusal

SOLVE_S = (0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1, 2, 5, 10, 20)
HTTP_S = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
OUTCOME = re.compile(rb'"outcome":"([a-z_]{1,32})"')
HEAD_BYTES = 2_000


class Measures:
    """One registry a process."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.http = Histogram(
            "adjuster_http_seconds", "Time to answer a request", ["operation", "status"], buckets=HTTP_S, registry=self.registry
        )
        self.solve = Histogram(
            "adjuster_solve_seconds", "Time for a job, waiting for a worker included", ["job"], buckets=SOLVE_S, registry=self.registry
        )
        self.outcomes = Counter("adjuster_solves", "Jobs of the workers and how they ended", ["job", "outcome"], registry=self.registry)
        self.webhooks = Counter("adjuster_webhooks", "Attempts to deliver a webhook", ["outcome"], registry=self.registry)
        self.messages = Counter(
            "adjuster_messages", "Messages of platforms and what became of them", ["platform", "outcome"], registry=self.registry
        )
        self.letters = Counter("adjuster_letters", "Letters and whether they went out", ["kind", "outcome"], registry=self.registry)


class MeasuredPool(WorkerPool):
    """A pool whose jobs are counted and timed."""

    def __init__(self, warm: Callable[[], None], limits: Limits, measures: Measures) -> None:
        super().__init__(warm, limits)
        self._measures = measures

    def run(self, job: Callable[[Payload], Answer], payload: Payload) -> Answer:
        started = time.perf_counter()
        outcome = "internal"
        try:
            answer = super().run(job, payload)
            outcome = _outcome(answer)
        except ServiceError as error:
            outcome = error.code
            raise
        finally:
            self._measures.solve.labels(job.__name__).observe(time.perf_counter() - started)
            self._measures.outcomes.labels(job.__name__, outcome).inc()
        return answer


def _outcome(answer: object) -> str:
    if isinstance(answer, Refusal):
        return answer.code
    # The outcome stands near the beginning of the document; reading all of it for one word would cost more than it tells.
    found = OUTCOME.search(answer[:HEAD_BYTES]) if isinstance(answer, bytes) else None
    return found[1].decode() if found else "done"
