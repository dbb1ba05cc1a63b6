"""How long an illness lasts."""

from __future__ import annotations

from service.domain.report import Illness
from tests.assessment.asking import march
from tests.assessment.measures.looking import TODAY, ago, looks


def test_an_illness_goes_on_until_somebody_says_that_it_is_over() -> None:
    ill = looks(ago(6, illness_now=Illness.FEVER), ago(0)).illness
    assert (ill.acute, ill.ongoing, ill.fresh, ill.since) == (True, True, False, march(14))
    over = looks(ago(6, illness_now=Illness.FEVER), ago(2, illness_now=Illness.NONE), ago(0)).illness
    assert (over.ongoing, over.end, over.report_ids) == (False, march(17), ("r-0314-0800", "r-0318-0800"))
    dated = looks(ago(6, illness_now=Illness.FEVER), ago(2, illness_now=Illness.NONE, illness_end=march(15), illness_days=3)).illness
    assert (dated.end, dated.days) == (march(15), 3)


def test_a_new_illness_after_an_old_one_starts_over() -> None:
    facts = looks(ago(9, illness_end=march(10), illness_days=9), ago(1, illness_now=Illness.ABOVE_NECK)).illness
    assert (facts.now, facts.end, facts.days, facts.since) == (Illness.ABOVE_NECK, None, None, march(19))


def test_an_end_in_the_future_is_taken_as_today() -> None:
    assert looks(ago(0, illness_end=march(25))).illness.end == TODAY


def test_saying_that_one_is_not_ill_makes_no_illness() -> None:
    assert looks(ago(0, illness_now=Illness.NONE)).illness.end is None
