"""`adjuster convert`: read one format, write another."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from service.cli.commands.options import FORMAT

SOURCE = Annotated[str, typer.Argument(metavar="IN", help="The plan to read; its format is told by its content.", show_default=False)]
TARGET = Annotated[Path, typer.Argument(metavar="OUT", help="The file to write; - is standard output, with --format.", show_default=False)]
START = Annotated[str | None, typer.Option(help="Date of the first day of an undated plan.", metavar="DATE")]
RACE_DAY = Annotated[str | None, typer.Option("--race-day", help="Date of the race of an undated plan.", metavar="DATE")]
UNIT = Annotated[str | None, typer.Option(help="Distances without a unit: km or mi.", metavar="UNIT")]
DATE_ORDER = Annotated[str | None, typer.Option("--date-order", help="How 03/04/2026 is meant: dmy or mdy.", metavar="ORDER")]
LONG_RUN = Annotated[str | None, typer.Option("--long-run", help="Weekday of the long run, for tables without days.", metavar="DAY")]
HARD = Annotated[list[str] | None, typer.Option(help="A word that marks a hard session; may be repeated.", metavar="WORD")]
TIMEZONE = Annotated[str | None, typer.Option(help="Time zone of the plan, such as Europe/Vienna.", metavar="ZONE")]


def convert(  # noqa: PLR0913, PLR0917  one for each option
    source: SOURCE,
    target: TARGET,
    format: FORMAT = None,
    start: START = None,
    race_day: RACE_DAY = None,
    unit: UNIT = None,
    date_order: DATE_ORDER = None,
    long_run: LONG_RUN = None,
    hard: HARD = None,
    timezone: TIMEZONE = None,
) -> None:
    """Read a plan in one format and write it in another; an undated plan is tied to the calendar.

    Examples:
      adjuster convert plan.csv plan.json

      adjuster convert twelve-weeks.xlsx plan.json --race-day 2026-05-17

      adjuster convert plan.json plan.xlsx

      adjuster convert plan.json watch.zip --format fit

    """
    from service.cli.files import STANDARD, print_bytes, write_whole  # noqa: PLC0415
    from service.cli.plans import format_for  # noqa: PLC0415
    from service.cli.read_options import read_options  # noqa: PLC0415
    from service.cli.upload import read_upload  # noqa: PLC0415
    from service.formats import write_plan_file  # noqa: PLC0415

    said: dict[str, Any] = {"start": start, "race_day": race_day, "unit": unit, "date_order": date_order, "long_run": long_run}
    options = read_options(**said, hard=tuple(hard or ()), timezone=timezone)
    chosen = format_for(target, format)
    written = write_plan_file(read_upload(source, options), chosen)
    if str(target) == STANDARD:
        print_bytes(written)
    else:
        write_whole(target, written)
