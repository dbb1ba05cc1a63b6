"""Changes are named by what becomes of the coach's session, also where an earlier revision came in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from service.domain.adjustment import Action
from service.domain.session import Kind, Modality, PlannedSession, Status
from service.explanation.changes import list_changes
from tests.support.builders import POLICY, a_plan, a_session
from tests.support.cases import crossed, day, dropped, eased, moved, shortened

TEMPO = a_session("s", day(2), Kind.TEMPO, 50, 7)
LONG = a_session("s", day(2), Kind.LONG, 105, 4)
OTHER = a_session("o", day(2), Kind.EASY, 30)


def _revised(was: PlannedSession, now: PlannedSession) -> PlannedSession:
    return replace(now, original=was.snapshot())


def _actions(before: PlannedSession, after: PlannedSession) -> list[Action]:
    changes = list_changes(a_plan([before, OTHER]), a_plan([after, OTHER]), POLICY)
    assert [change.key for change in changes] == [f"s:{change.action}" for change in changes]
    return [change.action for change in changes]


@pytest.mark.parametrize(
    ("was", "now", "actions"),
    [
        (TEMPO, TEMPO, []),
        (TEMPO, eased(TEMPO), [Action.EASE]),
        (TEMPO, crossed(TEMPO, Modality.BIKE), [Action.SWAP]),
        (TEMPO, dropped(TEMPO), [Action.DROP]),
        (TEMPO, moved(TEMPO, 4), [Action.MOVE]),
        (TEMPO, replace(TEMPO, status=Status.SUSPENDED), [Action.SUSPEND]),
        (LONG, shortened(moved(LONG, 4), 78), [Action.MOVE, Action.SHORTEN]),
    ],
)
def test_a_change_of_the_coachs_own_session(was: PlannedSession, now: PlannedSession, actions: list[Action]) -> None:
    assert _actions(was, was if now == was else _revised(was, now)) == actions


@pytest.mark.parametrize("first", [dropped(TEMPO), eased(TEMPO), crossed(TEMPO), moved(TEMPO, 4), replace(TEMPO, status=Status.SUSPENDED)])
def test_what_stands_again_as_its_coach_wrote_it_is_restored(first: PlannedSession) -> None:
    assert _actions(_revised(TEMPO, first), replace(TEMPO, original=TEMPO.snapshot())) == [Action.RESTORE]


@pytest.mark.parametrize(
    ("first", "second", "actions"),
    [
        (dropped(TEMPO), crossed(TEMPO), [Action.SWAP]),
        (dropped(TEMPO), eased(TEMPO), [Action.EASE]),
        (crossed(TEMPO), eased(TEMPO), [Action.EASE]),
        (eased(TEMPO), crossed(TEMPO), [Action.SWAP]),
        (eased(TEMPO), eased(TEMPO, 30), [Action.EASE]),
        (eased(TEMPO), dropped(TEMPO), [Action.DROP]),
        (replace(TEMPO, status=Status.SUSPENDED), dropped(TEMPO), [Action.DROP]),
        (dropped(TEMPO), dropped(TEMPO), []),
        (eased(TEMPO), eased(TEMPO), []),
        (eased(TEMPO), moved(TEMPO, 4), [Action.MOVE, Action.RESTORE]),
    ],
)
def test_a_second_revision_is_named_by_what_the_coachs_session_becomes_now(
    first: PlannedSession, second: PlannedSession, actions: list[Action]
) -> None:
    assert _actions(_revised(TEMPO, first), _revised(TEMPO, second)) == actions
