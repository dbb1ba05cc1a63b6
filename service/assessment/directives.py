"""From the verdict to what is asked of the plan: dates, caps and counts, each with its reasons. Never a cause."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from service.assessment.features import Features
from service.assessment.orders import counts, dates, gates, illness, load, scope, single_days, soreness, taper, way_back
from service.assessment.orders.ask import Ask
from service.assessment.orders.case import STOPPED, Case
from service.assessment.orders.cross_training import cross_training
from service.assessment.orders.form import form_orders
from service.assessment.orders.frame import with_windows
from service.assessment.orders.long_sessions import long_easy, long_max_ratio
from service.assessment.orders.moving import may_insert, move_days
from service.assessment.orders.race_conflicts import race_conflicts
from service.assessment.orders.repeatable import max_session_minutes
from service.assessment.verdict import Verdict
from service.domain.assessment import Tag
from service.domain.athlete import Athlete
from service.domain.directives import Because, DayRule, Directives, Window
from service.domain.history import Timeline
from service.domain.plan import Plan
from service.domain.policy import Policy
from service.domain.state import State

WINDOWS = ((0, "W1"), (1, "W2"))
STOP_ROWS = tuple(
    f"D-{STOPPED}-{name}"
    for name in (
        "first-hard", "first-strength", "first-long", "long-ratio", "load-cap-w1", "load-cap-w2", "max-hard-w1", "max-hard-w2",
        "max-runs", "rest-days", "cross-training", "key-sessions",
    )
)  # fmt: skip


def issue_directives(  # noqa: PLR0913, PLR0917 - everything that the answer depends on, by name
    verdict: Verdict, features: Features, tags: tuple[Tag, ...], plan: Plan, timeline: Timeline,
    athlete: Athlete, state: State | None, policy: Policy, now: datetime,
) -> Directives:  # fmt: skip
    """What is asked of the plan; a pure function of the arguments.

    `plan` may be the reference or a revision of it: sessions are read as their coach last wrote them. `timeline` and
    `features` are those of `now`. `because` holds rows and reports by field name; of the windows by `load_cap_w1` and so on.
    """
    written = (session.restored() for session in plan.sessions if not session.inserted)
    planned = tuple(session for session in written if not session.is_off and not session.is_rest)
    names = frozenset(tag.tag for tag in tags)
    case = Case(verdict, features, names, plan, timeline, athlete, policy, now, planned, None, verdict.day0, verdict.renewed)
    case = with_windows(replace(case, affected_sport=scope.affected_sport(case)), state)
    directives = _stopped(case) if case.level == STOPPED else _guided(case)
    return replace(directives, race_conflicts=race_conflicts(case, directives))


def _guided(case: Case) -> Directives:
    rules = _day_rules(case)
    asks = {name: ask for name, ask in _asks(case, rules).items() if ask is not None}
    in_windows = {name: ask for number, _ in WINDOWS for name, ask in _window_asks(case, number).items() if ask is not None}
    because = {name: ask.because for name, ask in (asks | in_windows).items() if ask.rows}
    if rules:
        because["day_rules"] = _because_of(rules)
    w1, w2 = (_window(case, number, {name: ask.value for name, ask in in_windows.items()}) for number, _ in WINDOWS)
    values: dict[str, Any] = {name: ask.value for name, ask in asks.items()}
    return Directives(
        level=case.level, anchor=case.verdict.anchor, day0=case.day0, w1=w1, w2=w2, affected_sport=case.affected_sport,
        day_rules=rules, because=because, **values,
    )  # fmt: skip


def _asks(case: Case, rules: tuple[DayRule, ...]) -> Mapping[str, Ask[Any] | None]:
    """By field of `Directives`; None leaves the field at what asks for nothing."""
    first_hard, form = dates.first_hard_on(case), form_orders(case)
    must_change = case.verdict.must_change and case.guides and case.policy.on("S2-96")
    return {
        "hard_scope": scope.hard_scope(case),
        "first_hard_on": first_hard,
        "first_strength_on": dates.first_strength_on(case),
        "first_long_on": dates.first_long_on(case),
        "first_speed_on": dates.first_speed_on(case),
        "long_max_ratio": long_max_ratio(case),
        "long_easy": long_easy(case),
        "cross_training": cross_training(case),
        "rest_by": counts.rest_by(case),
        "rest_dates": illness.rest_dates(case),
        "core_min": form.core_min,
        "easy_until": form.easy_until,
        "easy_share_kept": form.easy_share_kept,
        "run_minutes_cap": form.run_minutes_cap,
        "max_session_minutes": max_session_minutes(case),
        "move_days": move_days(case, rules, hard_waits=first_hard is not None),
        "may_insert": may_insert(case),
        "ease_only": gates.ease_only(case),
        "protected_ids": taper.protected(case),
        "must_change": Ask(value=True, rows=("S2-96",), report_ids=case.verdict.report_ids) if must_change else None,
    }


def _window_asks(case: Case, number: int) -> Mapping[str, Ask[Any] | None]:
    name = f"w{number + 1}"
    return {
        f"load_cap_{name}": load.load_cap(case, number),
        f"max_hard_{name}": counts.max_hard(case, number),
        f"max_runs_{name}": counts.max_runs(case) if number == 0 else None,
        f"min_rest_days_{name}": counts.min_rest_days(case, number),
    }


def _window(case: Case, number: int, values: Mapping[str, Any]) -> Window:
    (start, end), name = case.windows[number], WINDOWS[number][1]
    return Window(
        name, start, end,
        load_cap=values.get(f"load_cap_{name.lower()}"),
        max_hard=values.get(f"max_hard_{name.lower()}"),
        max_runs=values.get(f"max_runs_{name.lower()}"),
        min_rest_days=values.get(f"min_rest_days_{name.lower()}", 0),
    )  # fmt: skip


def _day_rules(case: Case) -> tuple[DayRule, ...]:
    """Of today and later, in calendar order."""
    found = (
        *illness.day_rules(case), *soreness.day_rules(case), *single_days.sleep(case), *single_days.travel(case),
        *single_days.heat(case), *single_days.fluid(case), *single_days.safety(case), *taper.day_rules(case),
        *way_back.day_rules(case),
    )  # fmt: skip
    return tuple(sorted({rule for rule in found if rule.day >= case.today}, key=lambda r: (r.day, r.kind, r.code, r.report_ids)))


def _because_of(rules: tuple[DayRule, ...]) -> Because:
    rows = dict.fromkeys(row for rule in rules for row in rule.rows)
    return Because(tuple(rows), tuple(dict.fromkeys(report for rule in rules for report in rule.report_ids)))


def _stopped(case: Case) -> Directives:
    """Level 5: everything to come is put on hold until somebody entitled clears it."""
    w1, w2 = (_stopped_window(case, number) for number, _ in WINDOWS)
    rows = tuple(row for row in STOP_ROWS if case.policy.on(row))
    return Directives(
        level=case.level, anchor=case.verdict.anchor, day0=case.day0, w1=w1, w2=w2, affected_sport=case.affected_sport,
        may_insert=False, suspend=True, because={"suspend": Because((*case.verdict.rows, *rows), case.verdict.report_ids)},
    )  # fmt: skip


def _stopped_window(case: Case, number: int) -> Window:
    (start, end), name = case.windows[number], WINDOWS[number][1]

    def nothing(directive: str) -> int | None:
        return 0 if case.policy.on(f"D-{STOPPED}-{directive}") else None

    rest_days = 0 if nothing("rest-days") is None else (end - start).days + 1
    hard, load = nothing(f"max-hard-{name.lower()}"), nothing(f"load-cap-{name.lower()}")
    return Window(name, start, end, load_cap=load, max_hard=hard, max_runs=nothing("max-runs"), min_rest_days=rest_days)
