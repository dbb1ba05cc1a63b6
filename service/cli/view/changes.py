"""Each change with its reasons and with what refusing it would cost."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from service.cli.view.icons import Icons, either
from service.cli.view.style import ACTION_STYLES, HEADING, QUIET
from service.cli.view.words import clean, full_day, level_name, name_of
from service.domain.adjustment import Action, Adjustment, Change, Price, Reason
from service.domain.session import PlannedSession

MOST_ON_HOLD = 3
"""When everything is put on hold the sessions are all in the grid; a few stand for all."""


def change_list(adjustment: Adjustment, icons: Icons) -> RenderableType:
    """In calendar order of what is changed."""
    changes = adjustment.changes
    held = [change for change in changes if change.action is Action.SUSPEND]
    left = held[MOST_ON_HOLD:]
    shown = [change for change in changes if change not in left]
    parts: list[RenderableType] = [Text("Changes", style=HEADING)]
    parts += [Padding(_change(change, icons), (0, 0, 0, 1)) for change in shown]
    if left:
        parts.append(Text(f" and {len(left)} more sessions on hold for the same reason", style=QUIET))
    return Group(*parts)


def _change(change: Change, icons: Icons) -> RenderableType:
    session = change.before or change.after
    head = Text(f"{full_day(session.date):<10} ")
    head.append(f"{icons.action(change.action):<14}", style=ACTION_STYLES[change.action])
    head.append(f" {clean(name_of(session))}", style=HEADING)
    head.append(f"  {_what(change, icons)}")
    lines: list[RenderableType] = [head]
    lines += [Padding(_reason(reason), (0, 0, 0, 11)) for reason in change.reasons]
    if change.price is not None:
        lines.append(Padding(_price(change.price), (0, 0, 0, 11)))
    lines.append(Padding(Text(f"key {clean(change.key)}", style=QUIET), (0, 0, 0, 11)))
    return Group(*lines)


def _what(change: Change, icons: Icons) -> str:
    was, now = change.before, change.after
    if change.action is Action.MOVE:
        return f"to {full_day(now.date)}"
    if was is None:
        return _size(now, icons)
    if change.action in (Action.DROP, Action.REST, Action.SUSPEND):
        return _size(was, icons)
    renamed = "" if name_of(was) == name_of(now) else f"now {name_of(now).lower()}, "
    return f"{renamed}{either(was.minutes, now.minutes, icons)} min, load {either(was.load, now.load, icons)}"


def _size(session: PlannedSession, icons: Icons) -> str:
    return f"{session.minutes} min {icons.dot} load {session.load}"


def _reason(reason: Reason) -> Text:
    text = Text(f"because: {clean(reason.text)} ")
    if reason.rows:
        text.append(f"[{', '.join(reason.rows)}]", style=QUIET)
    return text


def _price(price: Price) -> Text:
    if not price.feasible:
        return Text(f"refusing this: not possible, {clean(price.conflict or 'no plan would fit')}", style="italic")
    if price.level is None or not price.delta:
        return Text("refusing this would cost nothing that is counted", style="italic")
    return Text(f"refusing this would cost: {level_name(price.level)} worse by {price.delta}", style="italic")
