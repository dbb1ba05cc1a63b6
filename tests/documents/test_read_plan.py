from dataclasses import replace
from datetime import date, time

import pytest

from service.documents.plan import anchored, plan_document, read_plan
from service.documents.plan_checks import plan_warnings
from service.domain.placing import IfMissed
from service.domain.plan import Plan, RacePriority
from service.domain.policy import Policy
from service.domain.session import Completion, Lock, PlannedSession, Priority, Status
from service.errors import BadInput
from tests.support.builders import POLICY
from tests.support.plain import FULL_PLAN, Json, only_finding, plain_plan, plain_session


def read(*sessions: Json, policy: Policy = POLICY, **fields: object) -> Plan:
    return read_plan(plan_document(plain_plan(*sessions, **fields)), policy)


def one(policy: Policy = POLICY, **fields: object) -> PlannedSession:
    return read(plain_session(**fields), policy=policy).sessions[0]


def test_every_field_that_the_rules_use_is_taken_over() -> None:
    session = read_plan(plan_document(FULL_PLAN), POLICY).sessions[0]
    assert (session.duration_s, session.distance_m, session.load, session.rpe, session.rpe_high) == (3300, 10000, 410, 7.5, 8)
    assert (session.start_time, session.order_in_day, session.key_rank, session.if_missed) == (time(6, 30), 1, 1, IfMissed.SAME_WEEK)
    assert session.placing is not None
    assert (session.placing.allowed_weekdays, session.placing.not_before, session.placing.not_after) == (
        (1, 2),
        date(2026, 3, 9),
        date(2026, 3, 12),
    )
    assert session.reduced is not None
    assert (session.reduced.duration_s, session.reduced.load) == (2400, 290)
    assert (session.warmup_min, session.cooldown_min) == (10, 5)


def test_the_plan_around_the_sessions_is_taken_over() -> None:
    plan = read_plan(plan_document(FULL_PLAN), POLICY)
    assert (plan.races[0].distance_m, plan.races[0].priority, plan.races[0].session_id) == (21098, RacePriority.A, "s-1")
    assert (plan.weeks[0].goals.load, plan.weeks[0].goals.distance_m, plan.weeks[0].goals.sessions) == (1500, 42500, 5)
    assert plan.athlete is not None
    assert plan.athlete.availability_on(date(2026, 3, 18)).max_minutes == 60
    assert not plan.athlete.availability_on(date(2026, 3, 20)).available


@pytest.mark.parametrize(
    ("fields", "minutes", "load", "estimated"),
    [
        ({"planned": {"duration_s": 3600, "load": 150}}, 60, 150, False),
        ({"planned": {"duration_s": 3600}, "rpe": 5}, 60, 300, False),
        ({"planned": {"duration_s": 3600}, "intensity": {"rpe": {"low": 3, "high": 4}}}, 60, 210, False),
        ({"planned": {"duration_s": {"low": 3000, "high": 3600}}}, 55, 165, True),
        ({"planned": {"duration_s": 3600, "load": {"value": 78, "unit": "tss"}}}, 60, 180, True),
        ({"planned": {"distance_m": 10000}}, 60, 180, True),
        ({"structure": {"steps": [{"class": "warmup", "end": {"type": "time", "s": 1800}}]}}, 30, 90, True),
        ({}, 45, 135, True),
        ({"planned": {"duration_s": 2730}, "rpe": 3.5}, 46, 161, False),
    ],
)
def test_load_is_stated_or_rpe_times_minutes_or_estimated_from_the_kind(fields: Json, minutes: int, load: int, estimated: bool) -> None:
    session = one(**fields)
    assert (session.minutes, session.load, session.load_estimated) == (minutes, load, estimated)


@pytest.mark.parametrize(
    ("fields", "hard"),
    [
        ({"kind": "tempo"}, True),
        ({"kind": "easy", "rpe": {"low": 6, "high": 7}}, True),
        ({"kind": "easy", "rpe": 6.9}, False),
        ({"kind": "tempo", "hard": False}, False),
        ({"kind": "easy", "hard": True}, True),
        ({"sport": "strength", "kind": "strength", "rpe": 9}, False),
    ],
)
def test_hard_is_what_the_author_says_else_by_kind_else_by_the_high_end_of_rpe(fields: Json, hard: bool) -> None:
    assert one(**fields).hard is hard


def test_long_and_race_specific_key_sessions_outrank_other_quality_unless_ranked() -> None:
    ranks = [one(kind=kind, priority="key").key_rank for kind in ("long", "race_pace", "interval", "tempo")]
    assert ranks == [1, 1, 2, 2]
    assert one(kind="tempo", priority="key", key_rank=1).key_rank == 1
    assert one(kind="long").key_rank is None


def test_being_eased_takes_nothing_from_the_rank_of_a_key_session() -> None:
    was = {"date": "2026-03-05", "sport": "run", "kind": "long", "hard": False, "duration_s": 6000, "load": 400}
    assert one(kind="easy", priority="key", original=was).key_rank == 1


def test_optional_races_and_completed_sessions_get_their_defaults() -> None:
    assert one(optional=True).priority is Priority.OPTIONAL
    assert one(kind="race").lock is Lock.ALL
    done = one(completed={"duration_s": 3000, "rpe": 4})
    assert (done.status, done.completed) == (Status.COMPLETED, Completion(duration_s=3000, rpe=4))


def test_rest_has_no_length_no_load_and_no_effort() -> None:
    rest = one(sport="rest", kind="rest")
    assert (rest.duration_s, rest.load, rest.rpe) == (0, 0, None)


@pytest.mark.parametrize(
    ("fields", "opener"),
    [
        ({"kind": "interval", "planned": {"duration_s": 1200}}, True),
        ({"kind": "interval", "planned": {"duration_s": 1201}}, False),
        ({"kind": "easy", "planned": {"duration_s": 1200}}, False),
        ({"kind": "easy", "tags": ["opener"]}, True),
        ({"kind": "interval", "planned": {"duration_s": 1200}, "date": "2026-03-05"}, False),
    ],
)
def test_an_opener_is_short_and_hard_and_close_to_a_race(fields: Json, opener: bool) -> None:
    session = {**plain_session("2026-03-06"), **fields}
    races = [{"date": "2026-03-20", "priority": "A"}]
    assert read(session, races=races).sessions[0].opener is opener


def test_openers_are_not_looked_for_when_their_ruling_is_off() -> None:
    session = plain_session("2026-03-19", kind="interval", planned={"duration_s": 900})
    races = [{"date": "2026-03-20"}]
    assert read(session, races=races).sessions[0].opener
    assert not read(session, races=races, policy=replace(POLICY, switched_off=frozenset({"G4"}))).sessions[0].opener


@pytest.mark.parametrize(
    ("steps", "minutes"),
    [
        ([{"class": "warmup", "end": {"type": "distance", "m": 2000}}], 12),
        ([{"class": "warmup", "end": {"type": "open"}}], None),
        ([{"class": "active", "end": {"type": "time", "s": 60}}], 0),
        ([{"type": "repeat", "count": 2, "steps": [{"class": "warmup", "end": {"type": "time", "s": 60}}]}], 2),
    ],
)
def test_minutes_of_warming_up_come_from_the_steps_or_stay_unknown(steps: list[Json], minutes: float | None) -> None:
    assert one(structure={"steps": steps}).warmup_min == minutes
    assert one(structure={"steps": steps, "complete": False}).warmup_min is None


def test_day_indexes_become_dates_by_the_anchor_and_written_dates_win() -> None:
    undated = {"sport": "run", "kind": "easy", "day_index": 8}
    anchor = {"type": "race", "date": "2027-02-21", "day_index": 83}
    assert read({**undated, "id": "a"}, anchor=anchor).sessions[0].date == date(2026, 12, 8)
    assert read({**undated, "id": "a", "date": "2026-12-09"}, anchor=anchor).sessions[0].date == date(2026, 12, 9)
    assert read({**undated, "id": "a"}, start_date="2026-03-02").sessions[0].date == date(2026, 3, 10)


def test_a_session_without_date_is_refused_only_when_the_plan_is_used() -> None:
    document = plan_document(plain_plan({"sport": "run", "kind": "easy", "day_index": 3}))
    with pytest.raises(BadInput) as refused:
        read_plan(document, POLICY, at="/plan")
    finding = only_finding(refused.value)
    assert (finding.pointer, finding.code) == ("/plan/sessions/0/date", "undated")


def test_an_undated_plan_is_anchored_by_its_start_or_by_its_race() -> None:
    sessions = [{"sport": "run", "kind": kind, "day_index": n} for n, kind in ((0, "easy"), (6, "race"), (8, "recovery"))]
    document = plan_document(plain_plan(*sessions))
    by_start = anchored(document, start=date(2026, 3, 2))
    assert [s.date for s in by_start.sessions] == [date(2026, 3, 2), date(2026, 3, 8), date(2026, 3, 10)]
    by_race = anchored(document, race_day=date(2026, 3, 8))
    assert [s.date for s in by_race.sessions] == [s.date for s in by_start.sessions]
    assert read_plan(by_race, POLICY).sessions[1].is_race


@pytest.mark.parametrize("answer", [{"start": date(2199, 12, 30)}, {"race_day": date(1970, 1, 1)}])
def test_a_plan_is_not_anchored_where_a_session_would_leave_our_times(answer: dict[str, date]) -> None:
    document = plan_document(plain_plan(*({"sport": "run", "kind": kind, "day_index": n} for n, kind in ((0, "easy"), (6, "race")))))
    with pytest.raises(BadInput) as refused:
        anchored(document, **answer)
    assert only_finding(refused.value).code == "out-of-range"


def test_an_anchor_of_its_own_near_the_end_of_our_times_is_refused_with_its_place() -> None:
    plan = plain_plan({"sport": "run", "kind": "easy", "day_index": 40}) | {"anchor": {"type": "start", "date": "2199-12-30"}}
    with pytest.raises(BadInput) as refused:
        read_plan(plan_document(plan), POLICY, at="/plan")
    assert (only_finding(refused.value).pointer, only_finding(refused.value).code) == ("/plan/sessions/0/date", "out-of-range")


def test_weeks_of_other_load_units_count_as_not_stated_and_get_their_start_from_the_plan() -> None:
    weeks = [{"index": 2, "goals": {"load": {"value": 300, "unit": "tss"}}}]
    week = read(plain_session(), weeks=weeks, start_date="2026-03-02").weeks[0]
    assert (week.start, week.goals.load) == (date(2026, 3, 9), None)


def test_odd_but_possible_sessions_are_taken_with_a_warning() -> None:
    raw = plain_plan(
        plain_session("2026-03-02", "a", kind="tempo", planned={"duration_s": 240 * 60}),
        plain_session("2026-03-03", "b", kind="tempo", planned={"duration_s": 241 * 60}),
        plain_session("2026-03-04", "c", planned={"distance_m": 120_000}),
        plain_session("2026-03-05", "d", planned={"distance_m": 120_001}),
        plain_session("2026-03-06", "e", planned={"duration_s": 0}, key_rank=1, reduced={"title": "less"}),
    )
    document = plan_document(raw)
    found = {(w.pointer, w.code) for w in plan_warnings(document, read_plan(document, POLICY))}
    assert found == {
        ("/sessions/1/planned/duration_s", "odd-duration"), ("/sessions/3/planned/distance_m", "odd-distance"),
        ("/sessions/4/planned/duration_s", "zero-duration"), ("/sessions/4/key_rank", "key-rank-unused"),
        ("/sessions/4/reduced", "reduced-unused"),
    }  # fmt: skip


@pytest.mark.parametrize(("row", "load"), [(None, 200), ("S1-12", 0), ("K01", 0)])
def test_leg_strength_without_an_effort_counts_at_its_usual_one(row: str | None, load: int) -> None:
    policy = replace(POLICY, switched_off=frozenset({row} if row else ()))
    lift = one(policy, sport="strength", kind="strength", planned={"duration_s": 2400}, rpe=None)
    assert (lift.load, lift.load_estimated, lift.is_leg_strength) == (load, True, True)
