"""`adjuster lint`: what a coach may want to look at in a plan."""

from __future__ import annotations

from typing import Annotated

import typer

from service.cli.commands.options import AS_JSON
from service.cli.edge import Exit


def lint(
    plan: Annotated[str, typer.Argument(help="The plan, in any format that can be read.")],
    today: Annotated[str | None, typer.Option(help="Local date, for what looks ahead from today.", metavar="DATE")] = None,
    as_json: AS_JSON = False,
) -> None:
    """Check a plan, also one written by hand. Ends with 1 when there is something to look at.

    Examples:
      adjuster lint plan.csv

      adjuster lint plan.json --json

    """
    from service.cli.dates import read_date  # noqa: PLC0415
    from service.cli.files import print_bytes  # noqa: PLC0415
    from service.cli.plans import read_plan  # noqa: PLC0415
    from service.usecases.lint_plan import lint_plan  # noqa: PLC0415

    found = lint_plan(read_plan(plan), today=read_date(today, "--today"))
    if as_json:
        print_bytes(found.model_dump_json(indent=2).encode() + b"\n")
    else:
        from rich.console import Console  # noqa: PLC0415

        from service.cli.view.lints import show_lints  # noqa: PLC0415

        show_lints(found, Console())
    raise typer.Exit(Exit.UNRESOLVED if found.lints else Exit.DONE)
