"""Whole re-plannings: what comes out, that it is allowed, and that nothing better is."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from itertools import product

import pytest
from ortools.sat.python import cp_model

from service.checker import check, measure
from service.domain.adjustment import Pin, Refusal
from service.domain.athlete import Availability
from service.domain.brief import Brief
from service.domain.forms import Form, form_of
from service.domain.session import Kind, Lock, Modality, Priority, Sport, Status
from service.solver import Limits, NoPlanFits, NotDecided, Revised, adjust
from service.solver.build import Model
from service.solver.reading import read_problem
from service.solver.revise import revised_plan
from tests.solver.alone import NoSuchPlacement, Put, as_put, asked, brief_of, easy, find_placement, hard, long, on
from tests.solver.briefs import day, level_four, level_three, level_two, level_zero
from tests.solver.random_plans import a_random_brief
from tests.support.builders import ATHLETE_A, PLAN_A


def revised(brief: Brief) -> Revised:
    outcome = adjust(brief)
    assert isinstance(outcome, Revised)
    assert not check(brief, outcome.plan)
    assert [(level.name, level.value) for level in outcome.levels] == [tuple(pair) for pair in measure(brief, outcome.plan)]
    assert all(level.proved and level.bound == level.value for level in outcome.levels)
    return outcome


def fits(brief: Brief, put: dict[str, Put]) -> bool:
    """Whether the whole model holds a plan with exactly these placements and everything else in its own place."""
    problem = read_problem(brief)
    model = Model(problem, levels=())
    try:
        chosen = [find_placement(options, as_put(put.get(options[0].planned.id))) for options in model.placements.of]
    except NoSuchPlacement:
        return False
    for placement in chosen:
        model.cp.add_bool_or([model.choices.chosen(placement)])
    status = cp_model.CpSolver().solve(model.cp)
    assert status in (cp_model.OPTIMAL, cp_model.INFEASIBLE)
    assert (status == cp_model.OPTIMAL) is (not check(brief, revised_plan(problem, chosen)))
    return status == cp_model.OPTIMAL


def test_level_0_leaves_the_plan_as_it_is() -> None:
    brief = level_zero()
    assert revised(brief).plan == brief.plan


def test_level_2_moves_the_tempo_by_a_day_and_nothing_else() -> None:
    brief = level_two()
    plan = revised(brief).plan
    changed = [s for s in plan.sessions if s != brief.plan.by_id[s.id]]
    assert [(s.id, s.date) for s in changed] == [("tempo-0302", day("2026-03-06"))]
    assert changed[0].original == brief.plan.by_id["tempo-0302"].snapshot()


def test_level_3_keeps_one_quality_session_and_cuts_the_long_run_exactly() -> None:
    brief = level_three()
    plan = revised(brief).plan
    assert plan.by_id["long-0309"].minutes == 78
    w1 = plan.between(day("2026-03-09"), day("2026-03-15"))
    assert sum(1 for s in w1 if s.hard and not s.is_off) == 1
    assert sum(s.load for s in w1 if not s.is_off) <= 1233


def test_level_4_takes_all_intensity_out_of_the_first_week() -> None:
    brief = level_four()
    plan = revised(brief).plan
    w1 = [s for s in plan.between(day("2026-03-06"), day("2026-03-12")) if not s.is_off]
    assert not any(s.hard for s in w1)
    assert any(s.modality is Modality.BIKE for s in w1)
    assert all(s.status is Status.PLANNED or s.original is not None for s in plan.sessions)


DROP, SWAP, CUT = Put(form=Form.DROPPED), Put(form=Form.CROSS), Put(form=Form.SHORTENED, minutes=78)


def offset(brief: Brief, text: str) -> int:
    return (day(text) - brief.timeline.today).days


def test_the_worked_answer_of_level_2_fits() -> None:
    brief = level_two()
    assert fits(brief, {"tempo-0302": Put(offset(brief, "2026-03-06"))})


def test_the_worked_answer_of_level_3_fits_with_strength_left_out() -> None:
    brief = level_three()
    answer = {"int-0309": Put(form=Form.CROSS, minutes=60), "ls-0309": DROP, "long-0309": CUT}
    second = {"int-0316": Put(form=Form.EASY), "ls-0316": DROP}
    assert fits(brief, answer | second)
    assert not fits(brief, answer | {"long-0309": Put()} | second)


def test_the_worked_answer_of_level_4_fits() -> None:
    brief = level_four()
    answer = {
        "ls-0302": DROP,
        "long-0302": Put(offset(brief, "2026-03-09"), Form.SHORTENED, 63),
        "int-0309": Put(form=Form.CROSS, minutes=60),
        "tempo-0309": Put(form=Form.CROSS, minutes=50),
        "ls-0309": DROP,
        "tempo-0316": Put(form=Form.EASY, minutes=50),
    }
    assert fits(brief, answer)
    assert not fits(brief, answer | {"tempo-0309": Put()})


@pytest.mark.parametrize("seed", range(12))
def test_random_plans_of_every_level_get_a_proved_answer_that_the_checker_accepts(seed: int) -> None:
    revised(a_random_brief(seed))


def test_the_order_of_the_sessions_does_not_matter() -> None:
    brief = level_three()
    turned = replace(brief.timeline, open=tuple(reversed(brief.timeline.open)))
    assert revised(replace(brief, timeline=turned)).plan == revised(brief).plan


def test_nothing_is_better_than_the_answer_on_a_tiny_plan() -> None:
    sessions = [hard("h", 1, 50, priority=Priority.KEY, key_rank=1), easy("e", 3, 40), long("l", 5, 100)]
    wanted = asked(
        level=3, move_days=1, first_hard_on=on(2), w1={"load_cap": 500.0, "min_rest_days": 2}, w2={"min_rest_days": 0}, long_max_ratio=0.75
    )
    brief = brief_of(sessions, wanted)
    answer = revised(brief)
    problem = read_problem(brief)
    model = Model(problem, levels=())
    best = min(
        tuple(value for _, value in measure(brief, plan))
        for plan in (revised_plan(problem, chosen) for chosen in product(*model.placements.of))
        if not check(brief, plan)
    )  # fmt: skip
    assert tuple(level.value for level in answer.levels) == best


def test_a_pin_takes_the_session_to_its_date_where_it_may_still_become_easier() -> None:
    brief = level_two(pins=(Pin("tempo-0302", day("2026-03-05")),))
    session = revised(brief).plan.by_id["tempo-0302"]
    assert session.date == day("2026-03-05")
    assert form_of(brief.plan.by_id["tempo-0302"], session) is Form.EASY


def test_a_refused_change_is_not_made() -> None:
    brief = level_two(refusals=(Refusal("tempo-0302:move"),))
    assert revised(brief).plan.by_id["tempo-0302"].date == day("2026-03-05")


def test_a_pin_that_collides_is_answered_with_the_rules_and_a_way_out() -> None:
    pins = (Pin("tempo-0309", day("2026-03-13")), Pin("wed-0309", day("2026-03-13")), Pin("sat-0309", day("2026-03-14")))
    outcome = adjust(level_two(pins=pins))
    assert isinstance(outcome, NoPlanFits)
    assert outcome.report.status == "infeasible"
    assert set(outcome.conflict.rules) <= {"pin", "no-new-double", "one-run-a-day"}
    assert "pin" in outcome.conflict.rules
    assert "sat-0309" not in outcome.conflict.text
    assert {r.rule for r in outcome.conflict.relaxations} == {"pin"}
    assert len(outcome.conflict.relaxations) == 2


def test_a_pin_onto_a_short_day_offers_the_missing_minutes() -> None:
    busy = replace(ATHLETE_A, availability=(Availability(date=day("2026-03-13"), max_minutes=15),))
    outcome = adjust(level_two(athlete=busy, pins=(Pin("wed-0309", day("2026-03-13")),)))
    assert isinstance(outcome, NoPlanFits)
    assert any("Allow 30 more minutes on Fri 13 Mar" in r.text for r in outcome.conflict.relaxations)


def test_a_session_that_cannot_move_cannot_be_pinned_elsewhere() -> None:
    locked = replace(PLAN_A.by_id["sat-0309"], lock=Lock.ALL)
    plan = PLAN_A.with_sessions([locked if s.id == locked.id else s for s in PLAN_A.sessions])
    outcome = adjust(level_two(plan=plan, pins=(Pin("sat-0309", day("2026-03-13")),)))
    assert isinstance(outcome, NoPlanFits)
    assert outcome.conflict.rules == ("pin",)
    kept = adjust(level_two(plan=plan, pins=(Pin("sat-0309", day("2026-03-14")),)))
    assert isinstance(kept, Revised)


def test_a_limit_that_ran_out_is_never_called_infeasible() -> None:
    outcome = adjust(level_three(), Limits(deterministic_time=1e-6))
    assert isinstance(outcome, NotDecided)
    assert outcome.report.status in ("feasible", "unknown")
    assert outcome.best is None or not outcome.best.levels[-1].proved


def test_core_comes_in_where_it_is_wanted() -> None:
    brief = level_two(asked={"core_min": 2})
    plan = revised(brief).plan
    inserted = [s for s in plan.sessions if s.inserted]
    assert [(s.sport, s.kind, s.minutes, s.load) for s in inserted] == [(Sport.STRENGTH, Kind.CORE, 20, 60)] * 2
    assert all(s.original is None for s in inserted)


def test_the_solver_is_not_loaded_before_a_solve_begins() -> None:
    code = "import sys, service.solver; raise SystemExit('ortools' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
