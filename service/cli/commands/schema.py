"""`adjuster schema`: the JSON Schemas of the documents."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from service.cli.edge import Exit


def schema(
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="A document, such as plan/1.", show_default=False)] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="DIR", help="Write all schemas into this folder.")] = None,
    check: Annotated[Path | None, typer.Option(metavar="DIR", help="Compare with this folder instead; 1 when it differs.")] = None,
) -> None:
    """List the documents, print the JSON Schema of one, or write all of them.

    Examples:
      adjuster schema

      adjuster schema adjust-request/1

      adjuster schema --check openapi/schemas

    """
    from service.cli.files import print_bytes, write_whole  # noqa: PLC0415
    from service.cli.schemas import differences, schema_files  # noqa: PLC0415
    from service.documents.schemas import SCHEMAS, schema_text  # noqa: PLC0415

    if check is not None:
        different = differences(check)
        for line in different:
            typer.echo(f"adjuster: {line}; write them anew with: adjuster schema -o {check}", err=True)
        raise typer.Exit(Exit.UNRESOLVED if different else Exit.DONE)
    if output is not None:
        output.mkdir(parents=True, exist_ok=True)
        for file, content in schema_files().items():
            write_whole(output / file, content)
    elif name is not None:
        print_bytes(schema_text(name).encode())
    else:
        typer.echo("\n".join(SCHEMAS))
