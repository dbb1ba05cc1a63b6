"""Rules that do not fit together, and what would make them fit."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Relaxation:
    """A loosening that would make the plan fit."""

    rule: str
    text: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """A smallest set of rules that cannot all hold, and the cheapest ways out."""

    rules: tuple[str, ...]
    text: str
    relaxations: tuple[Relaxation, ...] = ()


@dataclass(frozen=True, slots=True)
class LockConflict:
    """A locked session that breaks a directive stays where it is; a person decides (ruling D2)."""

    session_id: str
    rules: tuple[str, ...]
    text: str
