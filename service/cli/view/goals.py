"""The promises of each week: kept, or missed and why."""

from __future__ import annotations

from itertools import groupby

from rich.console import Group, RenderableType
from rich.text import Text

from service.cli.view.icons import Icons
from service.cli.view.lists import marked
from service.cli.view.style import BAD, GOOD, HEADING
from service.cli.view.words import METRIC_WORDS, full_day, hours
from service.domain.adjustment import Adjustment, GoalResult
from service.domain.distances import DistanceUnit, distance_word


def goal_list(adjustment: Adjustment, icons: Icons) -> RenderableType:
    unit = adjustment.plan.units.total
    lines: list[tuple[Text, Text]] = []
    for start, group in groupby(adjustment.goals, key=lambda goal: goal.week_start):
        goals = list(group)
        week = f"week of {full_day(start)}"
        if kept := [_described(goal, unit, icons) for goal in goals if goal.met]:
            lines.append((_mark(week, f"{icons.met} kept", GOOD), Text(", ".join(kept))))
        lines += [(_mark(week, f"{icons.missed} missed", BAD), _missed(goal, unit, icons)) for goal in goals if not goal.met]
    return Group(Text("Goals", style=HEADING), marked(lines))


def _mark(week: str, verdict: str, style: str) -> Text:
    return Text(f"{week:<18} ").append(verdict, style=style)


def _missed(goal: GoalResult, unit: DistanceUnit, icons: Icons) -> Text:
    because = f" (because of {', '.join(goal.because)})" if goal.because else ""
    return Text(_described(goal, unit, icons) + because)


def _described(goal: GoalResult, unit: DistanceUnit, icons: Icons) -> str:
    name = METRIC_WORDS.get(goal.metric, goal.metric)
    if goal.planned == goal.revised:
        return f"{name} {_amount(goal, goal.revised, unit)}"
    return f"{name} {_amount(goal, goal.planned, unit)} {icons.to} {_amount(goal, goal.revised, unit)}"


def _amount(goal: GoalResult, value: int, unit: DistanceUnit) -> str:
    if goal.unit == "s":
        return hours(value // 60)
    if goal.unit == "m":
        return distance_word(value, unit)
    return f"{value} min" if goal.unit == "min" else str(value)
