"""What stands in one day of the grid."""

from __future__ import annotations

from rich.text import Text

from service.cli.view.icons import Icons
from service.cli.view.style import ACTION_STYLES, QUIET
from service.cli.view.weeks import Board
from service.cli.view.words import clean, name_of, weekday
from service.domain.adjustment import Action
from service.domain.session import PlannedSession

GONE = frozenset({Action.DROP, Action.REST, Action.SUSPEND})


def before(session: PlannedSession, board: Board, icons: Icons) -> list[Text]:
    """The session as it came in; where it will go when it is moved."""
    lines = [_title(session, board, icons), _figures(session, board, icons)]
    after = board.revised.by_id.get(session.id)
    if Action.MOVE in board.actions_of(session) and after is not None:
        lines.append(Text(f"{icons.to} {weekday(after.date)}", style=QUIET))
    return lines


def after(session: PlannedSession, board: Board, icons: Icons) -> list[Text]:
    """The session as it stands now: what was done to it first, then what it is, then where it came from."""
    actions = board.actions_of(session)
    lines = [Text(icons.action(action), style=ACTION_STYLES[action]) for action in actions]
    title = _title(session, board, icons)
    if not GONE.isdisjoint(actions):
        title.stylize(f"{QUIET} strike")
        return [*lines, title]
    lines += [title, _figures(session, board, icons)]
    if Action.MOVE in actions:
        lines.append(Text(f"from {weekday(board.given.by_id[session.id].date)}", style=QUIET))
    return lines


def _title(session: PlannedSession, board: Board, icons: Icons) -> Text:
    text = Text()
    if session.id in board.done:
        text.append(f"{icons.done} ", style="green")
    text.append(clean(name_of(session)), style="bold" if session.hard else "")
    if session.is_key:
        text.append(f" {icons.key}", style="yellow")
    return text


def _figures(session: PlannedSession, board: Board, icons: Icons) -> Text:
    """Minutes and load, as done where it is done."""
    done = board.done.get(session.id)
    minutes, load = (done.minutes, done.load) if done is not None else (session.minutes, session.load)
    return Text(f"{minutes}'{icons.dot}{load}", style=QUIET)
