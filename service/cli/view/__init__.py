"""An adjustment on a terminal: the decision first, then the weeks, then why."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console, RenderableType
from rich.text import Text

from service.cli.view import advice, changes, goals, grid, header, stacked, verdict, weeks
from service.cli.view.icons import Icons, icons_for
from service.cli.view.style import QUIET
from service.domain.adjustment import Adjustment, Request
from service.domain.policy import SessionNumbers

GRID_COLUMNS = 100
"""Narrower terminals get one day a line."""


def legend(icons: Icons) -> Text:
    return Text(f"{icons.key} key session   {icons.done} done   {icons.today} today   45'{icons.dot}135: 45 minutes, load 135", style=QUIET)


def show(request: Request, adjustment: Adjustment, numbers: SessionNumbers, console: Console) -> None:
    """Print the whole answer. Works without colour, without a terminal, and in ASCII."""
    icons = icons_for(console.encoding)
    for part in _parts(request, adjustment, numbers, console.width, icons):
        console.print(part)


def _parts(request: Request, adjustment: Adjustment, numbers: SessionNumbers, width: int, icons: Icons) -> Iterator[RenderableType]:
    yield header.header(request, adjustment, icons)
    if verdict.has_conflicts(adjustment):
        yield from (verdict.conflicts(adjustment, icons), "")
    board = weeks.lay_out(request, adjustment, numbers)
    yield grid.week_grid(board, icons) if width >= GRID_COLUMNS else stacked.week_list(board, icons)
    yield from (legend(icons), "")
    if adjustment.changes:
        yield from (changes.change_list(adjustment, icons), "")
    if adjustment.goals:
        yield from (goals.goal_list(adjustment, icons), "")
    if advice.has_notes(adjustment):
        yield from (advice.notes(adjustment, icons), "")
    if adjustment.assessment.advice:
        yield from (advice.advice_list(adjustment.assessment, icons), "")
    if adjustment.message:
        yield advice.message_box(adjustment)
    yield verdict.proof(adjustment, icons)
