"""The weeks as a coach knows them: seven columns and a summary, before above after."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from service.cli.view import cells
from service.cli.view.icons import Icons, either
from service.cli.view.style import HEADING, QUIET
from service.cli.view.weeks import Board, Totals, Week
from service.cli.view.words import full_day, weekday
from service.domain.distances import DistanceUnit, figure
from service.domain.session import PlannedSession

SUMMARY_COLUMNS = 16
"""`load 1645 → 1361` on one line."""
Cell = Callable[[PlannedSession, Board, Icons], list[Text]]


def week_grid(board: Board, icons: Icons) -> RenderableType:
    """One table for each week."""
    return Group(*(_table(week, board, icons) for week in board.weeks))


def _table(week: Week, board: Board, icons: Icons) -> Table:
    title = Text(f"Week of {full_day(week.days[0])}", style=HEADING)
    table = Table(title=title, title_justify="left", box=box.ROUNDED, expand=True, show_lines=True, padding=0, border_style=QUIET)
    table.add_column("", no_wrap=True, style=HEADING)
    for day in week.days:
        table.add_column(_day_name(day, board, icons), ratio=1)
    table.add_column("Week", min_width=SUMMARY_COLUMNS)
    table.add_row("before", *(_cell(board.before_on(day), cells.before, board, icons) for day in week.days), _figures(week.before, board))
    table.add_row("after", *(_cell(board.after_on(day), cells.after, board, icons) for day in week.days), _compared(week, board, icons))
    return table


def _day_name(day: date, board: Board, icons: Icons) -> Text:
    if day != board.today:
        return Text(weekday(day))
    return Text(f"{weekday(day)} {icons.today}", style="bold reverse")


def _cell(sessions: Sequence[PlannedSession], cell: Cell, board: Board, icons: Icons) -> Text:
    if not sessions:
        return Text("rest", style=QUIET)
    return Text("\n\n").join(Text("\n").join(cell(session, board, icons)) for session in sessions)


def _figures(totals: Totals, board: Board) -> Text:
    return Text("\n").join(Text(f"{name} {value}{unit}") for name, value, unit in described(totals, board.given.units.total))


def _compared(week: Week, board: Board, icons: Icons) -> Text:
    lines = [Text(line, style="bold" if changed else QUIET) for line, changed in compared(week, board, icons)]
    return Text("\n").join(lines)


def compared(week: Week, board: Board, icons: Icons) -> Iterator[tuple[str, bool]]:
    """`load 1645 → 1361`, and whether it changed."""
    shown_in = board.given.units.total
    for (name, old, _), (_, new, unit) in zip(described(week.before, shown_in), described(week.after, shown_in), strict=True):
        yield f"{name} {either(old, new, icons)}{unit}", old != new


def described(totals: Totals, unit: DistanceUnit) -> tuple[tuple[str, str, str], ...]:
    """The week's sums: name, value, unit. Distance stands as a dash where no session has one."""
    sums = totals.figures
    return (
        ("load", str(sums.load), ""),
        ("time", f"{sums.minutes // 60}:{sums.minutes % 60:02d}", ""),
        ("dist", figure(sums.metres, unit) if sums.metres else "-", f" {unit}" if sums.metres else ""),
        ("hard", str(totals.hard), ""),
        ("rest", str(totals.rest_days), ""),
    )
