"""What a solve comes to. Three types; a limit that ran out is never called infeasible."""

from __future__ import annotations

from dataclasses import dataclass

from service.domain.adjustment import LevelResult, SolverReport
from service.domain.conflict import Conflict
from service.domain.plan import Plan


@dataclass(frozen=True, slots=True)
class Limits:
    """How much work one solve may take, in the solver's deterministic time: the same on every machine."""

    deterministic_time: float = 8.0


DEFAULT_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Revised:
    """A plan that keeps every rule. Equal to the reference where nothing had to change."""

    plan: Plan
    levels: tuple[LevelResult, ...]
    report: SolverReport


@dataclass(frozen=True, slots=True)
class NoPlanFits:
    """Proved: no plan keeps all rules together with what the coach pinned and refused."""

    conflict: Conflict
    report: SolverReport


@dataclass(frozen=True, slots=True)
class NotDecided:
    """The limit ran out before the proof. `best` keeps every rule but may not be the best."""

    best: Revised | None
    report: SolverReport


Outcome = Revised | NoPlanFits | NotDecided
