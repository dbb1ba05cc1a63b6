"""`adjuster batch`: a squad of requests, one after the other on every core."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer


def batch(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder with one adjust-request/1 a file (*.json).", show_default=False)],
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="DIR", help="Answers go here, under the same names.", show_default=False)
    ],
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, max=256, help="Worker processes.")] = os.cpu_count() or 1,
) -> None:
    """Answer every request in a folder. A file that cannot be used is reported, and the rest goes on.

    Ends with the worst of: 0 all answered, 1 some without a plan that fits, 2 some broken, 3 some failed.

    Example:
      adjuster batch requests/ -o answers/ --jobs 4

    """
    from rich.console import Console  # noqa: PLC0415

    from service.cli.squad import answer_all, request_files  # noqa: PLC0415
    from service.cli.view.squad import progress_bar, show_squad  # noqa: PLC0415

    files = request_files(folder)
    output.mkdir(parents=True, exist_ok=True)
    with progress_bar(len(files)) as step:
        results = answer_all(files, output, jobs, step)
    show_squad(results, Console())
    raise typer.Exit(max(result.exit for result in results))
