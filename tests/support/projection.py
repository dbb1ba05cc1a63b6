"""What a format can carry of a plan, written without a look at its writer: what `parse(write(plan))` has to give back.

`project` drops what the format has no place for; `told` drops what a reader adds about the file itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from tests.support.plain import Json

TABLE_KEYS = (
    "id", "date", "day_index", "part_of_day", "start_time", "order_in_day", "sport", "kind", "hard", "title", "description", "priority",
    "key_rank", "optional", "locked", "group_session", "if_missed", "environment", "status", "phase_id", "coach_notes", "athlete_notes",
)  # fmt: skip
CALENDAR_KEYS = (
    "id", "date", "part_of_day", "start_time", "order_in_day", "sport", "kind", "hard", "title", "description", "priority", "key_rank",
    "optional", "locked", "group_session", "status", "phase_id",
)  # fmt: skip
ABOUT_THE_FILE = ("source", "sport_raw", "external_ids", "extensions", "revision")
NOTATION = {
    ("power", "pct_ftp"), ("power", "w"), ("power", "zone"), ("hr", "pct_max_hr"), ("hr", "pct_lthr"), ("hr", "zone"), ("cadence", "rpm"),
    ("pace", "s_per_km"), ("pace", "s_per_100m"), ("pace", "pct_threshold_pace"), ("pace", "zone"),
}  # fmt: skip
"""Targets that the workout text has a notation for."""
DEVICE = {("power", "w"), ("power", "pct_ftp"), ("hr", "bpm"), ("hr", "pct_max_hr"), ("hr", "zone"), ("power", "zone"), ("cadence", "rpm")}
"""Targets that a FIT workout tells in a unit of its own."""


def project(plan: Json, format_name: str) -> Json:
    """What the format carries of `plan`, both in plain JSON."""
    return PROJECTIONS[format_name](plan)


def told(plan: Json) -> Json:
    """A plan that was read, without what its reader says about the file."""
    kept = {key: value for key, value in plan.items() if key not in ("source", "extensions", "weeks", "notes")}
    return {**kept, "sessions": [_without(session, ABOUT_THE_FILE) for session in plan["sessions"]]}


def _table(plan: Json) -> Json:
    return _frame(plan, (_in_table(session) for session in plan["sessions"]))


def _in_table(session: Json) -> Json:
    rpe, limits = session.get("rpe"), session.get("constraints") or {}
    effort = {} if rpe is None else {"value": mean(rpe)} | ({"high": rpe["high"]} if isinstance(rpe, dict) and "high" in rpe else {})
    done = session.get("completed") or {}
    return _filled({
        **_plain(session, TABLE_KEYS, stripped=True), "planned": _amounts(session), "rpe": effort,
        "group": _plain(session.get("group") or {}, ("id", "kind", "index")),
        "constraints": _plain(limits, ("allowed_weekdays", "not_before", "not_after")),
        "completed": _plain(done, ("duration_s", "distance_m", "load", "rpe")), "structure": _structure(session, _in_notation),
    })  # fmt: skip


def _calendar(plan: Json) -> Json:
    """Steps in the notation of workout texts; a plan keeps its id."""
    kept = {"id": plan["id"]} if plan.get("id") else {}
    return {**kept, **_frame(plan, (_in_calendar(session) for session in plan["sessions"]))}


def _in_calendar(session: Json) -> Json:
    rpe = session.get("rpe")
    return _filled({
        **_plain(session, CALENDAR_KEYS, stripped=True), "planned": _amounts(session),
        "rpe": None if rpe is None else mean(rpe), "group": _plain(session.get("group") or {}, ("id", "kind", "index")),
        "structure": _structure(session, _in_notation),
    })  # fmt: skip


def _device(plan: Json) -> Json:
    """What a folder of workouts for devices tells of each session; kinds and amounts are read from the steps."""
    return {"sessions": [_on_device(session) for session in plan["sessions"]]}


def _on_device(session: Json) -> Json:
    return _filled({**_plain(session, ("date", "sport", "title", "description")), "structure": _structure(session, _as_fit)})


def _trainer(plan: Json) -> Json:
    """What a folder of indoor workouts tells; HR and RPE come back as text that appears on the way."""
    return {"sessions": [_on_trainer(session) for session in plan["sessions"]]}


def _on_trainer(session: Json) -> Json:
    steps = [made for step in session["structure"]["steps"] for made in _as_zwo(step)]
    return _filled({**_plain(session, ("date", "sport", "title", "description", "tags")), "structure": {"steps": steps}})


def _events(plan: Json) -> Json:
    """What the events of a platform tell; of the priority only that a session is a key session."""
    return {"sessions": [_as_event(session) for session in plan["sessions"]]}


def _as_event(session: Json) -> Json:
    return _filled({**_plain(session, ("date", "sport", "title", "priority")), "structure": _structure(session, _in_notation)})


PROJECTIONS: Mapping[str, Callable[[Json], Json]] = {
    "json": lambda plan: plan, "csv": _table, "xlsx": _table, "ics": _calendar, "fit": _device, "zwo": _trainer,
    "intervals": _events,
}  # fmt: skip


def mean(quantity: Any) -> float:
    """The value of a quantity, or the middle of its range."""
    if not isinstance(quantity, dict):
        return float(quantity)
    return float(quantity["value"] if "value" in quantity else (quantity["low"] + quantity["high"]) / 2)


def _frame(plan: Json, sessions: Iterable[Json]) -> Json:
    return {"schema": "plan/1", "name": plan["name"], "timezone": plan["timezone"], "sessions": list(sessions)}


def _plain(part: Json, keys: Iterable[str], *, stripped: bool = False) -> Json:
    """The keys that say something."""
    kept = {key: part[key] for key in keys if part.get(key) not in (None, "", [])}
    return {key: value.strip() if stripped and isinstance(value, str) else value for key, value in kept.items()}


def _filled(session: Json) -> Json:
    return {key: value for key, value in session.items() if value not in (None, {}, [], "")}


def _without(session: Json, keys: Iterable[str]) -> Json:
    return {key: value for key, value in session.items() if key not in keys}


def _amounts(session: Json) -> Json:
    planned = session.get("planned") or {}
    amounts: Json = {key: mean(planned[key]) for key in ("duration_s", "distance_m") if planned.get(key) is not None}
    load = planned.get("load")
    if load is not None:
        amounts["load"] = {"value": mean(load)} | ({"unit": load["unit"]} if isinstance(load, dict) and load.get("unit") else {})
    return amounts


def _structure(session: Json, carried: Callable[[Json], Json]) -> Json:
    structure = session.get("structure") or {}
    if not structure.get("steps") or structure.get("complete") is False:
        return {}
    return {"steps": [_each(step, carried) for step in structure["steps"]]}


def _each(step: Json, carried: Callable[[Json], Json]) -> Json:
    if step.get("type") == "repeat":
        return {"type": "repeat", "count": step["count"], "steps": [_each(inner, carried) for inner in step["steps"]]}
    return {"type": "step", **carried(step)}


def _targets(step: Json, known: set[tuple[str, str]]) -> list[Json]:
    kept = [target for target in step.get("targets") or [] if (target["metric"], target.get("unit")) in known]
    roles = ("primary", "secondary")
    keys = ("metric", "unit", "low", "high", "ramp")
    return [{**_plain_target(target, keys), "role": role} for target, role in zip(kept, roles, strict=False)]


def _plain_target(target: Json, keys: Iterable[str]) -> Json:
    return {key: target[key] for key in keys if key in target}


def _in_notation(step: Json) -> Json:
    named = {"name": step["name"]} if step.get("name") else {}
    return {"class": step["class"], "end": step["end"], "targets": _targets(step, NOTATION), **named}


def _as_fit(step: Json) -> Json:
    return {"class": step["class"], "end": step["end"], "targets": _targets(step, DEVICE)}


def _as_zwo(step: Json) -> list[Json]:
    """Two steps with a power that take turns are the repeat of the format; all other repeats are written out."""
    if step.get("type") != "repeat":
        return [_element(step)]
    inner = step["steps"]
    powers = [_power(each) for each in inner]
    if len(inner) == 2 and all(power is not None and not power.get("ramp") for power in powers):
        return [{"type": "repeat", "count": step["count"], "steps": [_turn(inner[0], "active"), _turn(inner[1], "recovery")]}]
    return [_element(each) for _ in range(step["count"]) for each in inner]


def _turn(step: Json, step_class: str) -> Json:
    """A step of the format's own repeat: cadence too is one number there."""
    made = _element(step)
    targets = [{**each, "low": middle, "high": middle} for each in made["targets"] if (middle := (each["low"] + each["high"]) / 2)]
    return {**made, "class": step_class, "targets": targets}


def _power(step: Json) -> Json | None:
    return next((target for target in step["targets"] if target["unit"] == "pct_ftp"), None)


def _element(step: Json) -> Json:
    """A range is ridden at its middle; only what has a power keeps being a warm-up, a cool-down or the rest between efforts."""
    power = _power(step)
    made: Json = {
        "type": "step",
        "class": step["class"] if power and step["class"] != "recovery" else "active",
        "end": step["end"],
        "targets": [],
    }
    if power is not None:
        middle = (power["low"] + power["high"]) / 2
        ends = (power["low"], power["high"]) if power.get("ramp") else (middle, middle)
        ramp = {"ramp": True} if power.get("ramp") else {}
        made["targets"].append({"metric": "power", "unit": "pct_ftp", "low": ends[0], "high": ends[1], "role": "primary", **ramp})
    cadence = [target for target in step["targets"] if target["metric"] == "cadence"]
    made["targets"] += [{**target, "role": "secondary"} for target in cadence]
    return made
