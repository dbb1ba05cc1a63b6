"""Likely causes in the order in which they are worth looking at. A tag chooses cards; it never raises a level."""

from __future__ import annotations

from service.assessment.causes import (
    capacity,
    cycle,
    form,
    freq,
    fuel,
    greyzone,
    heat,
    hydration,
    illness,
    iron,
    lea,
    load,
    pacing,
    shoes,
    sleep,
    stiff,
    strength,
    stress,
    travel,
    warmup,
)
from service.assessment.causes.case import Case
from service.assessment.features import Features
from service.domain.assessment import Confidence, Tag, TagName
from service.domain.athlete import Athlete
from service.domain.history import Timeline
from service.domain.plan import Plan
from service.domain.policy import Policy

CAUSES = (
    fuel.find,
    hydration.find,
    heat.find,
    sleep.find,
    stress.find,
    freq.find,
    greyzone.find,
    iron.find,
    lea.find,
    illness.find,
    travel.find,
    warmup.find,
    stiff.find,
    pacing.find,
    strength.find,
    shoes.find,
    capacity.find,
    cycle.find,
)
"""Causes that need no other cause to be known; LOAD and FORM do."""

SUPPLY_FIRST = (
    TagName.FUEL,
    TagName.HYDRATION,
    TagName.HEAT,
    TagName.SLEEP,
    TagName.STRESS,
    TagName.LOAD,
    TagName.FREQ,
    TagName.GREYZONE,
    TagName.IRON_RISK,
    TagName.LEA_RISK,
    TagName.ILLNESS,
    TagName.TRAVEL,
    TagName.WARMUP,
    TagName.STIFF,
    TagName.PACING,
    TagName.STRENGTH,
    TagName.FORM,
    TagName.SHOES,
    TagName.CYCLE,
    TagName.CAPACITY,
)
"""Fuel, fluid, sleep, load, iron (S1-36); what the chain does not name follows."""


def find_tags(features: Features, plan: Plan, timeline: Timeline, athlete: Athlete, policy: Policy) -> tuple[Tag, ...]:
    """Every cause that the facts speak for, sure ones first, in the order fuel, fluid, sleep, load, iron (S1-36).

    Causes that depend on the class (FORM, the default LOAD, some of WARMUP and FUEL) are found only when
    `features.klass` is set.
    """
    case = Case(features, plan, timeline, athlete, policy)
    found = [tag for find in CAUSES if (tag := find(case)) is not None]
    thirsty_or_hot = any(tag.tag in (TagName.HYDRATION, TagName.HEAT) for tag in found)
    if (worked := load.find(case, thirsty_or_hot)) is not None:
        found.append(worked)
    if (moved := form.find(case, found)) is not None:
        found.append(moved)
    if (usual := load.by_default(case, found)) is not None:
        found.append(usual)
    order = SUPPLY_FIRST if policy.on("S1-36") else tuple(TagName)
    return tuple(sorted(found, key=lambda tag: (tag.confidence is Confidence.LOW, order.index(tag.tag))))
