"""When a proposal may be accepted without a person: only inside the limits that a coach has set, and never where safety asks."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import TypeAdapter

from service.documents.adjustment import AdjustmentDocument
from service.documents.adjustment_parts import ChangePart, SessionValues
from service.domain.adjustment import Action, OutcomeName
from service.domain.session import Priority, Status

EASING = frozenset({Action.MOVE, Action.EASE, Action.SHORTEN, Action.SWAP, Action.DROP, Action.REST, Action.WARM_UP})
"""What may happen by itself. Nothing is added or brought back to the coach's own plan without the coach."""
OFF = frozenset({Status.CANCELLED, Status.SUSPENDED, Status.SKIPPED})


@dataclass(frozen=True, slots=True)
class AutoApplyLimits:
    """A coach's limits for one athlete."""

    max_level: int
    max_changes: int
    max_load_cut_pct: int
    keep_key_sessions: bool


def read_limits(written: str | None) -> AutoApplyLimits | None:
    return None if written is None else TypeAdapter(AutoApplyLimits).validate_json(written)


def may_apply_itself(document: AdjustmentDocument, limits: AutoApplyLimits | None, *, gated: bool, in_race_week: bool) -> bool:
    """Whether nobody needs to look at it first. `gated`: a circumstance of the athlete leaves every decision to a person."""
    return limits is not None and not in_race_week and not gated and _is_harmless(document) and _is_within(document, limits)


def _is_harmless(document: AdjustmentDocument) -> bool:
    """Proved, checked, and with nothing in it that a person has to answer."""
    found = document.assessment
    waits_for_a_person = (
        found.referral, found.state.open_flags, found.needs_coach, found.state.needs_coach, found.questions, document.conflicts,
        document.conflict, document.check.violations,
    )  # fmt: skip
    proved = document.solver.status == "optimal" and all(level.proved for level in document.solver.levels)
    return document.outcome is OutcomeName.REVISED and proved and not any(waits_for_a_person)


def _is_within(document: AdjustmentDocument, limits: AutoApplyLimits) -> bool:
    changes = document.changes
    return (
        document.assessment.level <= limits.max_level
        and 0 < len(changes) <= limits.max_changes
        and all(change.action in EASING for change in changes)
        and load_cut_percent(document) <= limits.max_load_cut_pct
        and not (limits.keep_key_sessions and any(_costs_a_key_session(change, document) for change in changes))
    )


def load_cut_percent(document: AdjustmentDocument) -> float:
    """How much of the load planned for the weeks looked at goes; everything, where no load is planned and something is cut."""
    planned = sum(goal.planned for goal in document.goals if goal.metric == "load")
    cut = sum(_load(change.before) - _load(change.after) for change in document.changes if change.before is not None)
    if cut <= 0:
        return 0
    return 100 * cut / planned if planned else 100


def _load(session: SessionValues) -> int:
    """A session that is called off keeps its planned load on paper."""
    return 0 if session.status in OFF else session.load


def _costs_a_key_session(change: ChangePart, document: AdjustmentDocument) -> bool:
    """Anything but another day."""
    if change.action is Action.MOVE:
        return False
    session = next((s for s in document.plan.sessions if s.id == change.session_id), None)
    return session is not None and session.priority is Priority.KEY
