import random
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.documents.adjust_request import AdjustRequestDocument, inputs_sha256, read_request
from service.documents.refusal import validated
from service.domain.adjustment import InputWarning, Request
from service.domain.athlete import Goal
from service.domain.session import Modality, Sport
from service.errors import BadInput
from tests.support.builders import POLICY
from tests.support.plain import ANY_JSON, Json, only_finding, plain_plan, plain_report, plain_request, plain_session, with_value


def read(**fields: object) -> tuple[Request, tuple[InputWarning, ...]]:
    return read_request(validated(AdjustRequestDocument, plain_request(**fields), "request.json"), POLICY)


def refused(raw: Json) -> BadInput:
    with pytest.raises(BadInput) as caught:
        read_request(validated(AdjustRequestDocument, raw, "request.json"), POLICY)
    return caught.value


def codes(**fields: object) -> list[tuple[str, str]]:
    return [(w.pointer, w.code) for w in read(**fields)[1]]


def test_now_is_required_with_its_offset() -> None:
    raw = plain_request()
    del raw["now"]
    assert (only_finding(refused(raw)).pointer, only_finding(refused(raw)).code) == ("/now", "missing")
    assert only_finding(refused(plain_request(now="2026-03-04T19:00:00"))).code == "no-offset"
    assert only_finding(refused(plain_request(now="2026-03-04"))).code == "bad-instant"


@pytest.mark.parametrize(
    ("pointer", "value", "code"),
    [
        ("/plan/sessions/0/date", "2026-02-30", "no-such-date"),
        ("/plan/sessions/1/id", "s-1", "duplicate-id"),
        ("/athlete/weekday", "mon", "unknown-key"),
        ("/athlete/timezone", "Moon/Base", "unknown-timezone"),
        ("/athlete/cross_training", ["bike", "kayak"], "unknown-value"),
        ("/athlete/cross_training", ["bike", "bike"], "repeated-value"),
        ("/athlete/availability", [{"weekday": "xyz"}], "unknown-value"),
        ("/reports", [{"observed_at": "2026-03-04T09:00:00Z", "heavyness": 5}], "unknown-key"),
        ("/options/horizon", 14, "unknown-key"),
        ("/options/horizon_days", 13, "out-of-range"),
        ("/options/refuse", ["s-1"], "bad-change-key"),
        ("/options/refuse", ["s-1:explode"], "bad-change-key"),
        ("/options/refuse", ["insert:2026-03-05:running"], "bad-change-key"),
        ("/options/refuse", ["s-77:move"], "unknown-session"),
        ("/options/pins", [{"session_id": "s-77", "date": "2026-03-06"}], "unknown-session"),
        ("/options/pins", [{"session_id": "s-1", "date": "2026-03-03"}], "pin-in-past"),
        ("/state", {"level": 6}, "out-of-range"),
        ("/state", {"level": 2, "anker": "2026-03-01"}, "unknown-key"),
        ("/clearances", [{"by": "dr", "date": "2026-03-01", "scope": ["RF_X"]}], "unknown-value"),
        ("/overrides", [{"coach": "c", "scope": "levels", "value": 1, "reason": "r", "created_at": "2026-03-04T09:00:00Z",
                         "expires_on": "2026-03-08"}], "unknown-value"),
        ("/overrides", [{"coach": "c", "scope": "level", "value": 5, "reason": "r", "created_at": "2026-03-04T09:00:00Z",
                         "expires_on": "2026-03-08"}], "bad-value"),
        ("/overrides", [{"coach": "c", "scope": "first_hard_on", "value": "2026-02-30", "reason": "r",
                         "created_at": "2026-03-04T09:00:00Z", "expires_on": "2026-03-08"}], "bad-value"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_where_it_stands(pointer: str, value: object, code: str) -> None:
    finding = only_finding(refused(with_value(plain_request(), pointer, value)))
    assert finding.pointer.startswith(pointer)
    assert finding.code == code


def test_a_document_of_another_sort_is_told_so_and_no_more() -> None:
    finding = only_finding(refused(plain_plan()))
    assert (finding.pointer, finding.code) == ("/schema", "unknown-value")
    assert "adjust-request/1" in finding.detail


def test_a_pin_on_a_session_that_is_over_is_refused() -> None:
    plan = plain_plan(plain_session("2026-03-03", "s-1"), plain_session("2026-03-06", "s-2"))
    finding = only_finding(refused(plain_request(plan=plan, options={"pins": [{"session_id": "s-1", "date": "2026-03-06"}]})))
    assert (finding.pointer, finding.code) == ("/options/pins/0/session_id", "session-past")


def test_two_pins_for_one_session_contradict_each_other_unless_they_are_equal() -> None:
    pins = [{"session_id": "s-1", "date": "2026-03-06"}, {"session_id": "s-1", "date": "2026-03-07"}]
    finding = only_finding(refused(plain_request(options={"pins": pins})))
    assert (finding.pointer, finding.code) == ("/options/pins/1", "contradictory-pins")
    assert len(read(options={"pins": [pins[0], pins[0]]})[0].options.pins) == 1


def test_a_report_of_somebody_else_is_refused() -> None:
    reports = [plain_report(athlete_ref="a-1"), plain_report(id="r-2", athlete_ref="a-2")]
    finding = only_finding(refused(plain_request(athlete={"ref": "a-1"}, reports=reports)))
    assert (finding.pointer, finding.code) == ("/reports/1/athlete_ref", "other-athlete")
    assert len(read(reports=reports)[0].reports) == 2


def test_odd_reports_are_taken_with_a_warning() -> None:
    reports = [
        plain_report(id="a", observed_at="2026-03-04T19:00:01+01:00", heaviness=None),
        plain_report(id="b", session_id="gone", heaviness=2),
        plain_report(id="c", sport="bike", is_run=True, heaviness=None, illness_end="2026-03-05"),
    ]
    assert codes(reports=reports) == [
        ("/reports/0/observed_at", "report-in-future"), ("/reports/1/session_id", "unknown-session"),
        ("/reports/2/is_run", "report-contradiction"), ("/reports/2/illness_end", "illness-end-in-future"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"heaviness": 3, "observed_at": "2026-02-22T19:00:00+01:00"}, True),
        ({"heaviness": 3, "observed_at": "2026-02-22T18:59:59+01:00"}, False),
        ({"heaviness": 2}, False),
        ({"heaviness": None}, False),
        ({"heaviness": 8, "withdrawn": True}, False),
    ],
)
def test_a_heavy_report_of_the_last_ten_days_makes_a_missing_state_worth_a_word(fields: Json, told: bool) -> None:
    assert (("/state", "state-missing") in codes(reports=[plain_report(**fields)])) is told
    assert ("/state", "state-missing") not in codes(reports=[plain_report(**fields)], state={"level": 0})


def test_a_plan_that_is_over_and_a_future_session_that_is_done_are_told() -> None:
    plan = plain_plan(plain_session("2026-03-01", "s-1"))
    assert codes(plan=plan) == [("/plan/sessions", "nothing-ahead")]
    plan = plain_plan(plain_session("2026-03-09", "z"), plain_session("2026-03-06", "a", status="completed"))
    assert codes(plan=plan) == [("/plan/sessions/1/status", "done-in-future")]


def test_warnings_about_the_plan_point_into_the_request() -> None:
    plan = plain_plan(plain_session(colour="red", kind="tempo", planned={"duration_s": 15000}))
    assert codes(plan=plan) == [("/plan/sessions/0/colour", "unknown-key"), ("/plan/sessions/0/planned/duration_s", "odd-duration")]


def test_the_athlete_of_the_request_wins_field_by_field_and_day_by_day() -> None:
    plan = plain_plan(
        plain_session(),
        availability=[{"weekday": "wed", "max_minutes": 60}, {"date": "2026-03-20", "available": False}],
        athlete={"ref": "a-1", "goal": "fitness", "timezone": "Europe/Paris", "long_run_weekdays": ["sunday"]},
    )
    athlete = read(
        plan=plan, athlete={"goal": "return", "availability": [{"weekday": "wed", "sports": ["bike"]}], "cross_training": ["swim"]}
    )[0].athlete
    assert (athlete.ref, athlete.goal, athlete.timezone, athlete.long_run_weekdays) == ("a-1", Goal.RETURN, "Europe/Paris", (6,))
    assert athlete.cross_training == (Modality.SWIM,)
    wednesday = athlete.availability_on(date(2026, 3, 11))
    assert (wednesday.max_minutes, wednesday.sports) == (None, (Sport.BIKE,))
    assert not athlete.availability_on(date(2026, 3, 20)).available


def test_the_zone_is_that_of_the_plan_when_nobody_says_where_the_athlete_is() -> None:
    assert read()[0].athlete.timezone == "Europe/Vienna"


def test_the_fingerprint_does_not_depend_on_order_and_does_depend_on_content() -> None:
    sessions = [{"date": f"2026-03-{n:02}", "sport": "run", "kind": "easy"} for n in range(5, 15)]
    reports = [plain_report(id=f"r-{n}") for n in range(5)]
    raw = plain_request(plan=plain_plan(*sessions), reports=reports)
    told = inputs_sha256(validated(AdjustRequestDocument, raw))
    random.Random(1).shuffle(raw["plan"]["sessions"])
    random.Random(2).shuffle(raw["reports"])
    assert inputs_sha256(validated(AdjustRequestDocument, raw)) == told
    assert inputs_sha256(validated(AdjustRequestDocument, with_value(raw, "/plan/sessions/0/title", "x"))) != told
    assert inputs_sha256(validated(AdjustRequestDocument, with_value(raw, "/reports/0/pain", 1))) != told


def test_a_shuffled_request_is_read_the_same() -> None:
    sessions = [{"date": f"2026-03-{n // 2 + 5:02}", "sport": "run", "kind": "easy", "title": str(n % 3)} for n in range(10)]
    forwards, _ = read(plan=plain_plan(*sessions))
    backwards, _ = read(plan=plain_plan(*reversed(sessions)))
    assert forwards == backwards


FULL = plain_request(
    athlete={"ref": "a", "availability": [{"weekday": "wed"}]},
    reports=[plain_report()],
    state={"level": 2, "levels": [{"from": "2026-03-01", "level": 2}]},
    overrides=[
        {"coach": "c", "scope": "level", "value": 1, "reason": "r", "created_at": "2026-03-04T09:00:00Z", "expires_on": "2026-03-08"}
    ],
    clearances=[{"by": "dr", "date": "2026-03-01"}],
    options={"pins": [{"session_id": "s-1", "date": "2026-03-06"}], "refuse": ["s-2:move"]},
)
PLACES = (
    "/now", "/athlete", "/athlete/availability", "/athlete/availability/0", "/athlete/timezone", "/athlete/fixed_load", "/reports",
    "/reports/0", "/reports/0/observed_at", "/reports/0/flags", "/state", "/state/levels", "/state/overrides_in_force", "/state/windows",
    "/overrides", "/overrides/0/value", "/overrides/0/scope", "/overrides/0/created_at", "/clearances", "/options", "/options/pins",
    "/options/refuse", "/options/refuse/0", "/policy", "/perf_trend", "/plan/sessions/0", "/extra",
)  # fmt: skip


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.sampled_from(PLACES), ANY_JSON)
def test_whatever_stands_anywhere_in_a_request_it_is_read_or_refused(place: str, value: Any) -> None:
    try:
        document = validated(AdjustRequestDocument, with_value(FULL, place, value))
        read_request(document, POLICY)
        inputs_sha256(document)
    except BadInput as error:
        assert error.findings  # noqa: PT017
