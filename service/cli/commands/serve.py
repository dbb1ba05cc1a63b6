"""`adjuster serve`: the HTTP API."""

from __future__ import annotations

from typing import Annotated

import typer


def serve(
    host: Annotated[str | None, typer.Option(help="Listen here. [default: ADJUSTER_HOST or 127.0.0.1]", show_default=False)] = None,
    port: Annotated[int | None, typer.Option(help="Port. [default: ADJUSTER_PORT or 8000]", show_default=False)] = None,
) -> None:
    """Serve the API: stateless routes under /v1, nothing is stored.

    Examples:
      adjuster serve

      ADJUSTER_SOLVES_AT_ONCE=4 adjuster serve --host 0.0.0.0 --port 9000

    """
    import uvicorn  # noqa: PLC0415

    from service.bootstrap import read_settings  # noqa: PLC0415
    from service.cli.api import create_app  # noqa: PLC0415

    settings = read_settings(host=host, port=port)
    # Access lines would put addresses and times of people who report into a log.
    uvicorn.run(
        create_app(settings),
        host=settings.host,
        port=settings.port,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=30,
    )
