"""`adjuster db`: the database that the service keeps everything in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from service.cli.edge import Exit, unbroken

db = typer.Typer(no_args_is_help=True, help="The database: bring it up to date, check it, keep a copy.")


def upgrade() -> None:
    """Bring the database to what this version needs; a SQLite file is created where there is none.

    Run it once before the processes of a new version start. All of it happens, or nothing.

    Examples:
      adjuster db upgrade

    """
    from service.bootstrap import read_settings  # noqa: PLC0415
    from service.jobs import schema  # noqa: PLC0415
    from service.store import migrating  # noqa: PLC0415

    schema.upgrade(read_settings().database_url)
    typer.echo(f"The database stands at {migrating.head()}.")


def downgrade(
    revision: Annotated[str, typer.Argument(help="A revision, or `base` for an empty database.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do it. Rows that the older schema has no place for are lost.")] = False,
) -> None:
    """Take the tables of the application back to an older revision, for going back to an older version.

    Examples:
      adjuster db downgrade 0001 --yes

    """
    from service.bootstrap import read_settings  # noqa: PLC0415
    from service.errors import BadInput, Finding  # noqa: PLC0415
    from service.store import migrating  # noqa: PLC0415

    if not yes:
        detail = "Going back drops what the older schema has no place for. Make a backup, then say --yes."
        raise BadInput(detail, findings=[Finding("--yes", "not-confirmed", detail)], place="command line")
    migrating.downgrade(read_settings().database_url, revision)
    typer.echo(f"The database stands at {revision}.")


def check() -> None:
    """Whether the database is what this version needs. Ends with 1 when it is not.

    Examples:
      adjuster db check

    """
    from service.bootstrap import read_settings  # noqa: PLC0415
    from service.jobs import schema  # noqa: PLC0415

    if wrong := schema.check(read_settings().database_url):
        for line in wrong:
            typer.echo(line)
        raise typer.Exit(Exit.UNRESOLVED)
    typer.echo("The database is what this version needs.")


def backup(file: Annotated[Path, typer.Argument(help="A new file for the copy.")]) -> None:
    """Copy a SQLite database while it is in use. PostgreSQL is copied with pg_dump.

    Examples:
      adjuster db backup adjuster-2026-03-04.db

    """
    from service.bootstrap import read_settings  # noqa: PLC0415
    from service.store import maintenance  # noqa: PLC0415

    maintenance.backup(read_settings().database_url, file)
    typer.echo(f"Copied to {file}.")


def restore(file: Annotated[Path, typer.Argument(help="A copy that `adjuster db backup` made.")]) -> None:
    """Put a copy in the place of a SQLite database that is gone, or was moved away. Then run `adjuster db upgrade`.

    Examples:
      adjuster db restore adjuster-2026-03-04.db

    """
    from service.bootstrap import read_settings  # noqa: PLC0415
    from service.jobs.seats import keeping_others_out  # noqa: PLC0415
    from service.store import maintenance  # noqa: PLC0415

    url = read_settings().database_url
    with keeping_others_out(url):
        maintenance.restore(url, file)
    typer.echo(f"Restored from {file}.")


for command in (upgrade, downgrade, check, backup, restore):
    db.command()(unbroken(command))
