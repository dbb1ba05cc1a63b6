"""The promises of each week: kept, or missed and why."""

from __future__ import annotations

from itertools import groupby

from rich.console import Group, RenderableType
from rich.text import Text

from service.cli.view.icons import Icons
from service.cli.view.style import BAD, GOOD, HEADING
from service.cli.view.words import METRIC_WORDS, full_day, hours, kilometres
from service.domain.adjustment import Adjustment, GoalResult


def goal_list(adjustment: Adjustment, icons: Icons) -> RenderableType:
    lines = [Text("Goals", style=HEADING)]
    for start, group in groupby(adjustment.goals, key=lambda goal: goal.week_start):
        goals = list(group)
        kept = [goal for goal in goals if goal.met]
        if kept:
            line = Text(f" week of {full_day(start):<10} ").append(f"{icons.met} kept   ", style=GOOD)
            lines.append(line.append(", ".join(_described(goal, icons) for goal in kept)))
        lines += [_missed(goal, icons) for goal in goals if not goal.met]
    return Group(*lines)


def _missed(goal: GoalResult, icons: Icons) -> Text:
    line = Text(f" week of {full_day(goal.week_start):<10} ").append(f"{icons.missed} missed ", style=BAD)
    line.append(_described(goal, icons))
    if goal.because:
        line.append(f" (because of {', '.join(goal.because)})")
    return line


def _described(goal: GoalResult, icons: Icons) -> str:
    name = METRIC_WORDS.get(goal.metric, goal.metric)
    if goal.planned == goal.revised:
        return f"{name} {_amount(goal, goal.revised)}"
    return f"{name} {_amount(goal, goal.planned)} {icons.to} {_amount(goal, goal.revised)}"


def _amount(goal: GoalResult, value: int) -> str:
    if goal.unit == "s":
        return hours(value // 60)
    if goal.unit == "m":
        return kilometres(value)
    return f"{value} min" if goal.unit == "min" else str(value)
