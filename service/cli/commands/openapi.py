"""`adjuster openapi`: the specification of the HTTP API."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from service.cli.commands.options import OUT
from service.cli.edge import Exit


def openapi(
    output: OUT = None,
    check: Annotated[Path | None, typer.Option(help="Compare with this file instead; 1 when they differ.", metavar="FILE")] = None,
) -> None:
    """Print or write the OpenAPI document.

    Examples:
      adjuster openapi -o openapi/openapi.json

      adjuster openapi --check openapi/openapi.json

    """
    from service.bootstrap import read_settings  # noqa: PLC0415
    from service.cli.api import openapi_file  # noqa: PLC0415
    from service.cli.files import print_bytes, read_bytes, write_whole  # noqa: PLC0415

    content = openapi_file(read_settings()).encode()
    if check is not None:
        if read_bytes(str(check)) != content:
            typer.echo(f"adjuster: {check} is not what the code says; write it anew with: adjuster openapi -o {check}", err=True)
            raise typer.Exit(Exit.UNRESOLVED)
    elif output is not None:
        write_whole(output, content)
    else:
        print_bytes(content)
