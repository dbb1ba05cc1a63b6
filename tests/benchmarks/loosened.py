"""Briefs in which one number of one rule is looser by one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from service.domain.brief import Brief
from service.domain.directives import Directives, Window
from service.domain.policy.spacing import Spacing

Loosen = Callable[[Brief], Brief]
ONE_DAY = timedelta(days=1)


def _directives(change: Callable[[Directives], Directives]) -> Loosen:
    return lambda brief: replace(brief, directives=change(brief.directives))


def _window(change: Callable[[Window], Window]) -> Loosen:
    return _directives(lambda d: replace(d, w1=change(d.w1), w2=change(d.w2)))


def _more(field: str, step: int) -> Loosen:
    """A number of both windows, where there is one, plus the step."""
    return _window(lambda w: w if getattr(w, field) is None else replace(w, **{field: max(0, getattr(w, field) + step)}))


def _moved(field: str, step: int) -> Loosen:
    """A number or date of the directives, where there is one, plus the step."""

    def change(directives: Directives) -> Directives:
        value = getattr(directives, field)
        if value is None:
            return directives
        return replace(directives, **{field: value + (step if isinstance(value, int | float) else step * ONE_DAY)})

    return _directives(change)


def _spacing(**steps: float) -> Loosen:
    """Numbers of the spacing policy plus their steps."""

    def change(spacing: Spacing) -> Spacing:
        return replace(spacing, **{field: getattr(spacing, field) + step for field, step in steps.items()})

    return lambda brief: replace(brief, policy=replace(brief.policy, spacing=change(brief.policy.spacing)))


def _after_races(brief: Brief) -> Brief:
    table = {
        name: replace(row, any_run=max(0, row.any_run - 1), hard=max(0, row.hard - 1), long=max(0, row.long - 1))
        for name, row in brief.policy.spacing.after_race.items()
    }
    return replace(brief, policy=replace(brief.policy, spacing=replace(brief.policy.spacing, after_race=table)))


def _more_minutes(brief: Brief) -> Brief:
    entries = tuple(e if e.max_minutes is None else replace(e, max_minutes=e.max_minutes + 1) for e in brief.athlete.availability)
    return replace(brief, athlete=replace(brief.athlete, availability=entries))


def _more_swaps(directives: Directives) -> Directives:
    cross = directives.cross_training
    return directives if cross.max is None else replace(directives, cross_training=replace(cross, max=cross.max + 1))


LOOSER: dict[str, Loosen] = {
    "soon": _spacing(soon_hours=-1),
    "move-limit": lambda brief: _moved("move_days", 1)(_spacing(move_days_not_key=1)(brief)),
    "first-hard": _moved("first_hard_on", -1),
    "easy-until": _moved("easy_until", -1),
    "first-speed": _moved("first_speed_on", -1),
    "first-strength": _moved("first_strength_on", -1),
    "first-long": _moved("first_long_on", -1),
    "long-ratio": _directives(lambda d: replace(d, long_max_ratio=min(1.0, d.long_max_ratio + 0.05))),
    "session-length": _moved("max_session_minutes", 1),
    "load-cap": _more("load_cap", 1),
    "max-hard": _more("max_hard", 1),
    "max-runs": _more("max_runs", 1),
    "min-rest-days": _more("min_rest_days", -1),
    "rest-by": _moved("rest_by", 1),
    "cross-training-max": _directives(_more_swaps),
    "run-minutes-cap": _moved("run_minutes_cap", 1),
    "hard-to-hard": _spacing(hard_to_hard=-1),
    "hard-to-long": _spacing(hard_to_long=-1),
    "long-to-hard": _spacing(long_to_hard=-1),
    "long-to-long": _spacing(long_to_long=-1),
    "after-long": _spacing(after_long_ratio=0.05),
    "strength-spacing": _spacing(strength_to_hard=-1, strength_to_long=-1, hard_strength_hours=-1),
    "insertions": _moved("core_min", 1),
    "race-spacing": _after_races,
    "rest-in-seven": _spacing(rest_days_in_seven=-1, rest_days_in_seven_novice=-1),
    "load-ceiling": _spacing(load_ceiling_ratio=0.01),
    "run-spike": _spacing(run_spike_ratio=0.1),
    "hard-count": _spacing(novice_max_hard_in_14=1, minor_max_hard_in_7=1),
    "sessions-per-day": lambda brief: replace(
        brief, athlete=replace(brief.athlete, max_sessions_per_day=brief.athlete.max_sessions_per_day + 1)
    ),
    "minutes-per-day": _more_minutes,
    "after-sequence": _spacing(after_sequence_easy_days=-1),
    "no-move-in": _spacing(race_week_days=-1),
    "needless-moves": _spacing(most_needless_moves=1),
}
"""How the number of a rule is made looser by one. Rules without a number are only left out."""
