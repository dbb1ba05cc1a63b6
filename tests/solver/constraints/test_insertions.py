from ortools.sat.python import cp_model

from service.domain.session import PlannedSession
from service.solver.constraints.insertions import Insertions
from service.solver.placements import read_placements
from service.solver.reading import read_problem
from service.solver.variables import Choices
from tests.solver.alone import asked, brief_of, easy, on, strength
from tests.support.builders import a_session

FORM = asked(core_min=2)


def insert(sessions: list[PlannedSession], *days: int) -> cp_model.CpSolverStatus:
    problem = read_problem(brief_of(sessions, FORM))
    placements = read_placements(problem)
    model = cp_model.CpModel()
    choices = Choices(model, problem, placements)
    Insertions().post(choices, problem)
    choices.finish()
    for options in placements.of:
        own = next(p for p in options if p.is_own_place)
        model.add_bool_or([choices.chosen(own)])
    for p in placements.insertions:
        model.add_bool_or([choices.chosen(p) if p.day in days else ~choices.chosen(p)])
    return cp_model.CpSolver().solve(model)


def test_no_more_core_comes_in_than_is_wanted() -> None:
    assert insert([easy("a", 1)], 2, 6) == cp_model.OPTIMAL
    assert insert([easy("a", 1)], 2, 4, 6) == cp_model.INFEASIBLE


def test_core_does_not_meet_other_strength() -> None:
    assert insert([strength("s", 2)], 3) == cp_model.OPTIMAL
    assert insert([strength("s", 2)], 2) == cp_model.INFEASIBLE


def test_core_of_the_reference_leaves_less_to_insert() -> None:
    assert insert([a_session("core", on(2), "core", 20)], 3, 4) == cp_model.INFEASIBLE
