"""Arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

PLAN = Annotated[str | None, typer.Argument(help="The plan, in any format that can be read.", show_default=False)]
REPORTS = Annotated[str | None, typer.Option("--reports", "-r", help="Reports: a JSON array, JSON Lines or CSV.", metavar="FILE")]
NOW = Annotated[str | None, typer.Option("--now", help="The moment, with offset: 2026-03-04T19:00:00+01:00.", metavar="INSTANT")]
ATHLETE = Annotated[str | None, typer.Option("--athlete", help="Profile; wins over the one inside the plan.", metavar="FILE")]
STATE = Annotated[str | None, typer.Option("--state", help="The last answer (its JSON), or the state in it.", metavar="FILE")]
POLICY = Annotated[str | None, typer.Option("--policy", help="Name of the policy.", metavar="NAME")]
REQUEST = Annotated[str | None, typer.Option("--request", help="A whole adjust-request/1; - is standard input.", metavar="FILE")]
AS_JSON = Annotated[bool, typer.Option("--json", help="Print the answer as JSON, and nothing else.")]
OUT = Annotated[Path | None, typer.Option("-o", "--output", help="Write here; whole or not at all.", metavar="FILE")]
FORMAT_NAMES = "json, csv, ics, xlsx, fit, zwo, intervals, html, pdf, hand-list, hand-list-pdf"
"""Told here so that help needs no format loaded; a test holds it to the table of writers."""
FORMAT = Annotated[
    str | None, typer.Option("--format", help=f"What to write: {FORMAT_NAMES}; otherwise by the ending of the file.", metavar="NAME")
]
