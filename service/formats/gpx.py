"""GPX: where somebody was and when. Proof of a session done, and nothing more: no sport that can be relied on, no effort."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from math import asin, cos, isfinite, radians, sin, sqrt
from xml.etree.ElementTree import Element
from zoneinfo import ZoneInfo

from service.documents.limits import MOST_METRES, MOST_SECONDS
from service.documents.refusal import refuse
from service.domain.adjustment import InputWarning
from service.errors import Finding
from service.formats.activity import Activity, ActivityFile, within
from service.formats.decoding import label
from service.formats.instants import instant_in
from service.formats.xml import local, parse_xml

EARTH_M = 6_371_008.8
SPORTS = {
    "running": "run", "run": "run", "trail_running": "run", "cycling": "bike", "biking": "bike", "ride": "bike", "swimming": "swim",
    "walking": "walk", "hiking": "hike", "rowing": "row", "skiing": "ski",
}  # fmt: skip
"""What the programs that write a `<type>` write into it."""
Point = tuple[float, float]


def read_gpx(content: bytes, *, name: str, timezone: str) -> ActivityFile:
    """One activity for each track that has times; times are UTC, so `timezone` decides the date. Raises BadInput when there is none."""
    root = parse_xml(content, name=name)
    if local(root.tag) != "gpx":
        refuse([Finding("", "unknown-format", "The outermost element is not <gpx>; this is no GPX file.")], name)
    found = [made for track in root if local(track.tag) == "trk" and (made := _activity(track, timezone)) is not None]
    if not found:
        refuse([Finding("", "no-activity", "Holds no track with times; a planned route is no proof of a session.")], name)
    found.sort(key=lambda activity: activity.started_at)
    warnings = [InputWarning("no-timezone", "", f"GPX tells times in UTC; {timezone} is taken for the date.")] if timezone == "UTC" else []
    if any(activity.sport == "other" for activity in found):
        warnings.append(InputWarning("sport-unknown", "", "The track names no sport; choose the session that it belongs to."))
    return ActivityFile(tuple(found), tuple(warnings))


def _activity(track: Element, timezone: str) -> Activity | None:
    times = [at for element in track.iter() if local(element.tag) == "time" and (at := instant_in(element.text or "")) is not None]
    if not times:
        return None
    started = min(times)
    written = _text(track, "type")
    return Activity(
        started_at=started.astimezone(ZoneInfo(timezone)),
        sport=SPORTS.get(written.casefold().replace(" ", "_"), "other"),
        duration_s=within((max(times) - started).total_seconds(), 1, MOST_SECONDS),
        distance_m=within(round(sum(_metres(segment) for segment in track if local(segment.tag) == "trkseg"), 1), 1, MOST_METRES),
        title=label(_text(track, "name")),
        sport_raw=label(written) or None,
        source="gpx",
    )


def _metres(segment: Element) -> float:
    """Along the ground; what lies between two segments was not recorded."""
    return sum(_distance(a, b) for a, b in pairwise(_points(segment)))


def _points(segment: Element) -> Iterator[Point]:
    for point in segment:
        try:
            place = radians(float(point.get("lat", ""))), radians(float(point.get("lon", "")))
        except ValueError:
            continue
        if all(map(isfinite, place)):
            yield place


def _distance(a: Point, b: Point) -> float:
    """Great circle, in metres."""
    half = sin((b[0] - a[0]) / 2) ** 2 + cos(a[0]) * cos(b[0]) * sin((b[1] - a[1]) / 2) ** 2
    return 2 * EARTH_M * asin(min(1.0, sqrt(half)))


def _text(element: Element, name: str) -> str:
    return next(((child.text or "").strip() for child in element if local(child.tag) == name), "")
