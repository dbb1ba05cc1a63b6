"""`adjuster convert`: read one format, write another."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from service.cli.commands.options import FORMAT


def convert(
    source: Annotated[str, typer.Argument(metavar="IN", help="The plan to read; its format is told by its content.", show_default=False)],
    target: Annotated[Path, typer.Argument(metavar="OUT", help="The file to write.", show_default=False)],
    format: FORMAT = None,
    start: Annotated[str | None, typer.Option(help="Date of the first day of an undated plan.", metavar="DATE")] = None,
    race_day: Annotated[str | None, typer.Option("--race-day", help="Date of the race of an undated plan.", metavar="DATE")] = None,
) -> None:
    """Read a plan in one format and write it in another; an undated plan is tied to the calendar.

    Examples:
      adjuster convert plan.csv plan.json

      adjuster convert twelve-weeks.csv plan.json --race-day 2026-05-17

      adjuster convert plan.json plan.xlsx

      adjuster convert plan.json watch.zip --format fit

    """
    from service.cli.dates import read_date  # noqa: PLC0415
    from service.cli.files import write_whole  # noqa: PLC0415
    from service.cli.plans import format_for, read_plan  # noqa: PLC0415
    from service.documents.plan import anchored  # noqa: PLC0415
    from service.errors import BadInput, Finding  # noqa: PLC0415
    from service.formats import write_plan_file  # noqa: PLC0415

    first, race = read_date(start, "--start"), read_date(race_day, "--race-day")
    if first is not None and race is not None:
        detail = "goes without --race-day: the plan is tied to the calendar at one end."
        raise BadInput(f"--start {detail}", findings=[Finding("--start", "twice", detail)], place="command line")
    chosen = format_for(target, format)
    write_whole(target, write_plan_file(anchored(read_plan(source), start=first, race_day=race), chosen))
