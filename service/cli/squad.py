"""Many requests on several worker processes, each of which keeps the solver loaded."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from service.bootstrap import warm_up
from service.cli.edge import Exit, lines_of
from service.cli.files import read_bytes, write_whole
from service.errors import BadInput, Finding, ServiceError
from service.kit.workers import Limits, WorkerPool

WALL_S = 120.0
"""A single request that takes longer is given up, so that a squad always ends."""
WARM_UP_S = 60.0
UNRESOLVED = frozenset({"no_plan_fits", "not_decided"})


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one file. `outcome` is empty and `problems` say why when there is no answer."""

    file: str
    exit: Exit
    athlete: str = ""
    outcome: str = ""
    level: int | None = None
    changes: int = 0
    milliseconds: float = 0.0
    problems: tuple[str, ...] = ()


def request_files(folder: Path) -> list[Path]:
    """The requests in `folder`, by name. Raises BadInput when there is none."""
    if not folder.is_dir():
        raise _unusable(folder, "missing-folder", "There is no such folder.")
    files = sorted(path for path in folder.glob("*.json") if path.is_file())
    if not files:
        raise _unusable(folder, "empty-folder", "Holds no request: put one adjust-request/1 into each *.json file.")
    return files


def _unusable(folder: Path, code: str, detail: str) -> BadInput:
    return BadInput(f"{folder}: {detail}", findings=[Finding("", code, detail)], place=str(folder))


def answer_all(files: list[Path], output: Path, jobs: int, step: Callable[[], None]) -> list[Result]:
    """Answer every file into `output`, in any order; `step` is called after each. Results come back in the order of `files`."""
    size = min(jobs, len(files))
    limits = Limits(size=size, waiting=0, wait_s=WARM_UP_S, wall_s=WALL_S)
    with WorkerPool(warm_up, limits) as pool, ThreadPoolExecutor(size) as threads:
        running = [threads.submit(_one, pool, path, output) for path in files]
        try:
            for _ in as_completed(running):
                step()
        except KeyboardInterrupt:
            threads.shutdown(wait=False, cancel_futures=True)
            pool.close()
            raise
        return [task.result() for task in running]


def _one(pool: WorkerPool, path: Path, output: Path) -> Result:
    """Written here and not in the worker: a worker may be killed at any moment, also in the middle of a file."""
    try:
        result, answer = pool.run(answer_file, str(path))
        if answer is not None:
            write_whole(output / path.name, answer)
    except BadInput as error:
        return Result(path.name, Exit.BAD_INPUT, problems=tuple(lines_of(error)))
    except ServiceError as error:
        return Result(path.name, Exit.INTERNAL, problems=(error.message,))
    return result


def answer_file(path: str) -> tuple[Result, bytes | None]:
    """One request read and answered; runs in a worker."""
    from service.cli.requests import Files, told_of  # noqa: PLC0415
    from service.documents.adjust_request import AdjustRequestDocument  # noqa: PLC0415
    from service.documents.json_text import parse_json  # noqa: PLC0415
    from service.documents.refusal import validated  # noqa: PLC0415
    from service.usecases.adjust_plan import answer  # noqa: PLC0415

    name = Path(path).name
    start = perf_counter()
    try:
        document = validated(AdjustRequestDocument, parse_json(read_bytes(path), name=name), name)
        with told_of(Files(request=path)):
            found = answer(document)
    except BadInput as error:
        return Result(name, Exit.BAD_INPUT, problems=tuple(lines_of(error))), None
    adjustment = found.adjustment
    result = Result(
        name,
        Exit.UNRESOLVED if adjustment.outcome in UNRESOLVED else Exit.DONE,
        found.request.athlete.ref or "",
        adjustment.outcome,
        adjustment.assessment.level,
        len(adjustment.changes),
        (perf_counter() - start) * 1000,
    )
    return result, found.document.model_dump_json(indent=2).encode() + b"\n"
