"""The whole numbers of the FIT profile that a workout is made of, in our words."""

from __future__ import annotations

from collections.abc import Mapping

SPORTS: Mapping[str, str] = {
    "running": "run", "cycling": "bike", "e_biking": "bike", "swimming": "swim", "walking": "walk", "hiking": "hike",
    "mountaineering": "hike", "snowshoeing": "hike",
    "rowing": "row", "cross_country_skiing": "ski", "alpine_skiing": "ski", "training": "strength",
    "fitness_equipment": "cross", "multisport": "brick",
}  # fmt: skip
"""Sports by their names in the profile; all others are `other`."""
SUB_SPORTS: Mapping[str, str] = {
    "strength_training": "strength", "flexibility_training": "mobility", "yoga": "mobility", "pilates": "mobility", "elliptical": "cross",
    "stair_climbing": "cross", "cardio_training": "cross", "indoor_rowing": "row",
}  # fmt: skip
"""These win over the sport."""

CLASSES: Mapping[int, str] = {
    0: "active", 1: "rest", 2: "warmup", 3: "cooldown", 4: "recovery", 5: "interval", 6: "other",
}  # fmt: skip
TIME, DISTANCE, OPEN = 0, 1, 5
HEART_ENDS: Mapping[int, str] = {2: "hr_below", 3: "hr_above"}
CALORIES = 4
POWER_ENDS: Mapping[int, str] = {14: "power_below", 15: "power_above"}
TRAINING_STRESS = 16
REPS = 29
REPEAT_STEPS = 6
REPEAT_UNTIL: Mapping[int, tuple[str, float]] = {
    7: ("time_s", 1000), 8: ("distance_m", 100), 9: ("calories", 1), 10: ("hr_below", 1), 11: ("hr_above", 1), 12: ("power_below", 1),
    13: ("power_above", 1),
}  # fmt: skip
"""Repeats that end otherwise than by count: our word, and what one of its units is in the file."""

SPEED, HEART_RATE, CADENCE, POWER, SWIM_STROKE = 0, 1, 3, 4, 11
HEART_IN_BPM_FROM, POWER_IN_WATTS_FROM = 100, 1000
"""Above these a value is bpm (or watts) plus the bound; up to it, percent."""
EXERCISES: Mapping[int, str] = {
    0: "bench press", 1: "calf raise", 2: "cardio", 3: "carry", 4: "chop", 5: "core", 6: "crunch", 7: "curl", 8: "deadlift", 9: "flye",
    10: "hip raise", 11: "hip stability", 12: "hip swing", 13: "hyperextension", 14: "lateral raise", 15: "leg curl", 16: "leg raise",
    17: "lunge", 18: "Olympic lift", 19: "plank", 20: "plyo", 21: "pull up", 22: "push up", 23: "row", 24: "shoulder press",
    25: "shoulder stability", 26: "shrug", 27: "sit up", 28: "squat", 29: "total body", 30: "triceps extension", 31: "warm up", 32: "run",
}  # fmt: skip
"""Categories of exercises; they name a step that has no name of its own."""
STROKES: Mapping[int, str] = {
    0: "freestyle", 1: "backstroke", 2: "breaststroke", 3: "butterfly", 4: "drill", 5: "mixed", 6: "im",
}  # fmt: skip


def sport_of(sport: object, sub_sport: object) -> str:
    return SUB_SPORTS.get(str(sub_sport)) or SPORTS.get(str(sport), "other")
