"""One rule alone on an empty model, judged by solver and checker on the same table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from ortools.sat.python import cp_model

from service.checker import check
from service.domain.brief import Brief
from service.domain.directives import CrossTraining, Directives
from service.domain.forms import Form
from service.domain.policy import Policy
from service.domain.session import PlannedSession
from service.solver.constraints import ALL
from service.solver.placements import Placement, read_placements
from service.solver.reading import read_problem
from service.solver.revise import revised_plan
from service.solver.unary import UNARY
from service.solver.variables import Choices
from tests.solver.briefs import SWAPS, a_brief, directives
from tests.support.builders import ATHLETE_A, MONDAY, POLICY, a_plan, a_session, at

TODAY = MONDAY
"""W1 is Mon 2 to Sun 8 March (days 0 to 6), W2 days 7 to 13, the tail days 14 to 16."""
FAR = replace(POLICY, spacing=replace(POLICY.spacing, move_days_not_key=30))
EVERY_UNARY = [name for name, _ in UNARY]


def on(day: int) -> date:
    return TODAY + timedelta(days=day)


def early(day: int) -> datetime:
    """Before anything of that day has begun."""
    return at(on(day), "00:30")


class NoSuchPlacement(AssertionError):
    """What the test wants to force is already forbidden to the session alone."""


@dataclass(frozen=True)
class Put:
    """Where and how a session is forced to stand; `minutes` chooses among lengths."""

    day: int | None = None
    form: Form = Form.KEPT
    minutes: int | None = None


DROP = Put(form=Form.DROPPED)


def asked(level: int = 2, **fields: Any) -> Directives:
    fields.setdefault("move_days", 30)
    fields.setdefault("cross_training", CrossTraining(0, None, SWAPS))
    fields.setdefault("w1", {"min_rest_days": 0})
    fields.setdefault("w2", {"min_rest_days": 0})
    return directives(level, on(0), on(0), **fields)


def brief_of(
    sessions: Iterable[PlannedSession], wanted: Directives | None = None, policy: Policy = FAR, now: datetime | None = None, **fields: Any
) -> Brief:
    plan = a_plan(sessions, **{key: fields.pop(key) for key in ("weeks", "races", "phases", "first_weekday") if key in fields})
    athlete = fields.pop("athlete", ATHLETE_A)
    return a_brief(now or early(0), wanted or asked(), plan, athlete, policy, **fields)


def is_allowed(rule: str, brief: Brief, put: Mapping[str, Put | int] | None = None) -> bool:
    """Whether the rule, alone, lets exactly these placements stand; solver and checker must agree.

    Anything but a proved yes or a proved no is an error.
    """
    problem = read_problem(brief)
    placements = replace(read_placements(problem, EVERY_UNARY), own_place_forbidden=read_placements(problem).own_place_forbidden)
    chosen = [find_placement(options, as_put((put or {}).get(options[0].planned.id))) for options in placements.of]
    model = cp_model.CpModel()
    choices = Choices(model, problem, placements)
    constraint = next(c for c in ALL if c.name == rule)
    if constraint.applies_to(problem):
        constraint.post(choices, problem)
    choices.finish()
    for placement in chosen:
        model.add_bool_or([choices.chosen(placement)])
    status = cp_model.CpSolver().solve(model)
    assert status in (cp_model.OPTIMAL, cp_model.INFEASIBLE)
    allowed = status == cp_model.OPTIMAL
    violations = [v.text for v in check(brief, revised_plan(problem, chosen)) if v.rule == rule]
    assert allowed is (violations == []), f"solver says {'allowed' if allowed else 'forbidden'}, checker says {violations}"
    return allowed


def as_put(put: Put | int | None) -> Put:
    return Put() if put is None else Put(put) if isinstance(put, int) else put


def find_placement(options: Iterable[Placement], put: Put) -> Placement:
    for p in options:
        right_day = p.day == (p.home if put.day is None else put.day)
        if right_day and p.form is put.form and (put.minutes is None or p.traits.minutes == put.minutes):
            return p
    raise NoSuchPlacement(f"no placement {put} among {[(p.day, p.form.value, p.traits.minutes) for p in options]}")


def easy(name: str, day: int, minutes: int = 45, **fields: Any) -> PlannedSession:
    return a_session(name, on(day), "easy", minutes, **fields)


def hard(name: str, day: int, minutes: int = 60, kind: str = "interval", **fields: Any) -> PlannedSession:
    return a_session(name, on(day), kind, minutes, **fields)


def long(name: str, day: int, minutes: int = 120, **fields: Any) -> PlannedSession:
    return a_session(name, on(day), "long", minutes, **fields)


def strength(name: str, day: int, minutes: int = 40, **fields: Any) -> PlannedSession:
    return a_session(name, on(day), "strength", minutes, **fields)
