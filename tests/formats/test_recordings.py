"""TCX and GPX: recordings in XML."""

from __future__ import annotations

from datetime import date

import pytest

from service.errors import BadInput
from service.formats.activities import read_activity
from tests.support.samples import PLANS

TCX = (PLANS / "uploads" / "easy-ride-done.tcx").read_bytes()
GPX = (PLANS / "uploads" / "lunch-run-done.gpx").read_bytes()


def test_laps_of_a_tcx_add_up() -> None:
    (made,) = read_activity(TCX, name="a.tcx", timezone="Europe/Vienna").activities
    assert (made.sport, made.duration_s, made.distance_m) == ("bike", 3600, 26_500)
    assert made.started_at.isoformat() == "2026-03-04T17:05:00+01:00"
    assert made.avg_hr == pytest.approx(119)


def test_times_in_utc_fall_on_the_athletes_date() -> None:
    late = TCX.replace(b"T16:05", b"T23:30").replace(b"T16:50", b"T23:55")
    assert read_activity(late, name="a.tcx", timezone="Europe/Vienna").activities[0].date == date(2026, 3, 5)
    told = read_activity(late, name="a.tcx")
    assert (told.activities[0].date, [w.code for w in told.warnings]) == (date(2026, 3, 4), ["no-timezone"])


def test_a_gpx_is_proof_of_time_and_way_and_nothing_more() -> None:
    made = read_activity(GPX, name="a.gpx", timezone="Europe/Vienna")
    (walk,) = made.activities
    assert (walk.sport, walk.duration_s, walk.rpe, walk.avg_hr) == ("run", 1080, None, None)
    assert walk.distance_m == pytest.approx(3002, abs=5)
    assert made.warnings == ()


def test_a_gpx_without_a_sport_says_so() -> None:
    made = read_activity(GPX.replace(b"<type>running</type>", b""), name="a.gpx", timezone="Europe/Vienna")
    assert made.activities[0].sport == "other"
    assert [w.code for w in made.warnings] == ["sport-unknown"]


def test_the_gap_between_two_segments_was_not_walked() -> None:
    far = b'</trkseg><trkseg><trkpt lat="10" lon="10"><time>2026-03-05T12:00:00Z</time></trkpt></trkseg>'
    (made,) = read_activity(GPX.replace(b"</trkseg>", far), name="a.gpx", timezone="Europe/Vienna").activities
    assert made.distance_m == pytest.approx(3002, abs=5)


@pytest.mark.parametrize("place", [b'lat="inf"', b'lat="nan"', b'lat="north"', b""])
def test_points_that_are_nowhere_are_passed_over(place: bytes) -> None:
    (made,) = read_activity(GPX.replace(b'lat="48.2090"', place), name="a.gpx", timezone="Europe/Vienna").activities
    assert made.distance_m == pytest.approx(3002, abs=5)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"<gpx><trk><trkseg><trkpt lat='1' lon='1'/></trkseg></trk></gpx>", "no-activity"),
        (b"<gpx><rte/></gpx>", "no-activity"),
        (b"<TrainingCenterDatabase><Activities/></TrainingCenterDatabase>", "no-activity"),
        (b"<TrainingCenterDatabase><Activities>", "broken-xml"),
        (b"date,sport,kind\n", "no-activity"),
    ],
)
def test_what_records_nothing_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_activity(content, name="a.xml")
    assert caught.value.findings[0].code == code
