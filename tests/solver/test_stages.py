"""Levels that are solved together come to the same as levels solved one by one."""

import pytest

from service.domain.adjustment import LevelResult
from service.solver import stages
from service.solver.build import Model
from service.solver.outcome import Limits
from service.solver.reading import read_problem
from service.solver.search import Search
from tests.solver.briefs import level_four, level_three
from tests.solver.random_plans import a_random_brief


def levels_of(brief: object) -> tuple[list[LevelResult], list[int] | None]:
    model = Model(read_problem(brief))
    search = Search(model, Limits())
    search.run(model.aims)
    return search.results, search.chosen


@pytest.mark.parametrize("brief", [level_three(), level_four(), a_random_brief(5), a_random_brief(16)], ids=["three", "four", "r5", "r16"])
def test_folding_levels_is_exact(brief: object, monkeypatch: pytest.MonkeyPatch) -> None:
    together = levels_of(brief)
    monkeypatch.setattr("service.solver.search.stages_of", lambda aims: [stages.Stage((aim,)) for aim in aims])
    assert levels_of(brief) == together
    assert all(level.proved for level in together[0])


def test_neighbours_share_a_stage_and_key_sessions_go_with_the_first() -> None:
    aims = Model(read_problem(level_three())).aims
    names = [[aim.name for aim in stage.aims] for stage in stages.stages_of(aims)]
    assert names[0] == ["directives_unmet", "key_sessions_rank_1", "key_sessions_rank_2", "needless_moves"]
    assert [name for group in names for name in group] == [aim.name for aim in aims]
