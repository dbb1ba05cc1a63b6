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
    if _is_restored(before, after):
        return [Action.RESTORE]
    actions: list[Action] = []
    if after.date != before.date or after.part_of_day is not before.part_of_day:
        actions.append(Action.MOVE)
    form = form_of(before, after)
    if form is Form.DROPPED:
        return [Action.REST if _is_rest_day(after.date, revised, policy) else Action.DROP]
    if form in FORM_ACTION:
        actions.append(FORM_ACTION[form])
    return actions


def _is_restored(before: PlannedSession, after: PlannedSession) -> bool:
    """An earlier adjustment is taken back: the session stands again as its coach wrote it, as far as the date allows."""
    if before.is_off and not after.is_off:
        return True
    if before.original is None or before == after:
        return False
    was = before.original
    as_written = (was.sport, was.kind, was.duration_s, was.load, was.status)
    return (after.sport, after.kind, after.duration_s, after.load, after.status) == as_written and after.date in (was.date, before.date)


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
