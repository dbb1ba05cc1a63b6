"""`adjuster serve`: the HTTP API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from service.settings import Settings


def serve(
    host: Annotated[str | None, typer.Option(help="Listen here. [default: ADJUSTER_HOST or 127.0.0.1]", show_default=False)] = None,
    port: Annotated[int | None, typer.Option(help="Port. [default: ADJUSTER_PORT or 8000]", show_default=False)] = None,
    demo: Annotated[bool, typer.Option("--demo", help="Try it out: a club with athletes and a key, made anew in ./data/demo.")] = False,
    no_worker: Annotated[bool, typer.Option("--no-worker", help="Leave the jobs to `adjuster worker`; needs PostgreSQL.")] = False,
) -> None:
    """Serve the API, and do its jobs.

    A SQLite database is created and brought up by itself; PostgreSQL is migrated by `adjuster db upgrade`.

    Examples:
      adjuster serve

      adjuster serve --demo

      ADJUSTER_SOLVES_AT_ONCE=4 adjuster serve --host 0.0.0.0 --port 9000

    """
    from service.bootstrap import prepare_database, read_settings  # noqa: PLC0415
    from service.cli.api import serve_api  # noqa: PLC0415
    from service.kit.logs import log_as_json  # noqa: PLC0415

    if demo:
        _serve_demo(host, port)
        return
    settings = read_settings(host=host, port=port)
    if no_worker:
        _refuse_without_others(settings)
    log_as_json(settings.log_level)
    prepare_database(settings)
    serve_api(settings, does_jobs=not no_worker)


def _refuse_without_others(settings: Settings) -> None:
    """A SQLite file is for one process: the jobs that this one leaves would be accepted and done by nobody."""
    from service.errors import BadInput, Finding  # noqa: PLC0415
    from service.store.engine import SQLITE, parsed  # noqa: PLC0415

    if parsed(settings.database_url).drivername == SQLITE:
        detail = (
            "Over SQLite nobody else can do the jobs. Serve without it, or set ADJUSTER_DATABASE_URL to a PostgreSQL database"
            " that `adjuster worker` shares."
        )
        raise BadInput("The jobs would be left lying.", findings=[Finding("--no-worker", "needs-postgresql", detail)])


def _serve_demo(host: str | None, port: int | None) -> None:
    from service.cli.api import serve_over  # noqa: PLC0415
    from service.cli.demo import demo  # noqa: PLC0415
    from service.kit.logs import log_as_json  # noqa: PLC0415

    log_as_json("WARNING")
    with demo(host, port) as (settings, services):
        serve_over(settings, services, does_jobs=True)
