"""The weeks for narrow terminals and for files: one day a line, what changed told in words."""

from __future__ import annotations

from datetime import date

from rich.console import Group, RenderableType
from rich.text import Text

from service.cli.view.grid import compared
from service.cli.view.icons import Icons, either
from service.cli.view.style import ACTION_STYLES, HEADING, QUIET
from service.cli.view.weeks import Board, Week
from service.cli.view.words import clean, full_day, name_of, weekday
from service.domain.adjustment import Action
from service.domain.session import PlannedSession


def week_list(board: Board, icons: Icons) -> RenderableType:
    return Group(*(line for week in board.weeks for line in _week(week, board, icons)))


def _week(week: Week, board: Board, icons: Icons) -> list[Text]:
    lines = [Text(), Text(f"Week of {full_day(week.days[0])}", style=HEADING)]
    for day in week.days:
        lines += _day(day, board, icons)
    return [*lines, _sums(week, board, icons)]


def _day(day: date, board: Board, icons: Icons) -> list[Text]:
    label = f" {weekday(day):<6} {icons.today if day == board.today else ' '} "
    entries = [_left(s, board, icons) for s in board.before_on(day) if _moved_away(s, day, board)]
    entries += [_session(s, board, icons) for s in board.after_on(day)]
    entries = entries or [Text("rest", style=QUIET)]
    if day == board.today:
        entries[0].append("  (today)", style=HEADING)
    first, *others = entries
    return [Text(label) + first, *(Text(" " * len(label)) + entry for entry in others)]


def _moved_away(session: PlannedSession, day: date, board: Board) -> bool:
    now = board.revised.by_id.get(session.id)
    return now is not None and now.date != day and Action.MOVE in board.actions_of(session)


def _left(session: PlannedSession, board: Board, icons: Icons) -> Text:
    target = board.revised.by_id[session.id].date
    return Text(f"{clean(name_of(session))} {icons.to} {weekday(target)}", style=QUIET)


def _session(session: PlannedSession, board: Board, icons: Icons) -> Text:
    text = Text()
    for action in board.actions_of(session):
        text.append(f"{icons.action(action)} ", style=ACTION_STYLES[action])
    if session.id in board.done:
        text.append(f"{icons.done} done ", style="green")
    text.append(clean(name_of(session)), style="bold" if session.hard else "")
    if session.is_key:
        text.append(f" {icons.key}", style="yellow")
    if not session.is_off:
        text.append(f"  {_figures(session, board, icons)}")
    return text


def _figures(session: PlannedSession, board: Board, icons: Icons) -> str:
    done = board.done.get(session.id)
    minutes, load = (done.minutes, done.load) if done is not None else (session.minutes, session.load)
    was = board.given.by_id.get(session.id)
    if done is None and was is not None and not was.is_off and (was.minutes, was.load) != (minutes, load):
        return f"{either(was.minutes, minutes, icons)} min {icons.dot} load {either(was.load, load, icons)}"
    return f"{minutes} min {icons.dot} load {load}"


def _sums(week: Week, board: Board, icons: Icons) -> Text:
    return Text("   sum    ").append(f" {icons.dot} ".join(line for line, _ in compared(week, board, icons)), style="italic")
