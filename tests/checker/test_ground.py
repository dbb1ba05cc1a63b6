"""What every answer respects before any rule of training: facts, ids, originals, the table of forms."""

from dataclasses import replace

import pytest

from service.checker import check
from service.domain.directives import CrossTraining
from service.domain.session import Kind, Lock, Modality, ShorterForm, Sport, Status
from tests.support.builders import a_key_session, a_session, at
from tests.support.cases import a_brief, as_recovery, broken, crossed, day, dropped, eased, moved, revised, shortened

EASY = a_session("e", day(2), minutes=60, distance_m=10_000)
STEADY = a_session("s", day(4), "steady", 60, distance_m=11_000)
TEMPO = a_key_session("t", day(6), "tempo", 60, reduced=ShorterForm(40 * 60, 280))
LONG = a_key_session("l", day(6), "long", 100)
OFFER = {"cross_training": CrossTraining(modalities=(Modality.BIKE, Modality.SWIM))}


def rules(brief, plan):
    return {v.rule for v in check(brief, plan)}


def test_no_session_is_lost():
    brief = a_brief([EASY, STEADY])
    assert "nothing-lost" in rules(brief, brief.plan.with_sessions([EASY]))


def test_no_session_comes_twice():
    brief = a_brief([EASY])
    assert "ids-unique" in rules(brief, brief.plan.with_sessions([EASY, EASY]))


@pytest.mark.parametrize(
    "fixed",
    [
        a_session("x", day(1), lock=Lock.ALL),
        a_session("x", day(1), "race"),
        a_session("x", day(-1)),
        a_session("x", day(0), status=Status.COMPLETED),
        a_session("x", day(1), status=Status.SKIPPED),
        a_session("x", day(17)),
        a_session("x", day(1), "rest", 0),
    ],
)
def test_what_cannot_change_stays_as_it_is(fixed):
    brief = a_brief([fixed, EASY])
    assert "facts-untouched" in broken(brief, replace(fixed, title="another"))
    assert broken(brief) == set()


def test_the_rest_of_the_plan_stays_as_it_is():
    brief = a_brief([EASY])
    assert "facts-untouched" in rules(brief, replace(brief.plan, name="another"))


def test_a_changed_session_carries_what_its_coach_wrote():
    brief = a_brief([EASY])
    assert "original-kept" in rules(brief, brief.plan.with_sessions([moved(EASY, 3)]))
    assert "original-kept" not in rules(brief, revised(brief, moved(EASY, 3)))


def test_an_original_of_an_earlier_adjustment_is_copied_and_not_rewritten():
    first = replace(EASY, original=replace(EASY, date=day(3)).snapshot())
    brief = a_brief([first])
    assert "original-kept" not in rules(brief, revised(brief, moved(first, 4)))
    later = replace(moved(first, 4), original=replace(first, original=None).snapshot())
    assert "original-kept" in rules(brief, brief.plan.with_sessions([later]))


def test_other_fields_never_change():
    assert "forms" in broken(a_brief([EASY]), replace(EASY, title="another"))
    assert "forms" in broken(a_brief([EASY]), replace(EASY, rpe=2))
    assert "forms" in broken(a_brief([EASY]), replace(EASY, distance_m=9_000))


@pytest.mark.parametrize(
    ("form", "wrong"),
    [
        (shortened(STEADY, 50), False),
        (shortened(STEADY, 51), True),
        (shortened(STEADY, 20), False),
        (shortened(STEADY, 19), True),
        (shortened(STEADY, 50, load=251), True),
        (shortened(STEADY, 50, distance_m=11_000), True),
        (shortened(STEADY, 50, rpe=4), True),
    ],
)
def test_a_shortening_is_worth_it_and_scales_everything(form, wrong):
    assert ("forms" in broken(a_brief([STEADY]), form)) is wrong


def test_a_shortening_of_a_long_session_is_at_least_a_share_of_it():
    assert "forms" in broken(a_brief([LONG]), shortened(LONG, 86))
    assert "forms" not in broken(a_brief([LONG]), shortened(LONG, 85))


def test_cuts_to_a_number_of_the_directives_are_never_too_small():
    assert broken(a_brief([LONG], long_max_ratio=0.9), shortened(LONG, 90)) == set()
    run = a_session("r", day(1), minutes=45)
    assert broken(a_brief([run], max_session_minutes=40), shortened(run, 40)) == set()
    assert "forms" in broken(a_brief([run], max_session_minutes=44), shortened(run, 43))


def test_hard_sessions_are_not_shortened_but_for_openers():
    assert "forms" in broken(a_brief([TEMPO]), shortened(TEMPO, 30))
    opener = replace(TEMPO, opener=True)
    assert broken(a_brief([opener]), shortened(opener, 30)) == set()


def test_strength_is_not_shortened():
    lift = a_session("ls", day(1), "strength", 60)
    assert "forms" in broken(a_brief([lift]), shortened(lift, 40))


def test_a_long_session_that_must_be_easy_is_shortened_at_an_easy_effort():
    hard_work = a_key_session("l", day(6), "long", 100, 5)
    brief = a_brief([hard_work], long_easy=True)
    assert "forms" in broken(brief, shortened(hard_work, 60))
    assert broken(brief, shortened(hard_work, 60, rpe=4, rpe_high=4, load=240)) == set()


def test_the_authors_shorter_form_is_taken_as_it_is():
    short = replace(TEMPO, duration_s=40 * 60, load=280)
    assert broken(a_brief([TEMPO]), short) == set()
    assert "forms" in broken(a_brief([TEMPO]), replace(short, hard=False))
    assert "forms" in broken(a_brief([TEMPO]), replace(short, sport=Sport.BIKE))


@pytest.mark.parametrize(
    ("form", "wrong"),
    [
        (eased(TEMPO), False),
        (eased(TEMPO, 30), False),
        (eased(TEMPO, 19), True),
        (eased(TEMPO, rpe=2), True),
        (eased(TEMPO, load=170), True),
        (eased(TEMPO, distance_m=5_000), True),
        (eased(TEMPO, hard=True), True),
        (as_recovery(TEMPO, 30), False),
        (as_recovery(TEMPO, 31), True),
        (crossed(TEMPO), False),
        (replace(crossed(TEMPO), sport=Sport.SWIM), True),
        (replace(crossed(TEMPO), load=181), True),
        (replace(crossed(TEMPO), kind=Kind.STEADY), True),
        (dropped(TEMPO), False),
        (replace(dropped(TEMPO), load=0), True),
        (replace(TEMPO, status=Status.SKIPPED), True),
        (moved(dropped(TEMPO), 5), True),
    ],
)
def test_lighter_forms_are_those_of_the_table(form, wrong):
    assert ("forms" in broken(a_brief([TEMPO], **OFFER), form)) is wrong


def test_easy_sessions_are_not_made_easy_and_rides_no_recovery_runs():
    ride = a_session("b", day(1), "steady", sport="bike")
    assert "forms" in broken(a_brief([ride], **OFFER), as_recovery(ride))
    assert "forms" in broken(a_brief([ride], **OFFER), crossed(ride, Modality.BIKE))
    assert "forms" not in broken(a_brief([ride], **OFFER), crossed(ride, Modality.SWIM))
    swim = a_session("w", day(1), "steady", sport="swim")
    assert "forms" in broken(a_brief([swim], **OFFER), crossed(swim))


def test_done_sessions_of_today_are_facts():
    done = a_session("x", day(0))
    brief = a_brief([done, EASY], now=at(day(0), "23:59"))
    assert "facts-untouched" not in broken(brief, moved(EASY, 3))


def test_an_eased_session_may_not_go_on_under_its_hard_name() -> None:
    named = replace(TEMPO, title="25 min tempo")
    brief = a_brief([named])
    assert "forms" in broken(brief, eased(named))
    assert "forms" not in broken(brief, eased(named, title="Easy run, 60 min"))
    assert "forms" in broken(brief, replace(moved(named, 5), title="Another tempo"))
