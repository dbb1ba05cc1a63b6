"""Signs that stop training until somebody entitled has had a look (table of red flags)."""

from __future__ import annotations

EMERGENCY_FLAGS = frozenset({
    "RF_CHEST", "RF_FAINT", "RF_BREATH_REST", "RF_DARK_URINE", "RF_TENSE_PAIN", "RF_COLD_PALE", "RF_BLADDER_SADDLE",
    "RF_HEAT_CONFUSION", "RF_STROKE", "RF_PALPITATIONS",
})  # fmt: skip
"""Help is needed now."""

PROMPT_FLAGS = frozenset({
    "RF_SWELL_ONE", "RF_SWELL", "RF_WARM_RED", "RF_DISCOLOUR", "RF_NUMB", "RF_TINGLE", "RF_FOOT_DROP", "RF_ONE_LEG_DRAG",
    "RF_BONE_PAIN", "RF_NIGHT_PAIN", "RF_LIMP", "RF_SHARP_PAIN", "RF_SUDDEN_SEVERE", "RF_INJURY",
})  # fmt: skip
"""Somebody has a look within two days."""

REPORTABLE_FLAGS = EMERGENCY_FLAGS | PROMPT_FLAGS
"""What a report may name."""
