"""Plans, reports and requests as plain JSON values, to be changed at one place by a test."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import strategies as st

from service.errors import BadInput, Finding

Json = dict[str, Any]

FULL_SESSION: Json = {
    "id": "s-1", "revision": 3, "external_ids": [{"system": "calendar", "id": "uid-1"}], "day_index": 8, "date": "2026-03-10",
    "original_date": "2026-03-09", "date_window": {"from": "2026-03-09", "to": "2026-03-12"}, "part_of_day": "am", "start_time": "06:30",
    "order_in_day": 1, "sport": "run", "sport_raw": "Run", "kind": "interval", "hard": True, "title": "5 x 1 km", "description": "on grass",
    "coach_notes": "relaxed", "athlete_notes": None,
    "planned": {
        "duration_s": {"value": 3300, "low": 3000, "high": 3600, "source": "stated"},
        "distance_m": {"value": 10000, "source": "stated", "as_written": "10 km"},
        "load": {"value": 410, "unit": "rpe_min", "source": "derived"}, "intensity_factor": 0.9, "work_kj": None,
        "elevation_gain_m": {"value": 40},
    },
    "rpe": {"low": 7, "high": 8}, "intensity": {"zones": {"low": 4, "high": 5, "system": "five"}, "rpe": 7.5, "named_pace": "5k"},
    "structure": {
        "steps": [
            {"type": "step", "class": "warmup", "end": {"type": "time", "s": 600},
             "targets": [{"metric": "hr", "unit": "zone", "low": 2, "high": 2, "role": "primary"}]},
            {"type": "repeat", "count": 5, "steps": [
                {"type": "step", "class": "active", "name": "1000", "end": {"type": "distance", "m": 1000},
                 "targets": [{"metric": "pace", "unit": "s_per_km", "low": 230, "high": 245}], "cues": [{"at_s": 0, "text": "tall"}]},
                {"type": "step", "class": "recovery", "end": {"type": "time", "s": 120}, "targets": []}]},
            {"type": "step", "class": "cooldown", "end": {"type": "time", "s": 300}},
        ],
        "pool_length_m": None, "complete": True,
    },
    "strength": {"exercises": [{"name": "Squat", "superset": "A", "sets": [{"reps": {"low": 4, "high": 6}, "load_kg": 60, "rest_s": 90}]}]},
    "priority": "key", "key_rank": 1, "optional": False, "alternatives": [{"title": "hills", "sport": "run", "kind": "hills"}],
    "locked": "none", "lock_reason": None, "group": {"id": "g", "kind": "double", "index": 1, "max_gap_days": 0}, "group_session": False,
    "if_missed": "same_week", "constraints": {"min_hours_after_hard": 36, "allowed_weekdays": ["tue", "wed"], "not_before": None},
    "reduced": {"duration_s": 2400, "load": 290, "title": "3 x 1 km"}, "status": "planned", "phase_id": "p1", "tags": ["track"],
    "environment": "outdoor", "location": "stadium", "equipment": ["spikes"], "completed": None,
    "change": {"at": "2026-03-01T18:00:00+01:00", "by": "coach", "reason": "travel", "report_ids": []},
    "source": {"format": "grid", "locator": "row 2", "raw": "5x1000", "confidence": 0.9, "warnings": [{"code": "guess", "message": "m"}]},
    "extensions": {"sheet": {"Colour": "red"}}, "updated_at": "2026-03-01T18:00:00+01:00",
}  # fmt: skip
FULL_PLAN: Json = {
    "schema": "plan/1", "id": "p-9", "external_ids": [{"system": "club", "id": "7"}], "name": "Spring half", "description": None,
    "language": "en", "timezone": "Europe/Vienna", "week_start": "monday", "display_units": {"run": "km"},
    "anchor": {"type": "race", "date": "2026-05-24", "day_index": 83}, "cycle_days": 7,
    "start_date": "2026-03-02", "end_date": "2026-05-24",
    "athlete": {"ref": "a-17", "thresholds": [{"sport": "run", "valid_from": "2026-01-01", "threshold_pace_s_per_km": 255}],
                "zones": [{"sport": "run", "metric": "hr", "bounds": [[0, 139], [140, 152]]}]},
    "races": [{"id": "r1", "name": "Half", "date": "2026-05-24", "sport": "run", "distance_m": 21097.5, "priority": "A",
               "goal_time_s": {"low": 5400, "high": 5700}, "session_id": "s-1"}],
    "phases": [{"id": "p1", "name": "Base", "kind": "base", "start_date": "2026-03-02", "end_date": "2026-03-29", "focus": "aerobic"}],
    "weeks": [{"index": 1, "start_date": "2026-03-02", "phase_id": "p1", "recovery": False, "notes": "start",
               "goals": {"distance_m": {"low": 40000, "high": 45000}, "duration_s": None, "load": {"value": 1500, "unit": "rpe_min"},
                         "long_session_m": 14000, "sessions": 5}}],
    "availability": [{"weekday": "wed", "max_minutes": 60}, {"date": "2026-03-20", "available": False}],
    "notes": [{"scope": "plan", "text": "bring water"}], "sessions": [FULL_SESSION], "version": 4,
    "source": {"format": "grid", "file": "plan.csv", "imported_at": "2026-02-01T08:00:00Z", "options": {"unit": "km"}},
    "extensions": {"sheet": {"Owner": "x"}},
}  # fmt: skip


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**6), 10**6) | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


def plain_session(day: str = "2026-03-05", id: str = "s-1", **fields: Any) -> Json:
    return {"id": id, "date": day, "sport": "run", "kind": "easy", **fields}


def plain_plan(*sessions: Json, **fields: Any) -> Json:
    return {"schema": "plan/1", "name": "Plan", "timezone": "Europe/Vienna", "sessions": list(sessions) or [plain_session()], **fields}


def plain_report(**fields: Any) -> Json:
    return {"schema": "report/1", "id": "r-1", "observed_at": "2026-03-04T09:00:00+01:00", "heaviness": 5, **fields}


def plain_request(**fields: Any) -> Json:
    sessions = (plain_session("2026-03-05", "s-1"), plain_session("2026-03-06", "s-2"))
    return {"schema": "adjust-request/1", "now": "2026-03-04T19:00:00+01:00", "plan": plain_plan(*sessions), **fields}


def with_value(document: Json, pointer: str, value: object) -> Json:
    """A copy of `document` with `value` at a JSON pointer; missing objects on the way are made."""
    copied = copy.deepcopy(document)
    here: Any = copied
    *way, last = pointer.strip("/").split("/")
    for step in way:
        here = here[int(step)] if isinstance(here, list) else here.setdefault(step, {})
    if isinstance(here, list):
        here[int(last)] = value
    else:
        here[last] = value
    return copied


def only_finding(error: BadInput) -> Finding:
    assert len(error.findings) == 1, error.findings
    return error.findings[0]
