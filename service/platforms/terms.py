"""What the terms of some platforms ask of us beyond what we would do anyway."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

WITHHELD = frozenset({"strava"})
"""Their figures are shown to nobody and mixed with nobody's: a session counts as done, and that is all."""
KEPT_AT_MOST: Mapping[str, timedelta] = {"strava": timedelta(days=7)}
"""How long what they gave may be kept; it also goes at once when the access ends, whoever ended it."""
