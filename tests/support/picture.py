"""Draws the picture of the front page from a real answer. Run with `uv run python -m tests.support.picture`."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

from rich.console import Console

from service.cli.view import changes, goals, grid, header, legend, weeks
from service.cli.view.icons import icons_for
from service.documents.policy import load_policy
from service.usecases.adjust_plan import answer as answered
from tests.support.samples import PLANS, ROOT, request_of

REQUEST = PLANS / "requests" / "half-marathon-heavy-week.json"
PICTURE = ROOT / "docs" / "images" / "adjust.svg"
TITLE = "adjuster adjust plans/half-marathon-km.json --reports plans/reports/half-marathon-heavy-week.json --now 2026-03-04T19:00:00+01:00"
COLUMNS = 150


def draw() -> str:
    """The decision, the weeks, the changes and the goals, as a terminal of that width shows them."""
    found = answered(request_of(json.loads(REQUEST.read_text("utf-8"))))
    icons = icons_for("utf-8")
    console = Console(width=COLUMNS, record=True, file=io.StringIO(), force_terminal=True, color_system="truecolor", legacy_windows=False)
    board = weeks.lay_out(found.request, found.adjustment, load_policy().sessions)
    console.print(header.header(found.request, found.adjustment, icons))
    console.print(grid.week_grid(board, icons), legend(icons), "", changes.change_list(found.adjustment, icons), "")
    console.print(goals.goal_list(found.adjustment, icons))
    # The library would have every viewer fetch a font from elsewhere; their own monospaced one will do.
    return re.sub(r"@font-face \{.*?\}\s*", "", console.export_svg(title=TITLE, unique_id="adjust"), flags=re.DOTALL)


def main(picture: Path = PICTURE) -> None:
    picture.parent.mkdir(parents=True, exist_ok=True)
    picture.write_text(draw(), "utf-8")


if __name__ == "__main__":
    main()
