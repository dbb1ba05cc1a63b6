"""`adjustment/1`, `assessment/1` and `lint/1`, written from thoughts that are made up here."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import jsonschema
import pytest

from service.documents.adjust_request import AdjustRequestDocument, read_request
from service.documents.adjustment import write_adjustment
from service.documents.assessment import write_assessment
from service.documents.lint import write_lints
from service.documents.plan import plan_document
from service.documents.refusal import validated
from service.documents.schemas import schema_of
from service.domain.adjustment import (
    Action,
    Adjustment,
    Alternative,
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
)
from service.domain.assessment import AdviceCard, AdviceLine, Assessment, Confidence, Referral, Tag, TagName, Urgency
from service.domain.conflict import Conflict, LockConflict, Relaxation
from service.domain.directives import Because, Directives, RaceConflict, RaceOption, Window
from service.domain.report_class import ReportClass
from service.domain.state import State
from service.rules import catalogue_sha256
from tests.support.builders import POLICY
from tests.support.plain import plain_report, plain_request

DOCUMENT = validated(AdjustRequestDocument, plain_request(athlete={"ref": "a-17"}, reports=[plain_report()]))
REQUEST, WARNINGS = read_request(DOCUMENT, POLICY)
RACE = RaceConflict("s-2", None, date(2026, 3, 8), "A race stands in the protected days.", (RaceOption("run_it_easy", "Run it easy."),))
W1 = Window("W1", date(2026, 3, 5), date(2026, 3, 11), 1480.5, 2, 4, 1)
W2 = Window("W2", date(2026, 3, 12), date(2026, 3, 18), None, None, None, 1)
DIRECTIVES = Directives(
    2, date(2026, 3, 4), date(2026, 3, 5), W1, W2, first_hard_on=date(2026, 3, 6), race_conflicts=(RACE,),
    because={"first_hard_on": Because(("S2-62",), ("r-1",))},
)  # fmt: skip
ASSESSMENT = Assessment(
    ReportClass.P3_WHOLE_RUN, 2, 2, Confidence.NORMAL, DIRECTIVES, State(2), date(2026, 3, 8), ("S2-62",),
    tags=(Tag(TagName.LOAD, Confidence.NORMAL, ("S2-70",)),), referral=Referral(Urgency.ROUTINE, ()),
    advice=(AdviceCard("AC-ABSORB", "Absorb", (AdviceLine("Easy days.", ("S2-09",), "moderate"),)),), report_ids=("r-1",),
)  # fmt: skip


def thought(request: Request = REQUEST, **fields: Any) -> Adjustment:
    old = request.plan.by_id["s-1"]
    new = replace(old, date=date(2026, 3, 7), original=old.snapshot())
    reason = Reason("no-hard-before", ("S2-62",), "No hard session before Friday", ("r-1",))
    change = Change("s-1:move", "s-1", Action.MOVE, old, new, (reason,), Price(feasible=True, level="days_moved", delta=2))
    plan = request.plan.with_sessions([new, request.plan.by_id["s-2"]])
    levels = (LevelResult("key_sessions_rank_1", 0, 0, proved=True),)
    values: dict[str, Any] = {
        "changes": (change,), "goals": (GoalResult(date(2026, 3, 2), "load", "rpe_min", 270, 135, met=False, because=("load-cap-W1",)),),
        "lints": (Lint("LINT-SPACING", "Close.", ("s-1",), ("S2-26",)),), "solver": SolverReport("optimal", levels, 41.0, 0.031),
        "rules_checked": 31, "alternatives": (Alternative("rest", "Most rest", (change,), levels, plan),), "message": "Easier on Friday.",
        "lock_conflicts": (LockConflict("s-2", ("first-hard",), "Locked."),), "race_conflicts": (RACE,),
        "conflict": Conflict(("pin", "first-hard"), "They collide.", (Relaxation("pin", "Let go of the pin."),)),
    }  # fmt: skip
    return Adjustment(OutcomeName.REVISED, ASSESSMENT, plan, **{**values, **fields})


def written(**fields: Any) -> dict[str, Any]:
    document = write_adjustment(DOCUMENT, REQUEST, thought(**fields), POLICY, id="adj_1", extra_warnings=WARNINGS)
    out: dict[str, Any] = json.loads(document.model_dump_json())
    return out


def test_an_adjustment_holds_every_part_of_the_answer_under_its_published_name() -> None:
    out = written()
    assert set(out) == {
        "schema", "id", "now", "athlete_ref", "inputs_sha256", "policy", "engine", "outcome", "assessment", "directives", "changes",
        "goals", "lints", "warnings", "conflict", "conflicts", "alternatives", "solver", "check", "message", "plan",
    }  # fmt: skip
    assert (out["schema"], out["outcome"], out["policy"], out["athlete_ref"]) == (
        "adjustment/1", "revised", {"name": "default", "version": 1}, "a-17",
    )  # fmt: skip
    assert out["engine"]["rules_sha256"] == catalogue_sha256()
    assert out["message"] == {"to_athlete": "Easier on Friday.", "status": "draft"}
    assert [w["code"] for w in out["warnings"]] == ["state-missing"]


def test_changes_carry_before_after_reasons_and_price() -> None:
    change = written()["changes"][0]
    assert (change["key"], change["action"], change["before"]["date"], change["after"]["date"]) == (
        "s-1:move",
        "move",
        "2026-03-05",
        "2026-03-07",
    )
    assert change["reasons"] == [
        {"code": "no-hard-before", "rows": ["S2-62"], "text": "No hard session before Friday", "report_ids": ["r-1"]}
    ]
    assert change["price"] == {"feasible": True, "level": "days_moved", "delta": 2, "conflict": None}


def test_assessment_and_directives_speak_the_words_of_the_contract() -> None:
    out = written()
    assert (out["assessment"]["class"], out["assessment"]["referral"]) == ("P3_WHOLE_RUN", {"urgency": "routine", "codes": []})
    assert out["assessment"]["state"]["schema"] == "state/1"
    first, second = out["directives"]["windows"]
    assert first == {
        "name": "W1",
        "from": "2026-03-05",
        "to": "2026-03-11",
        "load_cap": 1480.5,
        "max_hard": 2,
        "max_runs": 4,
        "min_rest_days": 1,
    }
    assert second["load_cap"] is None
    assert out["directives"]["race_conflict"]["session_id"] == "s-2"


def test_what_a_person_has_to_decide_stands_in_conflicts() -> None:
    out = written()
    assert [(c["code"], c["session_id"]) for c in out["conflicts"]] == [("lock-conflict", "s-2"), ("race-conflict", "s-2")]
    assert out["conflicts"][1]["options"] == [{"code": "run_it_easy", "text": "Run it easy."}]
    assert out["conflict"]["relaxations"] == [{"rule": "pin", "text": "Let go of the pin."}]
    assert written(conflict=None)["conflict"] is None


def test_the_plan_of_the_answer_is_a_plan_that_can_be_sent_again() -> None:
    out = written()
    plan = plan_document(out["plan"])
    assert [str(s.date) for s in plan.sessions] == ["2026-03-07", "2026-03-06"]
    assert plan.warnings == ()
    assert out["alternatives"][0]["plan"]["sessions"][0]["original"]["date"] == "2026-03-05"


def test_a_warning_found_twice_is_told_once() -> None:
    warning = InputWarning("later-week-too-steep", "/plan", "Steep.")
    assert [w["code"] for w in written(warnings=(warning, warning))["warnings"]] == ["state-missing", "later-week-too-steep"]


@pytest.mark.parametrize("name", ["adjustment/1", "assessment/1", "lint/1"])
def test_answers_keep_to_their_published_schema(name: str) -> None:
    answers = {
        "adjustment/1": written(),
        "assessment/1": json.loads(write_assessment(REQUEST, ASSESSMENT, POLICY, extra_warnings=WARNINGS).model_dump_json()),
        "lint/1": json.loads(write_lints(REQUEST.plan, thought().lints).model_dump_json()),
    }
    jsonschema.validate(answers[name], schema_of(name))
