"""A YAML file as a plan: a schedule of weeks, or one workout."""

from __future__ import annotations

from service.documents.plan import PlanDocument
from service.documents.refusal import refuse
from service.errors import Finding
from service.formats.base import NOTHING_SAID, ReadOptions
from service.formats.placed import named_after, placed_plan, zone_and_warnings
from service.formats.workout_files.days import day_in
from service.formats.workout_files.plan import FIRST_DAY, plan_of
from service.formats.yaml_plans.calendar_hack import is_plan, plan_in
from service.formats.yaml_plans.garmin_workouts import is_workout, workout_in
from service.formats.yaml_plans.loading import load_yaml


class YamlPlan:
    """Reads calendar-hack schedules and garmin-workouts steps; the keys tell which."""

    name = "yaml"

    def read(self, content: bytes, *, name: str, options: ReadOptions = NOTHING_SAID) -> PlanDocument:
        value = load_yaml(content, name=name)
        if isinstance(value, dict) and is_plan(value):
            schedule = plan_in(value, name=name, options=options)
            zone, no_zone = zone_and_warnings(options)
            raw = {"name": named_after(name), **schedule.raw, "timezone": zone}
            return placed_plan(raw, schedule.places, name=name, warnings=(*no_zone, *schedule.warnings))
        if is_workout(value) or isinstance(value, list):
            return plan_of([(workout_in(value, name=name), day_in(name) or FIRST_DAY)], (), name, options)
        detail = "Neither a plan (a key schedule) nor a workout (a key steps); send one of the two."
        return refuse([Finding("", "unknown-format", detail)], name)


YAML = YamlPlan()
