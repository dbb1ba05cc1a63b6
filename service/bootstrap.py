"""The composition root: from settings to the things that the edges work with."""

from __future__ import annotations

import os
from dataclasses import dataclass

from pydantic import ValidationError

from service.errors import BadInput, Finding
from service.kit.workers import Limits, WorkerPool
from service.settings import PREFIX, Settings, unknown_names


@dataclass(frozen=True, slots=True)
class Services:
    """What an edge may use. The pool is not open yet: whoever serves opens and closes it."""

    pool: WorkerPool
    max_body_bytes: int
    body_seconds: float


def read_settings(**given: object) -> Settings:
    """Settings from the environment; `given` (from the command line) wins. Raises BadInput naming the variable."""
    if unknown := unknown_names(os.environ):
        findings = [Finding(name, "unknown-setting", "There is no such setting; mind the spelling.") for name in unknown]
        raise BadInput("The environment holds settings that do not exist.", findings=findings)
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]
    except ValidationError as error:
        findings = [Finding(PREFIX + str(e["loc"][0]).upper(), "bad-setting", e["msg"]) for e in error.errors(include_input=False)]
        raise BadInput("A setting cannot be used.", findings=findings) from None


def build_services(settings: Settings) -> Services:
    limits = Limits(
        size=settings.solves_at_once,
        waiting=settings.solves_waiting,
        wait_s=settings.wait_seconds,
        wall_s=settings.solve_seconds,
        memory_bytes=settings.worker_memory_mb * 1024 * 1024,
    )
    return Services(WorkerPool(warm_up, limits), settings.max_body_bytes, settings.body_seconds)


def warm_up() -> None:
    """Load everything that a first request would otherwise wait for, OR-Tools included; runs inside each worker."""
    import service.solver.adjusting  # noqa: F401, PLC0415
    from service.usecases import adjust_plan, assess_reports, lint_plan  # noqa: F401, PLC0415
