"""What is measured on reports and done sessions, each threshold at its edge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from service.domain.adjustment import PerfTrend
from service.domain.athlete import Gate
from service.domain.plan import Phase, Race, RacePriority
from service.domain.report import Eased, Illness, Report, Side, Timing
from service.domain.session import Completion, Group, GroupKind, Kind, PlannedSession, Sport, Status
from tests.assessment.asking import evening, good, march, seen, whole
from tests.support.builders import ATHLETE_A, PLAN_A, POLICY, a_plan, a_report, a_session, at

TODAY = march(20)
NOW = evening(20)
EMPTY = a_plan([])


def ago(days: int, heaviness: int = 5, **fields: object) -> Report:
    return whole(TODAY - timedelta(days=days), heaviness, **fields)


def morning(days: int, **fields: object) -> Report:
    return a_report(at(TODAY - timedelta(days=days), "06:00"), None, is_run=False, timing=Timing.NOT_RUNNING, **fields)


def looks(*reports: Report, plan: object = EMPTY, **fields: object):
    return seen(NOW, reports, plan=plan, **fields)  # type: ignore[arg-type]


# heavy days and streaks


@pytest.mark.parametrize(("days", "count"), [(8, 2), (9, 2), (10, 1)])
def test_heavy_days_are_counted_over_ten_dates(days: int, count: int) -> None:
    assert looks(ago(0), ago(days)).heavy10 == count


@pytest.mark.parametrize(("heaviness", "count"), [(2, 0), (3, 1), (4, 1)])
def test_heavy_is_three_and_more(heaviness: int, count: int) -> None:
    assert looks(ago(0, heaviness)).heavy10 == count


def test_a_date_counts_once_and_a_hot_one_half() -> None:
    assert looks(ago(0), ago(0, 4, clock="16:00")).heavy10 == 1
    assert looks(ago(0, heat=True), ago(1, heat=True)).heavy10 == 1
    assert looks(ago(0, heat=True), ago(0, clock="16:00")).heavy10 == 1


def test_days_without_a_leg_session_are_no_heavy_days() -> None:
    assert looks(morning(0), ago(1, is_run=False, sport=Sport.SWIM)).heavy10 == 0


def test_a_streak_passes_over_days_without_report_and_ends_at_a_good_one() -> None:
    assert looks(ago(0, 6), ago(2, 4), ago(5, 5)).streak.days == 3
    assert looks(ago(0, 6), ago(2, 4), ago(5, 5)).streak.mean == 5.0
    assert looks(ago(0), ago(1), ago(2, 2), ago(3)).streak.days == 2
    assert looks(ago(0, 2), ago(1), ago(2)).streak.days == 0


@pytest.mark.parametrize(("gap", "days"), [(6, 2), (7, 2), (8, 1)])
def test_a_gap_of_more_than_seven_days_breaks_a_streak(gap: int, days: int) -> None:
    assert looks(ago(1), ago(1 + gap)).streak.days == days


@pytest.mark.parametrize(("days", "length"), [(9, 3), (10, 2)])
def test_a_streak_reaches_back_ten_dates(days: int, length: int) -> None:
    assert looks(ago(0), ago(5), ago(days)).streak.days == length


def test_starts_that_ease_neither_count_nor_break() -> None:
    stiff = ago(1, 5, timing=Timing.START, eased=Eased.YES)
    assert looks(ago(0), stiff, ago(2)).streak.days == 2
    assert looks(ago(0), replace(stiff, eased=Eased.PARTLY), ago(2)).streak.days == 3


@pytest.mark.parametrize(("said", "days"), [(1, 2), (3, 3), (7, 7), (9, 7)])
def test_the_athletes_own_count_may_be_longer_up_to_seven(said: int, days: int) -> None:
    assert looks(ago(0, runs_heavy_in_row=said), ago(1)).streak.days == days


def test_the_own_count_does_not_stand_against_a_good_run_of_the_week() -> None:
    assert looks(ago(0, runs_heavy_in_row=5), ago(6, 1)).streak.days == 1
    assert looks(ago(0, runs_heavy_in_row=5), ago(7, 1)).streak.days == 5


@pytest.mark.parametrize(("days", "count"), [(13, 2), (14, 1)])
def test_starts_are_counted_over_fourteen_dates(days: int, count: int) -> None:
    assert looks(ago(0, timing=Timing.START), ago(days, timing=Timing.START), ago(1)).start_days14 == count


# weeks


def test_a_block_needs_two_reports() -> None:
    one, two = looks(ago(0, 6)).blocks, looks(ago(0, 6), ago(6, 3)).blocks
    assert (one[0].average, two[0].average, two[1].average) == (None, 4.5, None)
    assert (two[0].start, two[0].end) == (march(14), march(20))


def _weeks(*blocks: tuple[int, int]) -> list[Report]:
    return [ago(7 * n + day, heaviness) for n, pair in enumerate(blocks) for day, heaviness in zip((1, 3), pair, strict=True)]


@pytest.mark.parametrize(("now", "before", "trend"), [
    ((4, 4), (3, 3), True), ((4, 3), (3, 2), False), ((5, 4), (4, 3), True), ((4, 5), (4, 4), False), ((4, 3), (2, 2), False),
    ((4, 4), (3, 2), False), ((6, 6), (2, 3), False),
])  # fmt: skip
def test_a_trend_rises_by_one_from_three_to_four(now: tuple[int, int], before: tuple[int, int], trend: bool) -> None:
    assert looks(*_weeks(now, before)).week_trend is trend


def test_thirds_are_compared_as_on_paper() -> None:
    """13/3 against 10/3 is a rise of one, although the floats fall short of it."""
    now, before = (4, 4, 5), (3, 3, 4)
    reports = [ago(7 * n + day, h) for n, block in enumerate((now, before)) for day, h in zip((1, 3, 5), block, strict=True)]
    assert looks(*reports).week_trend


@pytest.mark.parametrize(("earlier", "rising"), [((3, 3), False), ((3, 2), True), ((2, 2), True)])
def test_three_rising_weeks(earlier: tuple[int, int], rising: bool) -> None:
    assert looks(*_weeks((5, 5), (3, 3), earlier)).rising3 is rising


# strain


@pytest.mark.parametrize(("said", "sign"), [
    ({"sleep_h": 5.9}, "sleep"), ({"sleep_quality": 2}, "sleep"), ({"irritability": 4}, "irritability"), ({"motivation": 2}, "motivation"),
    ({"enjoyment": 2}, "motivation"), ({"stress": 4}, "stress"),
])  # fmt: skip
def test_each_sign_of_strain(said: dict[str, float], sign: str) -> None:
    assert looks(morning(0, **said)).strain == {sign}
    assert looks(morning(6, **said)).strain == {sign}
    assert looks(morning(7, **said)).strain == frozenset()


@pytest.mark.parametrize(
    "said", [{"sleep_h": 6.0}, {"sleep_quality": 3}, {"irritability": 3}, {"motivation": 3}, {"enjoyment": 3}, {"stress": 3}]
)
def test_one_point_better_is_no_sign(said: dict[str, float]) -> None:
    assert looks(morning(0, **said)).strain == frozenset()


@pytest.mark.parametrize(("values", "usual", "sign"), [(12, 4, True), (13, 4, False), (13, 3, True)])
def test_with_fourteen_values_strain_is_judged_against_the_person(values: int, usual: int, sign: bool) -> None:
    days = [morning(n + 8, stress=usual) for n in range(values)]
    assert ("stress" in looks(morning(0, stress=4), *days).strain) is sign


@pytest.mark.parametrize(("tonight", "sign"), [(5.0, True), (4.95, True), (5.05, False)])
def test_sleep_has_to_be_three_quarters_of_an_hour_worse_than_usual(tonight: float, sign: bool) -> None:
    days = [morning(n + 8, sleep_h=5.75) for n in range(14)]
    assert ("sleep" in looks(morning(0, sleep_h=tonight), *days).strain) is sign


@pytest.mark.parametrize(("weeks", "constant"), [(2, False), (3, True)])
def test_strain_of_three_weeks_is_constant(weeks: int, constant: bool) -> None:
    days = [morning(n, stress=4) for n in range(7 * weeks)]
    assert ("stress" in looks(*days).constant_strain) is constant


# effort and performance


def _hard_weeks(over: Sequence[float]) -> object:
    done = [
        a_session(f"e{n}", TODAY - timedelta(days=n + 1), rpe=3, status=Status.COMPLETED, completed=Completion(rpe=3 + more))
        for n, more in enumerate(over)
    ]
    return a_plan(done)


@pytest.mark.parametrize(("over", "sign"), [((2,), False), ((2, 2), True), ((1.9, 2), False), ((3, 2, 4), True)])
def test_effort_two_points_above_plan_in_two_sessions_is_strain(over: Sequence[float], sign: bool) -> None:
    assert ("effort" in looks(plan=_hard_weeks(over)).strain) is sign


def test_effort_that_only_a_report_tells_counts_as_well() -> None:
    plan = a_plan([a_session("a", march(19), rpe=3), a_session("b", march(18), rpe=3)])
    told = [whole(19, 1, srpe_done=5), whole(18, 1, srpe_done=5)]
    assert "effort" in seen(NOW, told, plan=plan).strain


def _runs(older_m: int, newer_m: int, rpe_newer: float = 3) -> object:
    def run(n: int, metres: int, rpe: float) -> PlannedSession:
        done = Completion(duration_s=2700, distance_m=metres, rpe=rpe)
        return a_session(f"r{n}", TODAY - timedelta(days=n), rpe=3, status=Status.COMPLETED, completed=done)

    return a_plan([*(run(n, newer_m, rpe_newer) for n in (2, 5)), *(run(n, older_m, 3) for n in (16, 20))])


@pytest.mark.parametrize(("metres", "trend"), [
    (7690, PerfTrend.DECLINING), (7760, PerfTrend.DECLINING), (7761, PerfTrend.STABLE), (8000, PerfTrend.STABLE), (8239, PerfTrend.STABLE),
    (8241, PerfTrend.IMPROVING),
])  # fmt: skip
def test_performance_is_pace_at_equal_effort(metres: int, trend: PerfTrend) -> None:
    assert looks(plan=_runs(8000, metres)).perf_trend is trend


def test_unequal_effort_and_assumed_runs_say_nothing_about_performance() -> None:
    assert looks(plan=_runs(8000, 7000, rpe_newer=4)).perf_trend is PerfTrend.UNKNOWN
    assert looks(plan=PLAN_A).perf_trend is PerfTrend.UNKNOWN


# load


def _week_of(minutes: int, before: int = 30) -> object:
    days = [a_session(f"b{n}", TODAY - timedelta(days=n), minutes=before) for n in range(7, 28)]
    return a_plan([*days, *(a_session(f"w{n}", TODAY - timedelta(days=n), minutes=minutes, sport=Sport.BIKE) for n in range(1, 7))])


@pytest.mark.parametrize(("minutes", "spike"), [(45, False), (46, True)])
def test_a_week_above_one_point_three_times_the_three_before_is_a_jump(minutes: int, spike: bool) -> None:
    """21 runs of 30 minutes make 210 a week; 1.3 times that is 273 in six rides."""
    assert looks(plan=_week_of(minutes)).spike is spike


def test_without_two_weeks_of_history_nothing_is_a_jump() -> None:
    assert not looks(plan=a_plan([a_session(f"w{n}", TODAY - timedelta(days=n), minutes=90) for n in range(1, 7)])).spike


@pytest.mark.parametrize(("minutes", "spike"), [(65, False), (66, False), (67, True)])
@pytest.mark.parametrize("kind", [Kind.EASY])
def test_one_run_above_one_point_one_times_the_longest_is_a_jump(minutes: int, spike: bool, kind: Kind) -> None:
    before = [a_session(f"b{n}", TODAY - timedelta(days=n), minutes=60) for n in range(7, 28)]
    assert looks(plan=a_plan([*before, a_session("x", march(19), kind, minutes)])).spike is spike


def test_a_race_is_no_jump() -> None:
    before = [a_session(f"b{n}", TODAY - timedelta(days=n), minutes=60) for n in range(7, 28)]
    assert not looks(plan=a_plan([*before, a_session("x", march(19), Kind.RACE, 90)])).spike


def test_training_days_in_a_row_reach_up_to_yesterday() -> None:
    days = [a_session(f"d{n}", TODAY - timedelta(days=n)) for n in (1, 2, 3, 5)]
    assert looks(plan=a_plan(days)).days_in_row == 3
    core = [*days, a_session("core", march(16), Kind.CORE, 20)]
    assert looks(plan=a_plan(core)).days_in_row == 3, "short core leaves a rest day"
    assert looks(plan=a_plan([*days, a_session("core", march(16), Kind.CORE, 21)])).days_in_row == 5


def test_sessions_that_nobody_confirmed_are_counted_from_the_newest() -> None:
    done = [a_session("a", march(15), status=Status.COMPLETED), a_session("b", march(16)), a_session("c", march(17))]
    assert looks(plan=a_plan(done)).missed_in_row == 2


# soreness


def _after(kind: Kind, hours: float, report_day: date = TODAY, **fields: object):
    observed = at(report_day, "12:00")
    start = observed - timedelta(hours=hours)
    session = a_session("x", start.date(), kind, start_time=start.timetz().replace(tzinfo=None), **{"minutes": 40, **fields})  # type: ignore[arg-type]
    early = a_session("early", date(2026, 1, 1), Kind.STRENGTH)
    near = a_session("near", TODAY - timedelta(days=15), Kind.STRENGTH)
    others = [early, *([] if fields.get("id") == "first" else [near])]
    report = a_report(observed, 5, is_run=False, timing=Timing.NOT_RUNNING)
    return seen(NOW, [report], plan=a_plan([*others, session])).doms_source


@pytest.mark.parametrize(("hours", "found"), [(7.9, False), (8, True), (72, True), (72.1, False)])
@pytest.mark.parametrize("kind", [Kind.STRENGTH, Kind.HILLS, Kind.RACE])
def test_strength_hills_and_races_explain_soreness_for_8_to_72_hours(kind: Kind, hours: float, found: bool) -> None:
    assert (_after(kind, hours) is not None) is found


@pytest.mark.parametrize("kind", [Kind.EASY, Kind.INTERVAL, Kind.CORE])
def test_other_sessions_do_not(kind: Kind) -> None:
    assert _after(kind, 24) is None


def test_a_title_that_says_downhill_does() -> None:
    assert _after(Kind.STEADY, 24, title="Downhill repeats") is not None


@pytest.mark.parametrize(
    ("metres", "hours", "found"), [(24_999, 73, False), (25_000, 73, True), (25_000, 120, True), (25_000, 120.1, False)]
)
def test_a_long_race_is_felt_for_five_days(metres: int, hours: float, found: bool) -> None:
    assert (_after(Kind.RACE, hours, distance_m=metres) is not None) is found


@pytest.mark.parametrize(("hours", "found"), [(120, True), (120.1, False)])
def test_so_is_the_first_leg_strength_in_three_weeks(hours: float, found: bool) -> None:
    observed = at(TODAY, "12:00")
    start = observed - timedelta(hours=hours)
    strength = a_session("new", start.date(), Kind.STRENGTH, 40, start_time=start.timetz().replace(tzinfo=None))
    plan = a_plan([a_session("old", date(2026, 2, 1)), strength])
    report = a_report(observed, 5, is_run=False, timing=Timing.NOT_RUNNING)
    assert (seen(NOW, [report], plan=plan).doms_source is not None) is found


@pytest.mark.parametrize(("born", "hours", "found"), [(1977, 90, False), (1976, 90, True), (1970, 96, True), (1970, 96.1, False)])
def test_from_fifty_on_soreness_lasts_four_days(born: int, hours: float, found: bool) -> None:
    observed = at(TODAY, "12:00")
    start = observed - timedelta(hours=hours)
    hills = a_session("h", start.date(), Kind.HILLS, 40, start_time=start.timetz().replace(tzinfo=None))
    report = a_report(observed, 5, is_run=False, timing=Timing.NOT_RUNNING)
    athlete = replace(ATHLETE_A, birth_year=born)
    assert (seen(NOW, [report], plan=a_plan([hills]), athlete=athlete).doms_source is not None) is found


@pytest.mark.parametrize(("minutes", "found"), [(149, False), (150, True)])
def test_a_long_run_of_two_and_a_half_hours_explains_soreness(minutes: int, found: bool) -> None:
    assert (_after(Kind.LONG, 24, minutes=minutes) is not None) is found


def test_so_does_a_back_to_back() -> None:
    assert _after(Kind.LONG, 24, minutes=90, group=Group("g", GroupKind.SEQUENCE)) is not None


@pytest.mark.parametrize(("hours", "found"), [(7, False), (8, True), (48, True), (49, False)])
def test_unasked_only_leg_strength_of_two_days_counts(hours: float, found: bool) -> None:
    observed = at(TODAY, "12:00")
    start = observed - timedelta(hours=hours)
    strength = a_session("ls", start.date(), Kind.STRENGTH, 40, start_time=start.timetz().replace(tzinfo=None))
    report = a_report(observed, 5, is_run=False, timing=Timing.NOT_RUNNING)
    assert (seen(NOW, [report], plan=a_plan([strength])).strength_source is not None) is found


def test_the_newest_word_on_soreness_counts_while_fresh() -> None:
    features = looks(ago(2, soreness=6), ago(1, soreness=2, soreness_side=Side.LEFT), ago(0))
    assert features.soreness is not None
    assert (features.soreness.points, features.soreness.side) == (2, Side.LEFT)
    assert looks(ago(4, soreness=6), ago(0)).soreness is None


# illness


def test_an_illness_goes_on_until_somebody_says_that_it_is_over() -> None:
    ill = looks(ago(6, illness_now=Illness.FEVER), ago(0)).illness
    assert (ill.acute, ill.ongoing, ill.fresh, ill.since) == (True, True, False, march(14))
    over = looks(ago(6, illness_now=Illness.FEVER), ago(2, illness_now=Illness.NONE), ago(0)).illness
    assert (over.ongoing, over.end, over.report_ids) == (False, march(17), ("r-0314-0800", "r-0318-0800"))
    dated = looks(ago(6, illness_now=Illness.FEVER), ago(2, illness_now=Illness.NONE, illness_end=march(15), illness_days=3)).illness
    assert (dated.end, dated.days) == (march(15), 3)


def test_a_new_illness_after_an_old_one_starts_over() -> None:
    facts = looks(ago(9, illness_end=march(10), illness_days=9), ago(1, illness_now=Illness.ABOVE_NECK)).illness
    assert (facts.now, facts.end, facts.days, facts.since) == (Illness.ABOVE_NECK, None, None, march(19))


def test_an_end_in_the_future_is_taken_as_today() -> None:
    assert looks(ago(0, illness_end=march(25))).illness.end == TODAY


def test_saying_that_one_is_not_ill_makes_no_illness() -> None:
    assert looks(ago(0, illness_now=Illness.NONE)).illness.end is None


# which report decides


def test_a_light_morning_does_not_outweigh_yesterdays_heavy_run() -> None:
    light = a_report(at(TODAY, "06:00"), 1, is_run=False, timing=Timing.NOT_RUNNING)
    features = looks(ago(1, 6), light)
    assert features.deciding is not None
    assert (features.deciding.heaviness, features.latest is not None and features.latest.heaviness) == (6, 1)
    later = looks(ago(4, 6), light)
    assert later.deciding is not None
    assert later.deciding.heaviness == 1


def test_a_report_without_heaviness_does_not_hide_a_heavy_one() -> None:
    features = looks(ago(1, 6), morning(0, sleep_h=7))
    assert features.deciding is not None
    assert features.deciding.heaviness == 6


def test_a_light_run_does_outweigh_it() -> None:
    features = looks(ago(1, 6), good(TODAY, 1))
    assert features.deciding is not None
    assert features.deciding.heaviness == 1


# the rest


def test_the_sport_is_that_of_the_newest_heavy_report_else_that_of_most_leg_minutes() -> None:
    ride = ago(1, 5, is_run=False, sport=Sport.BIKE)
    assert looks(ride, ago(0, 1)).affected_sport is Sport.BIKE
    week = a_plan([a_session("r", march(17), minutes=60), a_session("b", march(18), minutes=101, sport=Sport.BIKE)])
    assert looks(plan=week).affected_sport is Sport.BIKE
    week = a_plan([a_session("r", march(17), minutes=60), a_session("b", march(18), minutes=99, sport=Sport.BIKE)])
    assert looks(plan=week).affected_sport is Sport.RUN


@pytest.mark.parametrize("note", [
    "Felt NUMB after", "numbness in the left foot", "tingling toes", "dark urine", "chest felt tight", "my foot drags", "fever last night",
    "Stechen in der Brust", "Kribbeln im Fuß", "douleur à la poitrine", "Évanoui après la course", "me desmayé", "dolore al petto",
    "dor no peito", "druk op de borst",
])  # fmt: skip
def test_a_warning_word_in_a_note_is_seen_in_every_language_until_the_question_is_answered(note: str) -> None:
    assert looks(ago(1, note=note)).note_flagged
    assert not looks(ago(1, note=note), ago(0, flags=())).note_flagged


@pytest.mark.parametrize(
    "note", ["great run", "number 4 of 6 was hard", "meglio di quanto aspettato, rispetto al piano", "nieuwe schoenen dragen"]
)
def test_words_that_only_look_like_warnings_are_left_alone(note: str) -> None:
    assert not looks(ago(1, note=note)).note_flagged


@pytest.mark.parametrize(("born", "minor"), [(2010, True), (2008, True), (2007, False)])
def test_who_may_be_under_age_counts_as_minor(born: int, minor: bool) -> None:
    """Born in 2008: perhaps still seventeen in March 2026."""
    gates = looks(athlete=replace(ATHLETE_A, birth_year=born)).gates
    assert (Gate.MINOR in gates) is minor


@pytest.mark.parametrize(("days", "priority", "taper"), [
    (14, RacePriority.A, True), (15, RacePriority.A, False), (14, RacePriority.B, True), (3, RacePriority.C, False),
    (0, RacePriority.A, True),
])  # fmt: skip
def test_two_weeks_before_a_race_that_matters_is_taper(days: int, priority: RacePriority, taper: bool) -> None:
    plan = replace(EMPTY, races=(Race("r", TODAY + timedelta(days=days), priority=priority),))
    assert looks(plan=plan).taper is taper


def test_a_race_of_today_that_is_done_is_no_longer_ahead() -> None:
    race = a_session("race", TODAY, Kind.RACE, 60, status=Status.COMPLETED)
    plan = a_plan([race], races=(Race("r", TODAY, session_id="race"),))
    assert looks(plan=plan).next_race is None


def test_an_overload_week_is_what_the_coach_labelled() -> None:
    plan = replace(EMPTY, phases=(Phase("p", "build", march(16), march(22), overload=True),))
    assert looks(plan=plan).overload_week
    assert not looks().overload_week


@pytest.mark.parametrize(("ticked", "of", "usual"), [(1, 2, True), (1, 3, False), (2, 3, True)])
def test_half_of_the_weeks_heavy_reports_make_it_usual_for_the_cycle(ticked: int, of: int, usual: bool) -> None:
    reports = [ago(n, 5, cycle_heavy=n < ticked) for n in range(of)]
    assert looks(*reports).cycle is usual
    assert not looks(*reports, morning(0, stress=5, irritability=5)).cycle


def test_the_policy_of_these_tests_is_the_default_one() -> None:
    assert POLICY.name == "default"
