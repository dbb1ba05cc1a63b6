"""Rules about the plan as a whole: nothing made up, groups together, insertions, needless moves."""

from dataclasses import replace

import pytest

from service.domain.adjustment import Refusal
from service.domain.athlete import Availability
from service.domain.session import Group, GroupKind, Kind, PartOfDay, Sport
from tests.support.builders import a_key_session, a_session
from tests.support.cases import RUNNER, a_brief, broken, day, dropped, moved

CORE_ID = "insert-2026-03-05-core"


def core(**fields):
    new = a_session(CORE_ID, day(3), "core", 20, 3, inserted=True)
    return replace(new, rpe_high=None, **fields)


def test_load_is_not_made_up_in_the_two_windows():
    brief = a_brief([a_session("a", day(1))], core_min=2)
    assert "no-make-up" in broken(brief, inserted=[core()])
    assert "no-make-up" not in broken(brief, dropped(brief.plan.by_id["a"]), inserted=[core()])


def test_load_does_not_come_back_in_a_later_week():
    tail = [a_session("t", day(16)), a_session("other", day(15))]
    brief = a_brief(tail)
    assert "no-make-up" not in broken(brief, moved(tail[0], 14))
    key = a_key_session("k", day(13), "tempo")
    assert "no-make-up" in broken(a_brief([*tail, key]), moved(key, 14))


def pair(kind: GroupKind = GroupKind.DOUBLE):
    return [
        a_session("a", day(1), sport="swim", part_of_day=PartOfDay.AM, group=Group("g", kind, 0)),
        a_session("b", day(1), part_of_day=PartOfDay.EVENING, group=Group("g", kind, 1)),
    ]


def test_a_group_moves_together_or_loses_a_member():
    both = pair()
    brief = a_brief(both)
    assert "group-together" in broken(brief, moved(both[0], 2))
    assert "group-together" not in broken(brief, moved(both[0], 2), moved(both[1], 2))
    assert "group-together" not in broken(brief, moved(both[0], 2), dropped(both[1]))


def test_a_group_keeps_its_order_on_the_date():
    both = pair()
    assert "group-together" in broken(a_brief(both), replace(both[0], part_of_day=PartOfDay.EVENING, order_in_day=9))


def test_core_comes_in_only_as_far_as_it_is_asked_for():
    easy = a_session("a", day(1))
    assert "insertions" not in broken(a_brief([easy], core_min=1), inserted=[core()])
    assert "insertions" in broken(a_brief([easy], core_min=0), inserted=[core()])
    planned = a_session("c", day(5), "core", 20)
    assert "insertions" in broken(a_brief([easy, planned], core_min=1), inserted=[core()])


def test_core_stands_beside_no_other_strength():
    lift = a_session("ls", day(3), "strength")
    assert "insertions" in broken(a_brief([lift], core_min=1), inserted=[core()])


@pytest.mark.parametrize(
    "fields",
    [
        {"duration_s": 1260},
        {"load": 61},
        {"rpe": 4},
        {"kind": Kind.UPPER_BODY},
        {"sport": Sport.MOBILITY},
        {"inserted": False},
        {"date": day(4)},
    ],
)
def test_only_the_known_core_session_comes_in(fields):
    brief = a_brief([a_session("a", day(1))], core_min=1)
    assert "new-sessions" in broken(brief, inserted=[core(**fields)])
    assert "new-sessions" not in broken(brief, inserted=[core()])


def test_core_comes_in_where_it_may_and_fits():
    easy = a_session("a", day(1))
    busy = replace(RUNNER, availability=(Availability(date=day(3), available=False),))
    assert "new-sessions" in broken(a_brief([easy], core_min=1, athlete=busy), inserted=[core()])
    assert "new-sessions" in broken(a_brief([easy], core_min=1, may_insert=False), inserted=[core()])
    assert "new-sessions" in broken(a_brief([easy], core_min=1, ease_only=True), inserted=[core()])
    refused = {"refusals": (Refusal("insert:2026-03-05:core"),)}
    assert "new-sessions" in broken(a_brief([easy], core_min=1, wishes=refused), inserted=[core()])


def test_core_comes_into_the_first_window_only():
    late = replace(core(), id="insert-2026-03-10-core", date=day(8))
    assert "new-sessions" in broken(a_brief([a_session("a", day(1))], core_min=1), inserted=[late])


def test_two_sessions_may_move_without_need_and_a_third_not():
    runs = [a_session(f"r{n}", day(2 * n)) for n in range(1, 4)]
    brief = a_brief(runs)
    to = {s.id: moved(s, (s.date - day(0)).days + 1) for s in runs}
    assert "needless-moves" not in broken(brief, to["r1"], to["r2"])
    assert "needless-moves" in broken(brief, *to.values())


def test_a_move_away_from_a_forbidden_place_is_not_needless():
    hard = [a_key_session(f"k{n}", day(n), "tempo", 40) for n in (1, 3, 5)]
    brief = a_brief(hard, first_hard_on=day(6))
    assert "needless-moves" not in broken(brief, *(moved(s, 6) for s in hard))
