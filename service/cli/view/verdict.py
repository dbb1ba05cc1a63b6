"""What stands in the way, and what the proof says."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.text import Text

from service.cli.view.icons import Icons
from service.cli.view.style import BAD, GOOD, HEADING, QUIET
from service.cli.view.words import clean, count, full_day, level_name
from service.domain.adjustment import Adjustment, OutcomeName


def conflicts(adjustment: Adjustment, icons: Icons) -> RenderableType:
    """Rules that collide, locks and races that stand against the assessment, each with its ways out."""
    lines = [Text("Needs your decision", style=HEADING)]
    if adjustment.conflict is not None:
        lines.append(_warned(adjustment.conflict.text, adjustment.conflict.rules, icons))
        lines += [Text(f"   {icons.to} {clean(way.text)}") for way in adjustment.conflict.relaxations]
    lines += [_warned(lock.text, lock.rules, icons) for lock in adjustment.lock_conflicts]
    for race in adjustment.race_conflicts:
        lines.append(Text(f" {icons.warning} Race on {full_day(race.date)}: {clean(race.text)}"))
        lines += [Text(f"   {icons.to} {clean(option.text)}") for option in race.options]
    return Group(*lines)


def _warned(text: str, rules: tuple[str, ...], icons: Icons) -> Text:
    return Text(f" {icons.warning} {clean(text)} ").append(f"[{', '.join(rules)}]", style=QUIET)


def has_conflicts(adjustment: Adjustment) -> bool:
    return bool(adjustment.conflict or adjustment.lock_conflicts or adjustment.race_conflicts)


def proof(adjustment: Adjustment, icons: Icons) -> Text:
    """One line: proved or not, how many levels, how many rules, how long."""
    solver = adjustment.solver
    checked = f"{count(adjustment.rules_checked, 'rule')} checked"
    if adjustment.violations:
        return Text(f"{icons.missed} {count(len(adjustment.violations), 'rule')} broken", style=BAD)
    if adjustment.outcome is OutcomeName.SUSPENDED:
        return Text("Everything ahead is on hold; there was nothing to optimise.", style=QUIET)
    if adjustment.outcome is OutcomeName.NO_PLAN_FITS:
        return Text(f"{icons.missed} Proved: no plan keeps all rules at once.", style=BAD)
    if solver.status == "not_needed":
        return Text(f"{icons.met} The plan meets everything as it is, {checked}; no other plan can be better.", style=GOOD)
    open_levels = [level for level in solver.levels if not level.proved]
    if open_levels:
        names = ", ".join(level_name(level.name) for level in open_levels)
        return Text(f"Best found within the limits, not proved for: {names}; {checked}, {solver.wall_ms:.0f} ms", style="yellow")
    return Text(f"{icons.met} Proved best: {count(len(solver.levels), 'level')}, {checked}, {solver.wall_ms:.0f} ms", style=GOOD)
