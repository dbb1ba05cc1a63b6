"""What is different between the plan that came in and the revised one, named as a coach would."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from service.domain.adjustment import Action, Change
from service.domain.classes import leaves_day_restful
from service.domain.forms import Form, form_of
from service.domain.plan import Plan
from service.domain.policy import Policy
from service.domain.session import PlannedSession, Status

FORM_ACTION = {
    Form.REDUCED: Action.SHORTEN,
    Form.SHORTENED: Action.SHORTEN,
    Form.EASY: Action.EASE,
    Form.RECOVERY: Action.EASE,
    Form.CROSS: Action.SWAP,
    Form.DROPPED: Action.DROP,
}


def list_changes(given: Plan, revised: Plan, policy: Policy) -> tuple[Change, ...]:
    """Every change, one per session and action, in calendar order of what it changes."""
    changes = [_change(given.by_id.get(session.id), session, action) for session, action in _differences(given, revised, policy)]
    gone = (session for session in given.sessions if session.id not in revised.by_id)
    changes += [_change(session, replace(session, status=Status.CANCELLED), Action.DROP) for session in gone]
    return tuple(sorted(changes, key=lambda c: ((c.before or c.after).date, c.session_id, c.action)))


def _differences(given: Plan, revised: Plan, policy: Policy) -> Iterator[tuple[PlannedSession, Action]]:
    for session in revised.sessions:
        for action in _actions(given.by_id.get(session.id), session, revised, policy):
            yield session, action


def _change(before: PlannedSession | None, after: PlannedSession, action: Action) -> Change:
    return Change(_key(action, after), after.id, action, before, after, modality=after.modality)


def _key(action: Action, session: PlannedSession) -> str:
    if action is Action.INSERT:
        return f"insert:{session.date.isoformat()}:{session.modality or session.kind}"
    return f"{session.id}:{action}"


def _actions(before: PlannedSession | None, after: PlannedSession, revised: Plan, policy: Policy) -> list[Action]:
    if before is None:
        return [Action.INSERT]
    if after.status is Status.SUSPENDED and before.status is not Status.SUSPENDED:
        return [Action.SUSPEND]
    written = before.restored()
    form = form_of(written, after)
    if form is Form.DROPPED:
        return [] if before.status is after.status else [Action.REST if _is_rest_day(after.date, revised, policy) else Action.DROP]
    changed = _content(before) != _content(after)
    if form is Form.KEPT and after.date == written.date and (changed or before.date != after.date):
        return [Action.RESTORE]
    moved = after.date != before.date or after.part_of_day is not before.part_of_day
    return [*([Action.MOVE] if moved else []), *([FORM_ACTION.get(form, Action.RESTORE)] if changed else [])]


def _content(session: PlannedSession) -> tuple[object, ...]:
    return (session.sport, session.kind, session.duration_s, session.load, session.hard, session.modality, session.status)


def _is_rest_day(day: date, plan: Plan, policy: Policy) -> bool:
    return all(leaves_day_restful(s, policy.sessions) for s in plan.between(day, day))


def without(revised: Plan, change: Change) -> Plan:
    """The revised plan with this one change taken back."""
    others = [s for s in revised.sessions if s.id != change.session_id]
    if change.before is None:
        return revised.with_sessions(others)
    after = change.after
    if change.action is Action.MOVE:
        back = replace(after, date=change.before.date, part_of_day=change.before.part_of_day)
    elif after.date != change.before.date and after.status is not Status.CANCELLED:
        back = replace(change.before, date=after.date, part_of_day=after.part_of_day)
    else:
        back = change.before
    return revised.with_sessions([*others, back])
