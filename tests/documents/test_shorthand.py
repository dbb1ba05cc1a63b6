"""A session written the short way means the same as one written out."""

from __future__ import annotations

import copy

import pytest

from service.documents.plan import plan_document, read_plan
from service.documents.policy import load_policy
from service.errors import BadInput
from tests.support.plain import Json, plain_plan


def _short(**fields: object) -> Json:
    plan: Json = copy.deepcopy(plain_plan())
    session = plan["sessions"][0]
    session.pop("planned", None)
    session.update(fields)
    return plan


def test_a_plain_duration_beside_the_kind_counts() -> None:
    document = plan_document(_short(duration_s=2700, load=150), name="plan")
    session = read_plan(document, load_policy()).by_id[str(document.sessions[0].id)]
    assert (session.minutes, session.load) == (45, 150)
    assert [w.code for w in document.warnings] == []


def test_what_stands_under_planned_wins_and_the_other_is_named() -> None:
    plan = _short(duration_s=60)
    plan["sessions"][0]["planned"] = {"duration_s": 2700}
    document = plan_document(plan, name="plan")
    assert [(w.code, w.pointer) for w in document.warnings] == [("unknown-key", "/sessions/0/duration_s")]


def test_nonsense_is_refused_the_short_way_too() -> None:
    with pytest.raises(BadInput, match="duration_s"):
        plan_document(_short(duration_s=-5), name="plan")
