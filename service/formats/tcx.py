"""TCX: activities only. Its workouts come from programs that nobody uses any more, in variants that do not fit the format."""

from __future__ import annotations

from collections.abc import Iterator
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

SPORTS = {"running": "run", "biking": "bike"}


def read_tcx(content: bytes, *, name: str, timezone: str) -> ActivityFile:
    """The activities of the file; times in it are UTC, so `timezone` decides the date. Raises BadInput when there are none."""
    root = parse_xml(content, name=name)
    if local(root.tag) != "trainingcenterdatabase":
        refuse([Finding("", "unknown-format", "The outermost element is not <TrainingCenterDatabase>; this is no TCX file.")], name)
    found = [made for element in _named(root, "activity") if (made := _activity(element, timezone)) is not None]
    if not found:
        refuse([Finding("", "no-activity", "Holds no activity with a time; send the recording of a session.")], name)
    found.sort(key=lambda activity: activity.started_at)
    warning = InputWarning("no-timezone", "", f"TCX tells times in UTC; {timezone} is taken for the date.")
    return ActivityFile(tuple(found), (warning,) if timezone == "UTC" else ())


def _activity(element: Element, timezone: str) -> Activity | None:
    laps = [child for child in element if local(child.tag) == "lap"]
    starts = [at for lap in laps if (at := instant_in(lap.get("StartTime", ""))) is not None]
    started = min(starts, default=None) or instant_in(_text(element, "id"))
    if started is None:
        return None
    seconds, metres = (_sum(laps, name) for name in ("totaltimeseconds", "distancemeters"))
    written = element.get("Sport", "")
    return Activity(
        started_at=started.astimezone(ZoneInfo(timezone)),
        sport=SPORTS.get(written.casefold(), "other"),
        duration_s=within(seconds, 1, MOST_SECONDS),
        distance_m=within(metres, 1, MOST_METRES),
        avg_hr=within(_heart(laps), 20, 260),
        title=label(_text(element, "notes")),
        sport_raw=label(written) or None,
        source="tcx",
        external_id=label(_text(element, "id")) or None,
    )


def _heart(laps: list[Element]) -> float | None:
    """The mean over the laps, by their length."""
    beats = time = 0.0
    for lap in laps:
        rates = [number for each in _children(lap, "averageheartratebpm") if (number := _number(_text(each, "value"))) is not None]
        seconds = _sum([lap], "totaltimeseconds")
        if rates and seconds:
            beats, time = beats + rates[0] * seconds, time + seconds
    return beats / time if time else None


def _sum(laps: list[Element], name: str) -> float | None:
    values = [number for lap in laps if (number := _number(_text(lap, name))) is not None]
    return sum(values) if values else None


def _named(root: Element, name: str) -> Iterator[Element]:
    return (element for element in root.iter() if local(element.tag) == name)


def _children(element: Element, name: str) -> Iterator[Element]:
    return (child for child in element if local(child.tag) == name)


def _text(element: Element, name: str) -> str:
    return next(((child.text or "").strip() for child in _children(element, name)), "")


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
