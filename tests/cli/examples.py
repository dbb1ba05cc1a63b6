"""A hand-made answer to look at: every sort of change, a missed goal, a lint, advice and a message."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from service.domain.adjustment import (
    Action,
    Adjustment,
    Change,
    GoalResult,
    InputWarning,
    LevelResult,
    Lint,
    OutcomeName,
    Price,
    Reason,
    Request,
    SolverReport,
)  # fmt: skip
from service.domain.assessment import AdviceCard, AdviceLine, Assessment, Confidence, Notice, Referral, Urgency
from service.domain.directives import Directives, Window
from service.domain.report_class import ReportClass
from service.domain.session import Kind, Modality, PlannedSession, Sport, Status
from service.domain.state import State  # fmt: skip
from service.kit.weeks import plus
from tests.support.builders import ATHLETE_A, PLAN_A, a_report, at

DAY = date(2026, 3, 4)
REQUEST = Request(now=at(DAY, "19:00"), plan=PLAN_A, athlete=ATHLETE_A, reports=(a_report(at(DAY, "08:30"), 7, id="r-1"),))
NO_HARD = Reason("no-hard-before", ("S2-62",), "No hard session before Fri 6 Mar", ("r-1",))
CAP = Reason("load-cap-W1", ("S2-63",), "The load of the week stays at 90 %", ("r-1",))


def _session(name: str) -> PlannedSession:
    return PLAN_A.by_id[name]


MOVED = replace(_session("tempo-0302"), date=date(2026, 3, 6))
EASED = replace(_session("int-0309"), kind=Kind.EASY, hard=False, rpe=3.0, load=180)
SHORTER = replace(_session("long-0302"), duration_s=84 * 60, load=336)
SWAPPED = replace(_session("sat-0302"), sport=Sport.BIKE, kind=Kind.EASY, modality=Modality.BIKE)
LEFT_OUT = replace(_session("ls-0302"), status=Status.CANCELLED)

W1 = Window("W1", plus(DAY, 1), plus(DAY, 7), 1480.5, 2, 4, 1)
W2 = Window("W2", plus(DAY, 8), plus(DAY, 14), 1645, 2, 5, 1)
ASSESSMENT = Assessment(
    klass=ReportClass.P3_WHOLE_RUN, level=2, computed_level=2, confidence=Confidence.NORMAL,
    directives=Directives(2, DAY, W1.start, W1, W2),
    state=State(level=2, anchor=DAY), review_on=date(2026, 3, 8), rules=("S2-62",), report_ids=("r-1",),
    advice=(AdviceCard("AC-ABSORB", "Let the work sink in", (AdviceLine("Easy days are part of the training.", ("S2-09",), "moderate"),)),),
    notices=(Notice("state-missing", "No earlier state was given; the level starts fresh.", ("G9",)),),
)  # fmt: skip


def _revised() -> Adjustment:
    new = {s.id: s for s in (MOVED, EASED, SHORTER, SWAPPED, LEFT_OUT)}
    return Adjustment(
        outcome=OutcomeName.REVISED,
        assessment=ASSESSMENT,
        plan=PLAN_A.with_sessions(new.get(s.id, s) for s in PLAN_A.sessions),
        changes=(
            Change("tempo-0302:move", MOVED.id, Action.MOVE, _session(MOVED.id), MOVED, (NO_HARD,), Price(True, "key_sessions_rank_2", 2)),
            Change("ls-0302:drop", LEFT_OUT.id, Action.DROP, _session(LEFT_OUT.id), LEFT_OUT, (CAP,), Price(True, "sessions_changed", 1)),
            Change("sat-0302:swap", SWAPPED.id, Action.SWAP, _session(SWAPPED.id), SWAPPED, (CAP,), Price(False, conflict="the load cap")),
            Change("long-0302:shorten", SHORTER.id, Action.SHORTEN, _session(SHORTER.id), SHORTER, (CAP,), Price(True, None, 0)),
            Change("int-0309:ease", EASED.id, Action.EASE, _session(EASED.id), EASED, (CAP,)),
        ),
        goals=(
            GoalResult(date(2026, 3, 2), "load", "rpe_min", 1645, 1361, False, because=("load-cap-W1",)),
            GoalResult(date(2026, 3, 2), "key_sessions", "count", 3, 3, True),
            GoalResult(date(2026, 3, 9), "duration_s", "s", 20400, 20400, True),
            GoalResult(date(2026, 3, 9), "distance_m", "m", 52000, 47500, False, because=("no-hard-before", "load-cap-W1")),
        ),
        lints=(Lint("LINT-SPACING", "Two hard runs stand on following days.", ("int-0309",), ("S4-01",)),),
        solver=SolverReport("optimal", tuple(LevelResult(f"level_{n}", 0, 0, proved=True) for n in range(11)), 41.2, 0.031),
        rules_checked=31,
        warnings=(InputWarning("unknown-key", "/sessions/0/colour", "Kept, but not understood."),),
        message="Your legs need a few calmer days. The tempo moves to Friday; the long run stays, a little shorter.",
    )


REVISED = _revised()


def referred(urgency: Urgency = Urgency.EMERGENCY) -> Adjustment:
    """The same athlete with a sign that somebody must look at: everything ahead is on hold."""
    held = [replace(s, status=Status.SUSPENDED) if s.date > DAY else s for s in PLAN_A.sessions]
    plan = PLAN_A.with_sessions(held)
    directives = replace(ASSESSMENT.directives, level=5, suspend=True)
    assessment = replace(
        ASSESSMENT, klass=ReportClass.RED_FLAG, level=5, computed_level=5, directives=directives, referral=Referral(urgency, ("RF_CHEST",))
    )  # fmt: skip
    why = Reason("red-flag", ("S0-40",), "On hold until somebody has had a look")
    changes = tuple(
        Change(f"{s.id}:suspend", s.id, Action.SUSPEND, PLAN_A.by_id[s.id], s, (why,))
        for s in plan.sessions
        if s.status is Status.SUSPENDED
    )
    return Adjustment(OutcomeName.SUSPENDED, assessment, plan, changes, message="Your plan is on hold until somebody has had a look.")
