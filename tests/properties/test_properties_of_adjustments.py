"""What holds for every adjustment, whatever the plan, the reports and the coach's wishes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.domain.adjustment import OutcomeName
from service.domain.session import Lock, PlannedSession
from service.kit.weeks import plus
from service.rules import find_rule
from service.usecases.adjust_plan import Answer
from tests.journeys.asked import ask, brief_of, next_request, plan_a_from
from tests.support.plain import Json
from tests.support.samples import without_times

EXAMPLES = settings(
    max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
MONDAY = date(2026, 3, 2)
ANSWERED = {OutcomeName.NO_CHANGE, OutcomeName.REVISED, OutcomeName.NEEDS_COACH}
DATE = re.compile(r"\d{4}-\d{2}-\d{2}")

DAYS = st.integers(0, 6)


@st.composite
def reports(draw: st.DrawFn, today: date) -> list[Json]:
    """Up to five reports of the last ten days, one a day: runs of every heaviness, mornings, illness, soreness, bad nights."""
    ages = draw(st.lists(st.integers(0, 9), min_size=1, max_size=5, unique=True))
    return [_report(draw, today - timedelta(days=age)) for age in sorted(ages)]


def _report(draw: st.DrawFn, on: date) -> Json:
    said: Json = {
        "schema": "report/1", "id": f"r-{on:%m%d}", "observed_at": f"{on.isoformat()}T08:30:00+01:00", "is_run": True, "sport": "run",
        "heaviness": draw(st.integers(0, 9)), "timing": draw(st.sampled_from(["start", "middle", "late", "whole", "unknown"])),
    }  # fmt: skip
    optional: dict[str, st.SearchStrategy[Any]] = {
        "sleep_quality": st.integers(1, 5), "stress": st.integers(1, 5), "motivation": st.integers(1, 5), "soreness": st.integers(0, 8),
        "fuelling": st.sampled_from(["ok", "poor", "fasted"]), "eased": st.sampled_from(["yes", "partly", "no"]),
        "pain": st.integers(0, 5), "illness_now": st.sampled_from(["none", "none", "above_neck", "fever"]),
    }  # fmt: skip
    chosen = draw(st.lists(st.sampled_from(sorted(optional)), max_size=3, unique=True))
    return {**said, **{name: draw(optional[name]) for name in chosen}}


@st.composite
def requests(draw: st.DrawFn) -> Json:
    """Plan A with a lock, a race, a shorter form or a drop here and there, and an athlete with some limits."""
    today = MONDAY + timedelta(days=draw(DAYS))
    plan = plan_a_from(date(2026, 2, 2), 8)
    ahead = [n for n, s in enumerate(plan["sessions"]) if s["date"] > today.isoformat()]
    for n in draw(st.lists(st.sampled_from(ahead[:14]), max_size=3, unique=True)):
        plan["sessions"][n] = {**plan["sessions"][n], **draw(st.sampled_from(ODD))}
    athlete: Json = {"ref": "a", "timezone": "Europe/Vienna", "training_age_months": draw(st.sampled_from([6, 60]))}
    athlete["cross_training"] = draw(st.sampled_from([[], ["bike"], ["bike", "pool_run"], ["swim"]]))
    if draw(st.booleans()):
        athlete["availability"] = [
            {"weekday": draw(st.sampled_from(["mon", "wed", "fri"])), "max_minutes": draw(st.sampled_from([0, 40, 60]))}
        ]
    clock = draw(st.sampled_from(["06:00", "12:30", "20:00"]))
    told = [r for r in draw(reports(today)) if r["observed_at"] <= f"{today.isoformat()}T{clock}:00+01:00"]
    return {
        "schema": "adjust-request/1", "now": f"{today.isoformat()}T{clock}:00+01:00", "plan": plan, "athlete": athlete,
        "reports": told, "state": None,
    }  # fmt: skip


ODD: list[Json] = [
    {"locked": "all"},
    {"locked": "date"},
    {"group_session": True},
    {"sport": "run", "kind": "race", "title": "Club race", "rpe": 9, "planned": {"duration_s": 2400, "distance_m": 10000}},
    {"reduced": {"duration_s": 1800, "title": "Short form"}},
    {"structure": {"steps": [{"class": "active", "end": {"type": "time", "s": 2400}}]}, "title": "By steps"},
    {"optional": True},
    {"status": "cancelled"},
]


def _answered(raw: Json) -> Answer:
    answer = ask(raw)
    assert answer.adjustment.outcome in {*ANSWERED, OutcomeName.SUSPENDED}, "nothing was pinned or refused, so some plan fits"
    return answer


def _pairs(answer: Answer) -> Iterator[tuple[PlannedSession, PlannedSession]]:
    """Each session of the coach's version beside the revised one."""
    for was in brief_of(answer.request, answer.adjustment).plan.sessions:
        yield was, answer.adjustment.plan.by_id[was.id]


@EXAMPLES
@given(requests())
def test_no_session_becomes_harder_or_longer_and_the_fortnight_no_fuller(raw: Json) -> None:
    answer = _answered(raw)
    orders = answer.adjustment.assessment.directives
    for was, now in _pairs(answer):
        assert (now.duration_s <= was.duration_s, now.load <= was.load, now.hard <= was.hard) == (True, True, True), was.id
        assert (now.rpe or 0) <= (was.rpe or 0), was.id
    brief = brief_of(answer.request, answer.adjustment)
    sums = [
        sum(s.load for s in plan.between(orders.w1.start, orders.w2.end) if not s.is_off) for plan in (answer.adjustment.plan, brief.plan)
    ]
    assert sums[0] <= sums[1]


@EXAMPLES
@given(requests())
def test_races_locked_and_done_sessions_are_never_touched_and_nothing_is_lost(raw: Json) -> None:
    answer = _answered(raw)
    today = answer.request.now.date()
    for was, now in _pairs(answer):
        if was.is_race or was.date < today or (was.lock is Lock.ALL and answer.adjustment.outcome is not OutcomeName.SUSPENDED):
            assert now == was
        if was.lock is Lock.DATE or was.group_session:
            assert now.date == was.date


@EXAMPLES
@given(requests())
def test_every_change_has_a_reason_with_rows_and_every_missed_goal_a_cause(raw: Json) -> None:
    answer = _answered(raw)
    for change in answer.adjustment.changes:
        assert change.reasons, change.key
        for reason in change.reasons:
            assert reason.rows, change.key
            assert [row for row in reason.rows if find_rule(row) is None] == []
    assert [goal for goal in answer.adjustment.goals if not goal.met and not goal.because] == []
    assert all(level.proved for level in answer.adjustment.solver.levels)


@EXAMPLES
@given(requests())
def test_an_eased_session_never_goes_on_under_its_hard_name_and_keeps_its_steps_nowhere(raw: Json) -> None:
    answer = _answered(raw)
    titles = {s["id"]: s.get("title") for s in raw["plan"]["sessions"]}
    for session in answer.document.plan.sessions:
        was = session.original
        if was is not None and session.status not in {"cancelled", "suspended"} and (session.kind, session.sport) != (was.kind, was.sport):
            assert session.title != titles[session.id or ""] or session.title is None
            assert (session.structure, session.strength, session.alternatives) == (None, None, None)
            assert (session.description or "").startswith(("Instead of: ", "Shortened from ", "A lighter form of: "))


@EXAMPLES
@given(requests(), st.randoms(use_true_random=False))
def test_the_order_of_sessions_and_reports_changes_nothing(raw: Json, random: Any) -> None:
    shuffled = json.loads(json.dumps(raw))
    random.shuffle(shuffled["plan"]["sessions"])
    random.shuffle(shuffled["reports"])
    assert _sorted(without_times(_answered(shuffled).document)) == _sorted(without_times(_answered(raw).document))


def _sorted(document: Json) -> Json:
    """A plan keeps the order of its sessions."""
    for plan in (document["plan"], *(other["plan"] for other in document["alternatives"])):
        plan["sessions"].sort(key=lambda session: session["id"])
    return document


@EXAMPLES
@given(requests())
def test_the_same_request_gives_the_same_answer(raw: Json) -> None:
    assert without_times(_answered(raw).document) == without_times(_answered(raw).document)


@EXAMPLES
@given(requests(), st.integers(-3, 2))
def test_a_shift_by_whole_weeks_shifts_the_dates_and_nothing_else(raw: Json, weeks: int) -> None:
    """Within winter time, so that the offsets of the instants stay true. What names days as a check of identity may differ."""
    plain, later = _answered(raw).adjustment, _answered(_shifted(raw, weeks)).adjustment
    assert (later.assessment.klass, later.assessment.level, later.outcome) == (
        plain.assessment.klass,
        plain.assessment.level,
        plain.outcome,
    )
    moved = [(s.id, plus(s.date, 7 * weeks), s.kind, s.duration_s, s.load, s.status, s.title) for s in plain.plan.sessions]
    assert [(s.id, s.date, s.kind, s.duration_s, s.load, s.status, s.title) for s in later.plan.sessions] == moved


def _shifted(raw: Json, weeks: int) -> Json:
    shift = timedelta(days=7 * weeks)
    text = DATE.sub(lambda found: (datetime.fromisoformat(found[0]) + shift).date().isoformat(), json.dumps(raw))
    shifted: Json = json.loads(text)
    return shifted


@EXAMPLES
@given(requests())
def test_level_0_without_a_standing_directive_changes_nothing(raw: Json) -> None:
    answer = _answered(raw)
    orders = answer.adjustment.assessment.directives
    standing = (orders.first_hard_on, orders.w1.load_cap, orders.easy_until, orders.max_session_minutes)
    if answer.adjustment.assessment.level == 0 and not orders.day_rules and standing == (None, None, None, None):
        assert answer.adjustment.changes == ()
        assert answer.adjustment.plan == brief_of(answer.request, answer.adjustment).plan


@EXAMPLES
@given(requests(), st.integers(0, 9), st.sampled_from(["whole", "start"]))
def test_an_accepted_answer_and_the_next_report_do_not_compound(raw: Json, heaviness: int, timing: str) -> None:
    """The next answer is the same whether the first was accepted into the plan or the coach's own plan comes again with its state."""
    first = _answered(raw)
    if first.adjustment.outcome is OutcomeName.SUSPENDED:
        return
    now = datetime.fromisoformat(raw["now"])
    report = {
        "schema": "report/1", "id": "next", "observed_at": now.isoformat(), "is_run": False, "heaviness": heaviness, "timing": timing,
    }  # fmt: skip
    follow = next_request(first, raw, now.isoformat(), report)
    accepted, afresh = _answered(follow), _answered({**follow, "plan": raw["plan"]})
    assert _bare(accepted) == _bare(afresh)
    again = _answered({**follow, "plan": json.loads(accepted.document.plan.model_dump_json())})
    assert again.adjustment.changes == ()
    assert _bare(again) == _bare(accepted)


@EXAMPLES
@given(requests(), st.integers(0, 9))
def test_a_day_later_the_accepted_plan_is_never_exceeded_and_never_rewritten_in_the_past(raw: Json, heaviness: int) -> None:
    first = _answered(raw)
    if first.adjustment.outcome is OutcomeName.SUSPENDED:
        return
    now = datetime.fromisoformat(raw["now"]) + timedelta(days=1)
    report = {"schema": "report/1", "id": "next", "observed_at": now.isoformat(), "is_run": False, "heaviness": heaviness}
    follow = next_request(first, raw, now.isoformat(), report)
    second = _answered(follow)
    coach = first.request.plan.by_id
    for session in second.adjustment.plan.sessions:
        if session.date < now.date():
            assert session == second.request.plan.by_id[session.id]
        elif not session.inserted:
            assert (session.load <= coach[session.id].load, session.duration_s <= coach[session.id].duration_s) == (True, True)
    again = _answered({**follow, "plan": json.loads(second.document.plan.model_dump_json())})
    assert (again.adjustment.changes, _bare(again)) == ((), _bare(second))


def _bare(answer: Answer) -> list[tuple[object, ...]]:
    return [
        (s.id, s.date, s.sport, s.kind, s.duration_s, s.load, s.hard, s.rpe, s.status, s.title) for s in answer.adjustment.plan.sessions
    ]
