"""`adjuster jobs`: what waits in the queue, what died, and having it done after all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from service.cli.edge import unbroken

if TYPE_CHECKING:
    from service.jobs.records import JobRecord

jobs = typer.Typer(no_args_is_help=True, help="The queue: what waits, what died, and taking the dead up again.")


def show_open() -> None:
    """Jobs that wait or run, oldest first: when they were put in, id, what they are doing, and the ids that they are about.

    Examples:
      adjuster jobs list

    """
    from service.bootstrap import read_settings  # noqa: PLC0415
    from service.jobs import records  # noqa: PLC0415
    from service.jobs.schema import queue_of  # noqa: PLC0415

    with queue_of(read_settings().database_url) as engine:
        _print(records.list_open(engine), records.PAGE)


def show_dead() -> None:
    """Jobs that nobody tries any more, oldest first, each with the sort of error and its place in the code.

    Examples:
      adjuster jobs dead

    """
    from service.bootstrap import read_settings  # noqa: PLC0415
    from service.jobs import records  # noqa: PLC0415
    from service.jobs.schema import queue_of  # noqa: PLC0415

    with queue_of(read_settings().database_url) as engine:
        _print(records.list_dead(engine), records.PAGE)


def retry(
    job_id: Annotated[str | None, typer.Argument(metavar="[ID]", help="A dead job.", show_default=False)] = None,
    all_dead: Annotated[bool, typer.Option("--all", help="All dead jobs.")] = False,
) -> None:
    """Have dead jobs done after all: they go back into the queue, with all their attempts.

    Examples:
      adjuster jobs retry --all

    """
    from service.bootstrap import read_settings  # noqa: PLC0415
    from service.errors import BadInput, Finding  # noqa: PLC0415
    from service.jobs import records  # noqa: PLC0415
    from service.jobs.schema import queue_of  # noqa: PLC0415

    if all_dead == (job_id is not None):
        detail = "Name one dead job, or say --all."
        raise BadInput(detail, findings=[Finding("ID", "one-or-all", detail)], place="command line")
    with queue_of(read_settings().database_url) as engine:
        taken_up = records.retry_all(engine) if job_id is None else [(job_id, records.retry(engine, job_id))]
        for id, again in taken_up:
            typer.echo(f"{id} waits again as {again.id}")


def _print(found: Sequence[JobRecord], most: int) -> None:
    for record in found:
        parts = (f"{record.created_at:%Y-%m-%d %H:%M:%S}Z", record.job.id, record.state, " ".join(record.job.ids), record.reason or "")
        typer.echo("  ".join(part for part in parts if part))
    if len(found) == most:
        typer.echo(f"These are the oldest {most:,}; there may be more.", err=True)


for name, command in (("list", show_open), ("dead", show_dead), ("retry", retry)):
    jobs.command(name)(unbroken(command))
