"""garmin-workouts files."""

from __future__ import annotations

from typing import Any

import pytest

from service.errors import BadInput
from service.formats.drafting import draft
from service.formats.yaml_plans.garmin_workouts import read_garmin_yaml
from tests.support.samples import PLANS


def steps(text: str) -> list[dict[str, Any]]:
    return list(read_garmin_yaml(f"name: x\nsteps:\n{text}".encode(), name="a.yaml").steps)


def only(text: str) -> dict[str, Any]:
    (made,) = steps(f"  - {{ {text} }}\n")
    return made


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ('"1:30:00"', 5400),
        ('"12:00"', 720),
        ('"2:30"', 150),
        ('"0:30"', 30),
        ('"45"', 45),
        ("45", 45),
        ("2:30", 150),
        ("00:30", 30),
        ("1:00:00", 3600),
    ],
)
def test_durations_quoted_or_not(written: str, seconds: int) -> None:
    assert only(f"power: 50, duration: {written}")["end"] == {"type": "time", "s": seconds}


@pytest.mark.parametrize(
    ("written", "unit", "low", "high"),
    [("95", "pct_ftp", 95, 95), ('"150W"', "w", 150, 150), ("150w", "w", 150, 150), ('"90-95"', "pct_ftp", 90, 95)],
)
def test_power_is_percent_or_watts(written: str, unit: str, low: float, high: float) -> None:
    (made,) = only(f"power: {written}, duration: 60")["targets"]
    assert (made["unit"], made["low"], made["high"]) == (unit, low, high)


def test_a_step_without_a_length_lasts_until_the_lap_button() -> None:
    assert only("power: 50")["end"] == {"type": "open"}


def test_equal_blocks_in_a_row_are_repeats() -> None:
    made = steps(
        "  - &B\n    - { power: 120, duration: 180 }\n    - { power: 50, duration: 180 }\n  - *B\n  - *B\n  - { power: 50, duration: 60 }\n"
    )
    assert [(s["type"], s.get("count")) for s in made] == [("repeat", 3), ("step", None)]


def test_different_blocks_stand_one_after_the_other() -> None:
    made = steps("  - [{ power: 90, duration: 60 }]\n  - [{ power: 95, duration: 60 }]\n")
    assert [s["targets"][0]["low"] for s in made] == [90, 95]


def test_the_sample_is_a_ride_of_73_minutes() -> None:
    made = draft((PLANS / "uploads" / "sweet-spot-3x12.yaml").read_bytes(), name="sweet-spot-3x12.yaml").document
    assert made is not None
    (session,) = made.sessions
    assert (session.sport, session.kind, session.title) == ("bike", "tempo", "Sweet spot 3 x 12")
    assert session.planned is not None
    assert session.planned.duration_s is not None
    assert session.planned.duration_s.value == 73 * 60


def test_an_include_is_refused_with_its_line() -> None:
    with pytest.raises(BadInput) as caught:
        steps("  - !include inc/warmup.yaml\n")
    assert [(f.pointer, f.code) for f in caught.value.findings] == [("line 3, column 5", "unknown-tag")]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("  - { power: hard }\n", "steps, 1, power"),
        ("  - { power: true }\n", "steps, 1, power"),
        ("  - { power: 50, duration: soon }\n", "steps, 1, duration"),
        ("  - { power: 50, distance: far }\n", "steps, 1, distance"),
        ("  - [{ power: 50 }, 7]\n", "steps, 1, 2"),
        ("  []\n", "steps"),
    ],
)
def test_what_cannot_be_read_is_named(text: str, place: str) -> None:
    with pytest.raises(BadInput) as caught:
        steps(text)
    assert caught.value.findings[0].pointer == place
