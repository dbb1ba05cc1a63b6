"""Limits of single rules at their very number, and rules that no placement of today's forms can break."""

from dataclasses import dataclass, field, replace
from types import SimpleNamespace

import pytest

from service.domain.directives import CrossTraining
from service.domain.forms import Form
from service.domain.session import Modality, Sport
from service.solver import why_not
from service.solver.candidate import Candidate
from service.solver.constraints import ALL
from service.solver.placements import Placement, read_placements
from service.solver.reading import read_problem
from service.solver.unary import UNARY
from tests.solver.alone import asked, brief_of, easy, is_allowed, long, on


@pytest.mark.parametrize(("ratio", "forbidden"), [(0.99, True), (1.0, False)])
def test_a_long_session_stands_as_planned_only_at_its_whole_length(ratio: float, forbidden: bool) -> None:
    brief = brief_of([long("x", 5, 100)], asked(long_max_ratio=ratio))
    assert ("long-ratio" in why_not(brief, "x", on(5), Form.KEPT)) is forbidden


@pytest.mark.parametrize(("minutes", "forbidden"), [(40, False), (41, True)])
def test_a_run_lasts_at_most_the_longest_allowed(minutes: int, forbidden: bool) -> None:
    brief = brief_of([easy("x", 3, minutes)], asked(max_session_minutes=40))
    assert ("session-length" in why_not(brief, "x", on(3), Form.KEPT)) is forbidden


@pytest.mark.parametrize(("cap", "allowed"), [(80, True), (79, False)])
def test_run_minutes_reach_their_cap_and_not_beyond(cap: int, allowed: bool) -> None:
    brief = brief_of([easy("a", 1, 40), easy("b", 4, 40)], asked(run_minutes_cap=cap))
    assert is_allowed("run-minutes-cap", brief) is allowed


def test_a_sport_that_is_not_offered_is_forbidden_whoever_makes_such_a_place() -> None:
    offered = read_problem(brief_of([easy("x", 3)], asked(cross_training=CrossTraining(0, None, (Modality.SWIM,)))))
    swap = replace(offered.movers[0].session, modality=Modality.BIKE, sport=Sport.BIKE)
    candidate = Candidate(offered.movers[0], 3, Form.CROSS, swap, read_placements(offered).of[0][0].traits, exact_cut=False)
    modality = dict(UNARY)["modality"]
    assert modality(offered, candidate)
    assert not modality(offered, replace(candidate, session=replace(swap, modality=Modality.SWIM, sport=Sport.SWIM)))


@dataclass
class Noting:
    """Stands in for the choices and notes what a rule forbids."""

    placements: SimpleNamespace
    forbidden: list[Placement] = field(default_factory=list)

    def forbid(self, placement: Placement) -> None:
        self.forbidden.append(placement)


@pytest.mark.parametrize(("minutes", "forbidden"), [(44, False), (45, True)])
def test_a_ride_that_became_a_run_would_stay_within_reach_of_the_longest(minutes: int, forbidden: bool) -> None:
    problem = read_problem(brief_of([easy("done", -3, 40), easy("x", 3, minutes, sport="bike")]))
    ride = read_placements(problem).of[0][0]
    run = replace(ride, traits=replace(ride.traits, run=True))
    choices = Noting(SimpleNamespace(all=[run]))
    rule = next(c for c in ALL if c.name == "run-spike")
    if rule.applies_to(problem):
        rule.post(choices, problem)
    assert (choices.forbidden == [run]) is forbidden
