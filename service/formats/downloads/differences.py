"""What is different from the plan as it was: one entry a session, whatever was done to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from service.documents.adjustment_parts import ChangePart, SessionValues, write_changes
from service.domain.adjustment import Action
from service.domain.plan import Plan
from service.domain.policy import Policy
from service.explanation.changes import list_changes


@dataclass(frozen=True, slots=True)
class Difference:
    """All changes of one session. `before` is None for a session that was added."""

    session_id: str
    actions: tuple[Action, ...]
    before: SessionValues | None
    after: SessionValues
    reasons: tuple[str, ...] = ()


def differences_of(changes: Iterable[ChangePart]) -> tuple[Difference, ...]:
    """The changes of an answer, in calendar order of what they change."""
    by_session: dict[str, list[ChangePart]] = {}
    for change in changes:
        by_session.setdefault(change.session_id, []).append(change)
    made = [_difference(session_id, group) for session_id, group in by_session.items()]
    return tuple(sorted(made, key=lambda d: ((d.before or d.after).day, d.session_id)))


def differences_in(plan: Plan, policy: Policy) -> tuple[Difference, ...]:
    """What a revised plan tells by itself: each session against the way its coach last wrote it."""
    written = plan.with_sessions(replace(s.restored(), original=None) for s in plan.sessions if not s.inserted)
    return differences_of(write_changes(list_changes(written, plan, policy)))


def by_session(differences: Iterable[Difference]) -> Mapping[str, Difference]:
    return {difference.session_id: difference for difference in differences}


def _difference(session_id: str, changes: list[ChangePart]) -> Difference:
    reasons = dict.fromkeys(reason.text for change in changes for reason in change.reasons)
    return Difference(session_id, tuple(change.action for change in changes), changes[0].before, changes[0].after, tuple(reasons))
