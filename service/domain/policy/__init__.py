"""The policy: every number that the rules use, in sections. Values live in a data file with their sources."""

from __future__ import annotations

from dataclasses import dataclass

from service.domain.policy.aims import Aims
from service.domain.policy.causes import Causes
from service.domain.policy.levels import Levels
from service.domain.policy.lints import LintNumbers
from service.domain.policy.platforms import PlatformScores
from service.domain.policy.sessions import SessionNumbers
from service.domain.policy.spacing import Spacing
from service.domain.policy.thresholds import Thresholds

__all__ = ["Aims", "Causes", "Levels", "LintNumbers", "PlatformScores", "Policy", "SessionNumbers", "Spacing", "Thresholds"]


@dataclass(frozen=True, slots=True)
class Policy:
    """One version of all numbers. Two policies with the same version are equal.

    `switched_off` names catalogue rows that do not act. It is always empty in service: no document can fill it. The
    proof that every row is carried by code fills it, one row at a time.
    """

    name: str
    version: int
    sessions: SessionNumbers
    thresholds: Thresholds
    levels: Levels
    spacing: Spacing
    aims: Aims
    causes: Causes
    lints: LintNumbers
    platform_scores: PlatformScores
    switched_off: frozenset[str] = frozenset()

    def on(self, row: str) -> bool:
        """Whether the catalogue row acts."""
        return row not in self.switched_off
