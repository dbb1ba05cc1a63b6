"""Whether the first date that holds a leg session of the affected sport holds one of some sort."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from service.solver.floor import Floor
from service.solver.problem import Problem
from service.solver.traits import Traits
from service.solver.variables import Choices
from service.solver.window import Span


def first_session_is(choices: Choices, problem: Problem, span: Span, test: Callable[[Traits], bool]) -> tuple[list[Any], int]:
    """A yes-or-no that is yes when the first such date holds a session that passes the test; or the answer itself."""
    floors: list[Floor] = []
    earlier: Any = None
    for day in span.days():
        facts = [f for f in problem.facts_on.get(day, ()) if problem.is_affected(f.traits)]
        standing = [p for p in choices.standing_on(day) if problem.is_affected(p.traits)]
        given = any(test(f.traits) for f in facts)
        if given and earlier is None:
            return [], 1
        before, weight = ([earlier], [-1]) if earlier is not None else ([], [])
        if given:
            floors.append(Floor(1, before, weight))
        else:
            floors += [Floor(0, [choices.chosen(p), *before], [1, *weight]) for p in standing if test(p.traits)]
        if facts:
            break
        if standing:
            literals = [choices.chosen(p) for p in standing]
            earlier = choices.any_of(literals if earlier is None else [*literals, earlier])
    return ([choices.least(1, floors)] if floors else []), 0
