"""Columns that speak of more than one session: phases, recovery weeks, goals and totals of weeks."""

from datetime import date

import pytest

from service.documents.plan import PlanDocument, read_plan
from service.documents.policy import load_policy
from service.formats import Draft
from service.formats.tables.periods import kind_of_phase
from tests.formats.tables.uploads import codes, drafted

GRID = [
    ["Phase", "Week", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "Weekly goal (mi)", "Recovery week", "Total (mi)"],
    ["Base 2", "1", "Rest", "3 m easy", "4 m easy", "", "", "", "6 m long", "20-22", "", "13"],
    ["", "2", "", "3 m easy", "4 m easy", "", "", "", "6 m long", "20", "", "13"],
    ["", "3", "", "2 m easy", "2 m easy", "", "", "", "4 m long", "", "x", "8"],
    ["Taper", "4", "", "3 m easy", "", "", "", "", "Half marathon", "", "", "16"],
    ["", "Total", "", "", "", "", "", "", "", "", "", "50"],
]
START = date(2026, 3, 2)


def plan_in(made: Draft) -> PlanDocument:
    assert made.document is not None, made.questions
    return made.document


def phases_of(plan: PlanDocument) -> list[tuple[str | None, str, str, str]]:
    return [(phase.name, phase.kind, str(phase.start_date), str(phase.end_date)) for phase in plan.phases or ()]


def test_a_column_of_phases_beside_a_grid_gives_the_phases_of_the_plan() -> None:
    plan = plan_in(drafted(GRID, start=START))
    assert phases_of(plan) == [("Base 2", "base", "2026-03-02", "2026-03-22"), ("Taper", "taper", "2026-03-23", "2026-03-29")]
    assert [s.phase_id for s in plan.sessions if str(s.date) in ("2026-03-22", "2026-03-24")] == ["phase-1", "phase-2"]


def test_the_number_of_a_phase_is_not_that_of_the_week() -> None:
    assert plan_in(drafted(GRID)).sessions[-1].day_index == 27


def test_weekly_goals_and_recovery_weeks_are_those_of_the_plan() -> None:
    plan = read_plan(plan_in(drafted(GRID, start=START)), load_policy())
    assert [(str(week.start), week.goals.distance_m, week.recovery) for week in plan.weeks] == [
        ("2026-03-02", 33796, False), ("2026-03-09", 32187, False), ("2026-03-16", None, True),
    ]  # fmt: skip


def test_totals_of_weeks_and_of_the_plan_are_counted_anew_and_it_is_said() -> None:
    made = drafted(GRID, start=START)
    said = [(message.pointer, message.text) for message in made.messages if message.code == "total-not-used"]
    assert [place for place, _ in said] == ["row 1, column L", "row 6"]
    assert said[0][1].startswith("The column Total (mi) was not taken over")


def test_a_phase_that_comes_again_is_another_phase() -> None:
    rows = [["Date", "Phase", "Workout"]]
    rows += [[f"2026-03-{day:02}", name, "Easy run"] for day, name in ((2, "Build"), (9, "Recovery"), (16, "Build"))]
    assert phases_of(plan_in(drafted(rows))) == [
        ("Build", "build", "2026-03-02", "2026-03-08"),
        ("Recovery", "recovery", "2026-03-09", "2026-03-15"),
        ("Build", "build", "2026-03-16", "2026-03-16"),
    ]


def test_a_phase_may_change_within_a_week() -> None:
    rows = [["Date", "Phase", "Workout"], ["2026-03-03", "Base", "Easy run"], ["2026-03-05", "Build", "Easy run"]]
    assert [(start, end) for _, _, start, end in phases_of(plan_in(drafted(rows)))] == [
        ("2026-03-02", "2026-03-04"), ("2026-03-05", "2026-03-05"),
    ]  # fmt: skip


def test_of_a_number_and_a_name_of_a_phase_the_name_counts() -> None:
    rows = [["Date", "Phase", "Phase Name", "Workout"], ["2026-03-03", "1", "Grundlage", "Easy run"]]
    assert [(phase.name, phase.kind) for phase in plan_in(drafted(rows)).phases or ()] == [("Grundlage", "base")]


@pytest.mark.parametrize(
    ("name", "kind"),
    [("Base 1", "base"), ("BUILD", "build"), ("Race-specific", "specific"), ("Tapering", "taper"), ("Aufbau II", "build"),
     ("Grundlagenphase", "base"), ("affûtage", "taper"), ("Puesta a punto", "taper"), ("Scarico", "taper"), ("Übergang", "offseason"),
     ("Polimento", "taper"), ("Opbouw", "build"), ("Deload", "recovery"), ("Block C", "other")],
)  # fmt: skip
def test_phases_are_known_by_their_names_in_seven_languages(name: str, kind: str) -> None:
    assert kind_of_phase(name) == kind


def test_a_goal_that_cannot_be_counted_is_said() -> None:
    rows = [["Date", "Weekly goal", "Workout"], ["2026-03-03", "40", "Easy run"], ["2026-03-10", "5 h", "Easy run"]]
    made = drafted(rows)
    weeks = read_plan(plan_in(made), load_policy()).weeks
    assert [(str(week.start), week.goals.duration_s) for week in weeks] == [("2026-03-09", 18000)]
    assert [(m.pointer, m.code) for m in made.messages if m.code == "no-goal"] == [("row 2", "no-goal")]


def test_an_undated_plan_keeps_what_is_said_of_its_weeks_until_it_has_dates() -> None:
    plan = plan_in(drafted(GRID))
    assert (plan.phases, plan.weeks) == (None, None)
    assert plan.sessions[0].extensions == {"table": {"Phase": "Base 2", "Weekly goal (mi)": "20-22"}}


def test_a_table_of_weeks_keeps_its_other_columns_and_says_so() -> None:
    rows = [
        ["Week", "Phase", "Start", "Long Run (km)", "Key Workout", "Weekly Mileage (km)", "Long Run Pace"],
        ["1", "Base", "2026-03-02", "14", "6 x 400m", "40", "5:40"],
        ["2", "Taper", "2026-03-09", "16", "Tempo 20 min", "44", "5:30"],
    ]
    made = drafted(rows, long_run_weekday=6)
    plan = plan_in(made)
    assert {"total-not-used", "unknown-column"} <= codes(made)
    assert [name for name, *_ in phases_of(plan)] == ["Base", "Taper"]
    assert plan.sessions[0].extensions == {"table": {"Phase": "Base", "Weekly Mileage (km)": "40", "Long Run Pace": "5:40"}}
    assert [(s.kind.value, s.priority and s.priority.value) for s in plan.sessions[:2]] == [("interval", "key"), ("long", None)]


def test_rank_lock_load_and_id_of_a_row_are_those_of_its_session() -> None:
    rows = [["Date", "Workout", "Priority", "Locked", "TSS", "Id", "Order"], ["2026-03-03", "6 x 800 m", "A", "yes", "78", "w-7", "1"]]
    made = drafted(rows)
    (session,) = plan_in(made).sessions
    assert (session.priority, session.locked) == ("key", "all")
    assert session.planned is not None
    assert session.planned.load is not None
    assert (session.planned.load.value, session.planned.load.unit) == (78, "tss")
    assert [(id.system, id.id) for id in session.external_ids or ()] == [("table", "w-7")]
    assert [(m.code, m.pointer) for m in made.messages if m.code == "column-not-used"] == [("column-not-used", "row 1, column G")]


def test_words_for_rank_lock_and_load_that_nobody_knows_are_kept() -> None:
    rows = [["Date", "Workout", "Priority", "Load"], ["2026-03-03", "Easy run", "so-so", "a lot"]]
    (session,) = plan_in(drafted(rows)).sessions
    assert session.extensions == {"table": {"Priority": "so-so", "Load": "a lot"}}
