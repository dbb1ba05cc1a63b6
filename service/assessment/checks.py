"""Habits that were looked at, on the side of training and on the side of recovery (S0-02)."""

from __future__ import annotations

from service.assessment.causes.stress import stood_long
from service.assessment.occasion import Occasion
from service.assessment.wording import HabitText, check_text, habit_texts
from service.domain.assessment import Check


def checks_for(occasion: Occasion) -> tuple[Check, ...]:
    """From level 1 on, one line a habit: what was found, that nothing was, or that nobody said."""
    if occasion.level == 0 or not occasion.on("S0-02"):
        return ()
    return tuple(check for habit in habit_texts() if (check := _check(habit, occasion)) is not None)


def _check(habit: HabitText, occasion: Occasion) -> Check | None:
    if habit.name == "standing":
        stood = stood_long(occasion.case) and occasion.on("S2-06")
        return Check(habit.side, habit.name, habit.found, ("S0-02", "S2-06")) if stood else None
    tags = [tag for tag in occasion.tags if tag.tag in habit.tags]
    if tags:
        rows = tuple(dict.fromkeys(("S0-02", *(row for tag in tags for row in tag.rows))))
        text = habit.found if any(tag.evidence for tag in tags) else check_text("default")
        return Check(habit.side, habit.name, text, rows)
    return Check(habit.side, habit.name, check_text("nothing" if _was_told(habit.name, occasion) else "unknown"), ("S0-02",))


def _was_told(habit: str, occasion: Occasion) -> bool:
    """Whether anything was said from which a finding could have come. The plan tells of load, mix and strength."""
    said = [s.report for s in occasion.case.features.since(7)]
    if habit == "sleep":
        return bool(occasion.case.features.sleep.hours or occasion.case.features.sleep.quality)
    fields = FIELDS.get(habit)
    return fields is None or any(getattr(report, field) is not None for report in said for field in fields)


FIELDS = {
    "warm-up": ("warmup_min", "sitting_hours", "timing"),
    "pace": ("srpe_done", "breathing_ok"),
    "shoes": ("shoe_km", "shoe_first_use"),
    "food": ("fuelling", "first_food_delay_h", "fuel_after"),
    "fluid": ("hydration", "urine_colour", "mass_change_pct"),
    "stress": ("stress",),
    "health": ("illness_now", "unusual_fatigue"),
    "surroundings": ("heat", "temp_c", "wbgt", "travel"),
}
"""Report fields behind each habit."""
