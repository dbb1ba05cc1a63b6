"""The plan of an athlete can be read whatever is recorded of its sessions: otherwise no report would be answered any more."""

from __future__ import annotations

import json
from typing import Any

import pytest

from service.documents.completions import CompletionDocument
from service.documents.plan import plan_document, read_plan
from service.documents.policy import load_policy
from service.errors import BadInput
from service.platforms.base import Incoming
from service.usecases.plans.completion import record_completion
from tests.usecases.platforms.conftest import World, icu_run


def ran(world: World, **more: Any) -> dict[str, Any]:
    """What is kept of a run that intervals.icu tells of."""
    world.connect("intervals_icu")
    event = {"type": "ACTIVITY_UPLOADED", "activity": {**icu_run("i1", world.at(6)), **more}}
    world.hears("intervals_icu", Incoming("POST", {}, {}, world.fakes["intervals_icu"].message([event])))
    plan = read_plan(plan_document(json.loads(world.plan().document)), load_policy())
    assert len(plan.sessions) == 4
    (figures,) = world.done().values()
    return figures


@pytest.mark.parametrize("seconds", [86_401, 100_000, 604_800, 10**400, 1e308])
def test_a_watch_that_ran_on_for_days_tells_no_duration(world: World, seconds: float) -> None:
    figures = ran(world, moving_time=seconds, paired_event_external_id=f"pa:{world.plan().id}:sun")
    assert (figures.get("duration_s"), figures["distance_m"]) == (None, 8010)


@pytest.mark.parametrize("metres", [300_000, 1_000_000, 8_000_000, 1e308])
def test_a_slip_of_the_unit_tells_no_distance(world: World, metres: float) -> None:
    figures = ran(world, distance=metres)
    assert (figures.get("distance_m"), figures["duration_s"]) == (None, 2700)


def test_a_longest_run_is_kept(world: World) -> None:
    assert ran(world, distance=299_999, moving_time=86_400, paired_event_external_id=f"pa:{world.plan().id}:sun")["distance_m"] == 299_999


def test_a_person_who_mistakes_the_unit_is_told(world: World) -> None:
    far = CompletionDocument.model_validate({"status": "done", "distance_m": 300_000})
    with pytest.raises(BadInput) as refused:
        record_completion(world.services, world.club.office, world.athlete_id, "am", far)
    assert [(finding.pointer, finding.code) for finding in refused.value.findings] == [("/distance_m", "out-of-range")]
    assert world.done() == {}
