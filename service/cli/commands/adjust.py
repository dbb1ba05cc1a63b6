"""`adjuster adjust`: the main job on files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from service.cli.commands.options import AS_JSON, ATHLETE, FORMAT, NOW, OUT, PLAN, POLICY, REPORTS, REQUEST, STATE
from service.cli.edge import Exit

if TYPE_CHECKING:
    from service.cli.requests import Files
    from service.usecases.adjust_plan import Answer

UNRESOLVED = frozenset({"no_plan_fits", "not_decided"})


def adjust(  # noqa: PLR0913, PLR0917  the options of the command
    plan: PLAN = None,
    reports: REPORTS = None,
    now: NOW = None,
    athlete: ATHLETE = None,
    state: STATE = None,
    policy: POLICY = None,
    request: REQUEST = None,
    output: OUT = None,
    format: FORMAT = None,
    as_json: AS_JSON = False,
) -> None:
    """Re-plan after heavy-leg reports, prove it best, and say why.

    Shows the weeks before and after, each change with its reasons and its price, goals kept and missed.

    Examples:
      adjuster adjust plan.json --reports reports.csv --now 2026-03-04T19:00:00+01:00

      adjuster adjust plan.json -r reports.json --now 2026-03-04T19:00:00+01:00 -o revised.csv

      adjuster adjust plan.json -r reports.json --now 2026-03-04T19:00:00+01:00 -o fridge.pdf

      adjuster adjust --request request.json --json > answer.json

    """
    from service.cli.files import print_bytes, write_whole  # noqa: PLC0415
    from service.cli.plans import format_for  # noqa: PLC0415
    from service.cli.requests import Files  # noqa: PLC0415
    from service.formats import write_answer_file  # noqa: PLC0415

    target = None if output is None else format_for(output, format)
    found = _answered(Files(plan, reports, now, athlete, state, policy, request))
    if output is not None and target is not None:
        write_whole(output, write_answer_file(found.document, target))
    if as_json:
        print_bytes(found.document.model_dump_json(indent=2).encode() + b"\n")
    else:
        _show(found)
    raise typer.Exit(Exit.UNRESOLVED if found.document.outcome in UNRESOLVED else Exit.DONE)


def _answered(files: Files) -> Answer:
    """The answer to what the files ask; faults in them are told by file and place."""
    from service.cli.requests import read_request_files, told_of  # noqa: PLC0415

    document = read_request_files(files)
    from service.usecases.adjust_plan import answer  # noqa: PLC0415  loads the solver: only once the input is known to be good

    with told_of(files):
        return answer(document)


def _show(found: Answer) -> None:
    from rich.console import Console  # noqa: PLC0415

    from service.cli.view import show  # noqa: PLC0415
    from service.documents.policy import load_policy  # noqa: PLC0415

    show(found.request, found.adjustment, load_policy().sessions, Console())
