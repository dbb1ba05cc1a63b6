"""A recording as the plan of what was done: history for somebody who has no plan here yet."""

from __future__ import annotations

from dataclasses import dataclass

from service.documents.base import DEFAULT_ZONE
from service.documents.plan import PlanDocument
from service.documents.quantities import half_up
from service.domain.session import Kind, Sport
from service.formats.activity import Activity, ActivityFile, ActivityReader
from service.formats.base import NOTHING_SAID, ReadOptions
from service.formats.gpx import read_gpx
from service.formats.placed import named_after, placed_plan
from service.formats.steps import Raw
from service.formats.tcx import read_tcx

HARD_RPE = 7
KINDS = {Sport.STRENGTH: Kind.STRENGTH, Sport.MOBILITY: Kind.MOBILITY, Sport.CROSS: Kind.CROSS, Sport.BRICK: Kind.BRICK}


@dataclass(frozen=True, slots=True)
class Recording:
    """Reads an activity file as a plan in which everything is completed."""

    name: str
    parse: ActivityReader

    def read(self, content: bytes, *, name: str, options: ReadOptions = NOTHING_SAID) -> PlanDocument:
        zone = options.timezone or DEFAULT_ZONE
        return done_plan(self.parse(content, name=name, timezone=zone), name=name, zone=zone)


TCX = Recording("tcx", read_tcx)
GPX = Recording("gpx", read_gpx)


def done_plan(file: ActivityFile, *, name: str, zone: str) -> PlanDocument:
    """What was done, as sessions that are completed."""
    sessions = [done_session(activity) for activity in file.activities]
    places = [f"activity {number}" for number in range(1, len(sessions) + 1)]
    raw = {"name": named_after(name), "timezone": zone, "sessions": sessions}
    return placed_plan(raw, places, name=name, warnings=file.warnings)


def done_session(activity: Activity) -> Raw:
    """A completed session. What was planned is not known, so nothing is said about it; hard is what felt hard."""
    session: Raw = {
        "date": activity.date.isoformat(),
        "start_time": activity.started_at.strftime("%H:%M"),
        "sport": activity.sport,
        "kind": KINDS.get(Sport(activity.sport), Kind.OTHER).value,
        "title": activity.title or activity.sport_raw or activity.sport,
        "status": "completed",
        "completed": completed_part(activity),
        "source": {"locator": f"activity of {activity.started_at:%Y-%m-%d %H:%M}", "confidence": 1},
    }
    if activity.sport_raw:
        session["sport_raw"] = activity.sport_raw
    if activity.rpe is not None:
        session["hard"] = activity.rpe >= HARD_RPE
    if activity.load is not None:
        session["extensions"] = {activity.source: {"tss": activity.load}}
    return session


def completed_part(activity: Activity) -> Raw:
    """`completed` of a session of `plan/1`. Load in TSS stays outside: `completed.load` counts in the unit of the rules."""
    part: Raw = {
        "at": activity.started_at.isoformat(timespec="seconds"),
        "duration_s": None if activity.duration_s is None else half_up(activity.duration_s),
        "distance_m": None if activity.distance_m is None else half_up(activity.distance_m),
        "rpe": activity.rpe,
        "feel": activity.feel,
        "avg_hr": activity.avg_hr,
        "source": {"format": activity.source, "external_id": activity.external_id},
    }
    return {key: value for key, value in part.items() if value is not None}
