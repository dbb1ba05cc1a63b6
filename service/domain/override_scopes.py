"""What a coach may override: the level, or one directive by its name."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum


class ValueKind(Enum):
    """What the value of an override has to be."""

    LEVEL = "a level from 0 to 4"
    DATE = "a date"
    COUNT = "a whole number of at least 0"
    RATIO = "a number from 0 to 1"
    AMOUNT = "a number of at least 0"


OVERRIDE_SCOPES: Mapping[str, ValueKind] = {
    "level": ValueKind.LEVEL,
    "first_hard_on": ValueKind.DATE,
    "first_strength_on": ValueKind.DATE,
    "first_long_on": ValueKind.DATE,
    "first_speed_on": ValueKind.DATE,
    "easy_until": ValueKind.DATE,
    "rest_by": ValueKind.DATE,
    "long_max_ratio": ValueKind.RATIO,
    "load_cap_w1": ValueKind.AMOUNT,
    "load_cap_w2": ValueKind.AMOUNT,
    "max_hard_w1": ValueKind.COUNT,
    "max_hard_w2": ValueKind.COUNT,
    "max_runs_w1": ValueKind.COUNT,
    "max_runs_w2": ValueKind.COUNT,
    "min_rest_days_w1": ValueKind.COUNT,
    "min_rest_days_w2": ValueKind.COUNT,
    "cross_training_min": ValueKind.COUNT,
    "cross_training_max": ValueKind.COUNT,
    "core_min": ValueKind.COUNT,
    "move_days": ValueKind.COUNT,
}
