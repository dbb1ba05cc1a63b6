"""Steps and what they add up to."""

from __future__ import annotations

from service.formats.steps import OPEN, for_metres, for_seconds, planned_from, repeated, step, target


def test_ends_the_wrong_way_round_are_swapped_unless_it_is_a_ramp() -> None:
    assert (target("power", "w", 250, 200)["low"], target("power", "w", 250, 200, ramp=True)["low"]) == (200, 250)


def test_times_add_up_over_nested_repeats() -> None:
    inner = repeated(3, [step("active", for_seconds(60)), step("rest", for_seconds(30))])
    steps = [step("warmup", for_seconds(600)), repeated(2, [inner, step("rest", for_seconds(120))])]
    assert planned_from(steps) == {"duration_s": {"value": 600 + 2 * (3 * 90 + 120), "source": "derived"}}


def test_metres_add_up_where_every_step_is_measured_in_them() -> None:
    steps = [step("warmup", for_metres(2000)), repeated(5, [step("active", for_metres(400))])]
    assert planned_from(steps) == {"distance_m": {"value": 4000, "source": "derived"}}


def test_a_distance_at_a_pace_tells_an_estimated_time() -> None:
    steps = [
        step("active", for_metres(1000), [target("pace", "s_per_km", 290, 310)]),
        step("active", for_metres(100), [target("pace", "s_per_100m", 100)]),
        step("active", for_metres(500), [target("speed", "m_per_s", 10)]),
    ]
    assert planned_from(steps)["duration_s"] == {"value": 450, "source": "estimated"}


def test_an_open_end_leaves_both_unknown() -> None:
    assert planned_from([step("active", for_seconds(600)), step("cooldown", OPEN)]) == {}


def test_a_repeat_without_a_count_leaves_both_unknown() -> None:
    until = {"type": "repeat", "until": {"hr_above": 150}, "steps": [step("active", for_seconds(60))]}
    assert planned_from([until]) == {}
    assert planned_from([repeated(2, [until])]) == {}


def test_no_steps_say_nothing() -> None:
    assert planned_from([]) == {}


def test_a_pace_of_nought_is_no_pace() -> None:
    assert planned_from([step("active", for_metres(1000), [target("pace", "s_per_km", 0)])]) == {
        "distance_m": {"value": 1000, "source": "derived"}
    }
