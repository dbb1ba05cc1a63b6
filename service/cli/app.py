"""All commands. Each lives in its own module and imports what it needs when it runs."""

from __future__ import annotations

from typing import Annotated

import typer

from service import __version__
from service.cli.commands.adjust import adjust
from service.cli.commands.assess import assess
from service.cli.commands.batch import batch
from service.cli.commands.convert import convert
from service.cli.commands.db import db
from service.cli.commands.doctor import doctor
from service.cli.commands.jobs import jobs
from service.cli.commands.keys import keys
from service.cli.commands.lint import lint
from service.cli.commands.openapi import openapi
from service.cli.commands.platforms import platforms
from service.cli.commands.rules import rules
from service.cli.commands.schema import schema
from service.cli.commands.serve import serve
from service.cli.commands.worker import worker
from service.cli.edge import unbroken

app = typer.Typer(
    name="adjuster",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (adjust, assess, lint, convert, batch, rules, schema, serve, worker, doctor, openapi):
    app.command()(unbroken(command))
for name, group in (("keys", keys), ("db", db), ("jobs", jobs), ("platforms", platforms)):
    app.add_typer(group, name=name)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"adjuster {__version__}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and end.")] = False,
) -> None:
    """Re-plans training when an athlete reports heavy legs: safe first, changed as little as possible, proved best, explained.

    Exit codes: 0 done, 1 finished but no plan fits or the plan breaks rules, 2 bad input, 3 internal error.
    """
