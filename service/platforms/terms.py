"""What the terms of some platforms ask of us beyond what we would do anyway."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

WITHHELD = frozenset({"strava"})
"""Their figures are shown to nobody and mixed with nobody's: a session counts as done, and that is all."""
KEPT_AT_MOST: Mapping[str, timedelta] = {"strava": timedelta(days=7)}
"""How long what they gave may be kept; it also goes at once when the access ends, whoever ended it."""
BETWEEN_SWEEPS = timedelta(hours=25)
"""What would become too old before the next clean-up goes with this one."""


def still_known(provider: str) -> timedelta:
    """How long what such a platform told is there for certain, wherever the clean-up stands.

    What began earlier is not asked for and not told anew: what a person has said of it may be forgotten with it.
    """
    return KEPT_AT_MOST[provider] - BETWEEN_SWEEPS
