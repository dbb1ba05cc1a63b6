"""A FIT activity file as what was done: one activity a session, so a triathlon gives three."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from service.documents.limits import EARLIEST_DATE, MOST_LOAD, MOST_METRES, MOST_SECONDS
from service.documents.refusal import refuse
from service.domain.adjustment import InputWarning
from service.errors import Finding
from service.formats.activity import Activity, ActivityFile, within
from service.formats.decoding import label
from service.formats.fit.decoding import FitFile, Message, damage_warnings
from service.formats.fit.numbers import sport_of

TRANSITION = "transition"
WIDEST_OFFSET = timedelta(hours=14)
QUARTER = timedelta(minutes=15)
SURE_RPE = 10
"""`workout_rpe` is CR10 times this."""


def activities_of(file: FitFile, *, name: str, timezone: str) -> ActivityFile:
    """The activities of a decoded file. `timezone` is used where the file does not tell its own. Raises BadInput when there are none."""
    zone, warnings = _zone(file, timezone)
    sessions = [message for message in file.named("session") if message.named.get("sport") != TRANSITION]
    made = [activity for message in sessions if (activity := _activity(message, file, zone)) is not None]
    if not made and not sessions and (from_track := _from_track(file, zone)) is not None:
        made = [from_track]
        warnings += (InputWarning("no-summary", "", "The file ends before its summary; times come from the single records."),)
    if not made and sessions:
        detail = "The clock of the device was not set, so nothing tells the date; enter the session by hand."
        refuse([Finding("", "no-date", detail)], name)
    if not made:
        said = f"is a file of the sort {file.kind or 'unknown'}" if file.damage is None else file.damage
        refuse([Finding("", "no-activity", f"Holds no activity: it {said}. Send the recording of a session.")], name)
    made.sort(key=lambda activity: activity.started_at)
    return ActivityFile(tuple(made), (*damage_warnings(file), *warnings))


def _zone(file: FitFile, fallback: str) -> tuple[tzinfo, tuple[InputWarning, ...]]:
    """The offset that the device lived by: the difference of its two clocks in the activity message."""
    for message in file.named("activity"):
        local, instant = message.named.get("local_timestamp"), message.named.get("timestamp")
        if isinstance(local, datetime) and isinstance(instant, datetime):
            offset = round((local - instant) / QUARTER) * QUARTER
            if abs(offset) <= WIDEST_OFFSET:
                return timezone(offset), ()
    text = f"The file does not tell its local time; {fallback} is taken for the date."
    return ZoneInfo(fallback), (InputWarning("no-timezone", "", text),)


def _activity(message: Message, file: FitFile, zone: tzinfo) -> Activity | None:
    named = message.named
    started = _started(named.get("start_time")) or _started(file.track.first)
    if started is None:
        return None
    only_one = len(file.named("session")) == 1
    rpe = within(named.get("workout_rpe"), 0, 10 * SURE_RPE)
    return Activity(
        started_at=started.astimezone(zone),
        sport=sport_of(named.get("sport"), named.get("sub_sport")),
        duration_s=_first(named.get("total_timer_time"), named.get("total_elapsed_time"), most=MOST_SECONDS),
        distance_m=_first(named.get("total_distance"), file.track.metres if only_one else None, most=MOST_METRES),
        load=_first(named.get("training_stress_score"), most=MOST_LOAD),
        avg_hr=within(named.get("avg_heart_rate"), 20, 260),
        rpe=None if rpe is None else rpe / SURE_RPE,
        feel=within(named.get("workout_feel"), 0, 100),
        title=label(named.get("sport_profile_name") or ""),
        sport_raw=label(named.get("sub_sport") if named.get("sub_sport") not in (None, "generic") else named.get("sport") or ""),
        source="fit",
        external_id=_id(file, message),
    )


def _from_track(file: FitFile, zone: tzinfo) -> Activity | None:
    """What the records tell when the file was cut off before its summary."""
    track = file.track
    first, last = _started(track.first), _started(track.last)
    if first is None or last is None:
        return None
    return Activity(
        started_at=first.astimezone(zone),
        sport="other",
        duration_s=within((last - first).total_seconds(), 1, MOST_SECONDS),
        distance_m=within(track.metres, 1, MOST_METRES),
        avg_hr=within(track.heart_rate, 20, 260),
        source="fit",
    )


def _started(value: object) -> datetime | None:
    """An instant; a device without the time of day counts from when it was switched on, which tells no date."""
    if not isinstance(value, datetime):
        return None
    aware = value if value.tzinfo is not None else value.replace(tzinfo=UTC)
    return aware if aware.date() > EARLIEST_DATE else None


def _first(*values: object, most: float) -> float | None:
    """The first that is more than nothing."""
    return next((known for value in values if (known := within(value, 0.01, most)) is not None), None)


def _id(file: FitFile, message: Message) -> str | None:
    heads = file.named("file_id")
    serial = heads[0].named.get("serial_number") if heads else None
    started = message.named.get("start_time")
    return f"{serial}-{started:%Y%m%dT%H%M%SZ}" if serial is not None and isinstance(started, datetime) else None
