"""A race stands where the legs ask for quiet: the rest of the plan, solved for each way to deal with it (ruling G14)."""

from __future__ import annotations

from dataclasses import replace
from math import floor

from service.checker import check
from service.domain.adjustment import Alternative, Change, Reason
from service.domain.brief import Brief
from service.domain.directives import RaceConflict, RaceOption
from service.domain.naming import title_of
from service.domain.plan import Plan
from service.domain.policy import Policy
from service.domain.session import Kind, Lock, PlannedSession, Status
from service.explanation.changes import list_changes
from service.explanation.reasons import explain
from service.solver import Limits, Revised, adjust

EASY = "run_it_easy"
NO_START = "do_not_start"
ROWS = ("G14",)


def solve_race_options(given: Plan, brief: Brief, limits: Limits) -> tuple[Alternative, ...]:
    """One plan for every option but the race as planned, which the answer itself is."""
    found = (_solved(given, brief, conflict, option, limits) for conflict in brief.directives.race_conflicts for option in conflict.options)
    return tuple(alternative for alternative in found if alternative is not None)


def _solved(given: Plan, brief: Brief, conflict: RaceConflict, option: RaceOption, limits: Limits) -> Alternative | None:
    race = brief.plan.by_id.get(conflict.session_id or "")
    if race is None or option.code not in (EASY, NO_START):
        return None
    variant = _with(
        brief, _run_easy(race, brief.policy) if option.code == EASY else replace(race, status=Status.CANCELLED, original=race.snapshot())
    )
    outcome = adjust(variant, limits)
    if not isinstance(outcome, Revised) or check(variant, outcome.plan):
        return None
    changes = explain(variant, outcome.plan, list_changes(given, outcome.plan, brief.policy))
    told = tuple(_as_option(change, option) if change.session_id == race.id else change for change in changes)
    return Alternative(f"{conflict.race_id or race.id}:{option.code}", option.text, told, outcome.levels, outcome.plan)


def _run_easy(race: PlannedSession, policy: Policy) -> PlannedSession:
    """The race as an easy session on its own day; nothing may move it."""
    rpe = policy.sessions.easy_target_rpe
    load = min(race.load, floor(rpe * race.minutes))
    easy = replace(race, kind=Kind.EASY, hard=False, rpe=rpe, rpe_high=rpe, load=load, lock=Lock.ALL, original=race.snapshot())
    return replace(easy, title=title_of(race, easy))


def _with(brief: Brief, race: PlannedSession) -> Brief:
    """The same brief with the race in another form, its conflict settled."""
    plan = brief.plan.with_sessions(race if s.id == race.id else s for s in brief.plan.sessions)
    still_open = tuple(race if s.id == race.id else s for s in brief.timeline.open if s.id != race.id or not race.is_off)
    timeline = replace(brief.timeline, open=still_open)
    return replace(brief, plan=plan, timeline=timeline, directives=replace(brief.directives, race_conflicts=()))


def _as_option(change: Change, option: RaceOption) -> Change:
    return replace(change, reasons=(Reason("race-option", ROWS, option.text),))
