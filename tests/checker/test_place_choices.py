"""Unary rules about forms and about the coach's own words."""

from dataclasses import replace

import pytest

from service.domain.adjustment import Pin, Refusal
from service.domain.directives import CrossTraining
from service.domain.session import Modality, PartOfDay, ShorterForm
from tests.support.builders import a_key_session, a_session
from tests.support.cases import a_brief, as_recovery, broken, crossed, day, dropped, eased, moved, shortened

STEADY = a_session("s", day(2), "steady", 60, reduced=ShorterForm(45 * 60, 225))
WITH_BIKE = {"cross_training": CrossTraining(modalities=(Modality.BIKE,))}


@pytest.mark.parametrize("fields", [{"duration_s": 3660}, {"load": 301}, {"rpe": 6}, {"hard": True}, {"rpe_high": 8}])
def test_nothing_becomes_harder_than_planned(fields):
    assert "never-harder" in broken(a_brief([STEADY]), replace(STEADY, **fields))


def test_as_hard_as_planned_is_allowed():
    assert "never-harder" not in broken(a_brief([STEADY]), moved(STEADY, 3))


def test_protected_openers_may_be_shortened_and_not_dropped_or_swapped():
    opener = a_key_session("o", day(3), "interval", 50, opener=True)
    brief = a_brief([opener], protected_ids=("o",), **WITH_BIKE)
    assert "protected" in broken(brief, dropped(opener))
    assert "protected" in broken(brief, crossed(opener))
    assert broken(brief, shortened(opener, 30)) == set()


def test_a_pinned_session_stands_where_the_coach_wants_it():
    brief = a_brief([STEADY], wishes={"pins": (Pin("s", day(3)),)})
    assert "pin" in broken(brief)
    assert "pin" in broken(brief, dropped(STEADY))
    assert "pin" not in broken(brief, moved(STEADY, 3))
    assert broken(brief, eased(moved(STEADY, 3))) == set()


def test_a_pinned_session_takes_the_part_of_the_day_over():
    brief = a_brief([STEADY], wishes={"pins": (Pin("s", day(2), PartOfDay.EVENING),)})
    assert "pin" in broken(brief)
    assert broken(brief, replace(STEADY, part_of_day=PartOfDay.EVENING)) == set()


def test_without_a_pin_the_part_of_the_day_stays():
    assert "forms" in broken(a_brief([STEADY]), replace(STEADY, part_of_day=PartOfDay.EVENING))


REDUCED = replace(STEADY, duration_s=45 * 60, load=225)


@pytest.mark.parametrize(
    ("action", "form"),
    [
        ("move", moved(STEADY, 3)),
        ("drop", dropped(STEADY)),
        ("rest", dropped(STEADY)),
        ("ease", eased(STEADY)),
        ("ease", as_recovery(STEADY)),
        ("shorten", shortened(STEADY, 40)),
        ("shorten", REDUCED),
        ("swap", crossed(STEADY)),
    ],
)
def test_a_refused_change_does_not_come_back(action, form):
    assert "refusal" in broken(a_brief([STEADY], wishes={"refusals": (Refusal(f"s:{action}"),)}, **WITH_BIKE), form)
    assert "refusal" not in broken(a_brief([STEADY], wishes={"refusals": (Refusal(f"other:{action}"),)}, **WITH_BIKE), form)


def test_a_refusal_leaves_the_other_actions_open():
    brief = a_brief([STEADY], wishes={"refusals": (Refusal("s:move"),)}, **WITH_BIKE)
    assert broken(brief, eased(STEADY)) == set()


def test_only_offered_sports_are_swapped_in():
    brief = a_brief([STEADY], **WITH_BIKE)
    assert broken(brief, crossed(STEADY)) == set()
    assert "modality" in broken(brief, crossed(STEADY, Modality.SWIM))
