import copy
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.documents.plan import plan_document, read_plan
from service.errors import BadInput
from tests.support.builders import POLICY
from tests.support.plain import ANY_JSON, FULL_PLAN, only_finding, plain_plan, plain_session, with_value

S = "/sessions/0"


def refused(raw: object) -> BadInput:
    with pytest.raises(BadInput) as caught:
        plan_document(raw, name="plan.json")
    return caught.value


def test_a_plan_with_every_field_comes_back_to_the_letter() -> None:
    document = plan_document(copy.deepcopy(FULL_PLAN))
    assert document.warnings == ()
    assert json.loads(document.model_dump_json()) == FULL_PLAN


def test_a_plain_number_stays_a_plain_number_and_an_object_stays_an_object() -> None:
    raw = plain_plan(plain_session(planned={"duration_s": 3600, "load": {"value": 150}}, rpe=7))
    assert json.loads(plan_document(raw).model_dump_json()) == raw


@pytest.mark.parametrize(
    ("pointer", "value", "code", "told"),
    [
        (f"{S}/date", "2026-02-30", "no-such-date", "does not exist"),
        (f"{S}/date", "2026-3-1", "bad-date", "YYYY-MM-DD"),
        (f"{S}/date", "2026-03-01T00:00:00Z", "bad-date", "without a time"),
        (f"{S}/date", 20260301, "wrong-type", "in quotes"),
        (f"{S}/date", "9999-12-31", "out-of-range", "2199"),
        (f"{S}/sport", "jogging", "unknown-value", "run, bike, swim"),
        (f"{S}/kind", "esay", "unknown-value", "Did you mean easy?"),
        (f"{S}/hard", "yes", "wrong-type", "true or false"),
        (f"{S}/hard", 1, "wrong-type", "true or false"),
        (f"{S}/key_rank", True, "wrong-type", "a whole number, not true or false"),
        (f"{S}/key_rank", "1", "wrong-type", "not text"),
        (f"{S}/key_rank", 0, "out-of-range", "at least 1"),
        (f"{S}/title", 5, "wrong-type", "text in quotes"),
        (f"{S}/start_time", "25:00", "bad-time", "HH:MM"),
        (f"{S}/planned/duration_s", 86401, "out-of-range", "at most 86400"),
        (f"{S}/planned/duration_s", -1, "out-of-range", "at least 0"),
        (f"{S}/planned/duration_s", True, "wrong-type", "a number"),
        (f"{S}/planned/distance_m", 300_000, "out-of-range", "300 km"),
        (f"{S}/planned/load", 5001, "out-of-range", "at most 5000"),
        (f"{S}/planned/load", {"value": 5, "unit": "trimp"}, "unknown-value", "rpe_min, tss, icu, custom"),
        (f"{S}/rpe", 11, "out-of-range", "at most 10"),
        (f"{S}/rpe", {"low": 8, "high": 7}, "range-reversed", "swap"),
        (f"{S}/id", "no spaces", "bad-id", "64"),
        (f"{S}/id", "x" * 65, "bad-id", "64"),
        (f"{S}/status", "done", "unknown-value", "completed"),
        (f"{S}/constraints/allowed_weekdays", ["monday", "lundi"], "unknown-value", "mon, tue"),
        (f"{S}/structure", {"steps": [{"type": "repeat", "count": 3}]}, "empty-repeat", "needs steps"),
        (f"{S}/completed/rpe", 12, "out-of-range", "at most 10"),
        (f"{S}/completed/at", "2026-03-05T09:00:00", "no-offset", "offset"),
        ("/timezone", "Vienna", "unknown-timezone", "IANA"),
        ("/timezone", "../../etc/passwd", "unknown-timezone", "IANA"),
        ("/schema", "plan/2", "unknown-value", "plan/1"),
        ("/sessions", [], "too-few", "at least 1"),
        ("/sessions", {}, "wrong-type", "a list"),
        ("/name", "", "too-short", "at least 1"),
        ("/availability", [{"max_minutes": 60}], "weekday-or-date", "either"),
        ("/phases", [{"start_date": "2026-03-02", "end_date": "2026-03-01"}], "range-reversed", "swap"),
    ],
)
def test_a_value_that_cannot_be_is_refused_where_it_stands(pointer: str, value: object, code: str, told: str) -> None:
    finding = only_finding(refused(with_value(plain_plan(), pointer, value)))
    assert finding.pointer.startswith(pointer)
    assert (finding.code, told in finding.detail) == (code, True), finding


@pytest.mark.parametrize("key", ["schema", "name", "timezone", "sessions"])
def test_what_a_plan_needs_is_named_when_it_is_missing(key: str) -> None:
    raw = plain_plan()
    del raw[key]
    assert only_finding(refused(raw)).pointer == f"/{key}"


def test_all_findings_come_at_once() -> None:
    raw = with_value(with_value(plain_plan(), f"{S}/sport", "x"), "/timezone", "x")
    assert {f.pointer for f in refused(raw).findings} == {f"{S}/sport", "/timezone"}


def test_a_refusal_never_repeats_what_was_written() -> None:
    assert "secret-illness" not in str(refused(with_value(plain_plan(), f"{S}/sport", "secret-illness")).findings)


def test_a_session_id_used_twice_is_refused_at_the_second_place() -> None:
    finding = only_finding(refused(plain_plan(plain_session("2026-03-05"), plain_session("2026-03-06"))))
    assert (finding.pointer, finding.code) == ("/sessions/1/id", "duplicate-id")


def test_a_session_outside_the_plan_is_refused_and_one_on_its_edge_is_not() -> None:
    raw = plain_plan(plain_session("2026-03-02", "a"), plain_session("2026-03-09", "b"), start_date="2026-03-02", end_date="2026-03-08")
    finding = only_finding(refused(raw))
    assert (finding.pointer, finding.code) == ("/sessions/1/date", "outside-plan")
    plan_document({**raw, "end_date": "2026-03-09"})


def test_five_thousand_sessions_are_taken_and_one_more_is_not() -> None:
    sessions = [plain_session("2026-03-05", f"s-{n}") for n in range(5001)]
    assert len(plan_document(plain_plan(*sessions[:5000])).sessions) == 5000
    finding = only_finding(refused(plain_plan(*sessions)))
    assert (finding.pointer, finding.code) == ("/sessions", "too-many")


def test_unknown_keys_are_kept_in_extensions_and_named_with_the_nearest_known_name() -> None:
    raw = plain_plan(plain_session(durations=3600, planned={"laod": 5}), colour="red")
    document = plan_document(raw)
    assert [(w.pointer, w.code) for w in document.warnings] == [
        ("/sessions/0/durations", "unknown-key"), ("/sessions/0/planned/laod", "unknown-key"), ("/colour", "unknown-key"),
    ]  # fmt: skip
    assert "planned.duration_s" in document.warnings[0].text
    assert "load" in document.warnings[1].text
    out = json.loads(document.model_dump_json())
    assert out["sessions"][0]["extensions"] == {"unknown": {"durations": 3600, "planned/laod": 5}}
    assert out["extensions"] == {"unknown": {"colour": "red"}}
    again = plan_document(out)
    assert again.warnings == ()
    assert json.loads(again.model_dump_json()) == out


def test_made_ids_come_from_content_and_not_from_the_order() -> None:
    sessions = [{"date": f"2026-03-0{n}", "sport": "run", "kind": "easy", "title": t} for n, t in ((2, "a"), (3, "a"), (2, "b"), (2, "a"))]
    forwards, backwards = plan_document(plain_plan(*sessions)), plan_document(plain_plan(*reversed(sessions)))
    ids = [session.id for session in forwards.sessions]
    assert len(set(ids)) == 4
    assert ids[0] == f"{ids[3]}-2" or ids[3] == f"{ids[0]}-2"
    by_content = {session.id: (session.date, session.title) for session in forwards.sessions}
    assert by_content == {session.id: (session.date, session.title) for session in backwards.sessions}


PLACES = (
    "/sessions/0/planned", "/sessions/0/planned/duration_s", "/sessions/0/structure", "/sessions/0/structure/steps/1/steps",
    "/sessions/0", "/sessions/0/rpe", "/sessions/0/constraints", "/sessions/0/date", "/sessions/0/original",
    "/sessions/0/completed", "/sessions/0/extensions", "/anchor", "/athlete", "/athlete/zones", "/races", "/weeks",
    "/weeks/0/goals", "/phases", "/availability", "/sessions", "/extensions", "/week_start", "/timezone",
)  # fmt: skip


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.sampled_from(PLACES), ANY_JSON)
def test_whatever_stands_anywhere_in_a_plan_it_is_read_or_refused(place: str, value: Any) -> None:
    try:
        document = plan_document(with_value(FULL_PLAN, place, value))
        read_plan(document, POLICY)
    except BadInput as error:
        assert error.findings  # noqa: PT017
    else:
        written = document.model_dump_json()
        assert plan_document(json.loads(written)).model_dump_json() == written
