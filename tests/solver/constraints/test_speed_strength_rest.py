from dataclasses import replace

from tests.solver.alone import DROP, FAR, brief_of, easy, hard, is_allowed, strength

RULE = "speed-strength-rest"


def test_speed_and_strength_that_we_bring_together_ask_for_a_rest_day() -> None:
    brief = brief_of([hard("fast", 2), strength("s", 8), easy("e", 4)])
    assert not is_allowed(RULE, brief, {"s": 3})
    assert is_allowed(RULE, brief, {"s": 3, "e": DROP})
    assert is_allowed(RULE, brief, {"s": 3, "e": 5})
    assert is_allowed(RULE, brief, {"s": 4})


def test_the_day_after_the_later_one_counts_whichever_comes_first() -> None:
    brief = brief_of([hard("fast", 2), strength("s", 8), easy("e", 3)])
    assert not is_allowed(RULE, brief, {"s": 1})
    assert not is_allowed(RULE, brief, {"s": 2})
    assert is_allowed(RULE, brief, {"s": 1, "e": 4})


def test_the_coachs_own_pair_is_left_alone() -> None:
    assert is_allowed(RULE, brief_of([hard("fast", 2), strength("s", 3), easy("e", 4)]))


def test_tempo_is_no_speed_and_the_switch_turns_it_off() -> None:
    assert is_allowed(RULE, brief_of([hard("tempo", 2, kind="tempo"), strength("s", 8), easy("e", 4)]), {"s": 3})
    hard_days_hard = replace(FAR, spacing=replace(FAR.spacing, hard_days_hard=True))
    assert is_allowed(RULE, brief_of([hard("fast", 2), strength("s", 8), easy("e", 4)], policy=hard_days_hard), {"s": 3})


def test_a_pair_across_today_and_a_fact_after_the_tail_count() -> None:
    brief = brief_of([hard("done", -1), strength("s", 5), easy("e", 1), strength("t", 12), hard("fast", 16), easy("later", 17)])
    assert not is_allowed(RULE, brief, {"s": 0})
    assert not is_allowed(RULE, brief, {"t": 15})
