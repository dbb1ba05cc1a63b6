"""Which cards are shown, and in which order: safety first, then at most three others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from service.assessment.causes import load, shoes, sleep
from service.assessment.line_conditions import holds
from service.assessment.occasion import ON_HOLD, Occasion
from service.domain.assessment import TagName, Urgency
from service.domain.athlete import Gate
from service.domain.report import Surface
from service.domain.report_class import ReportClass

TAG_CARDS: Mapping[TagName, tuple[str, ...]] = MappingProxyType(
    {
        TagName.WARMUP: ("AC-WARMUP",),
        TagName.STIFF: ("AC-WARMUP",),
        TagName.PACING: ("AC-PACING",),
        TagName.FUEL: ("AC-FUEL",),
        TagName.HYDRATION: ("AC-HYDRATE",),
        TagName.HEAT: ("AC-HEAT", "AC-HYDRATE"),
        TagName.SLEEP: ("AC-SLEEP",),
        TagName.STRESS: ("AC-STRESS",),
        TagName.LOAD: ("AC-ABSORB",),
        TagName.FREQ: ("AC-ABSORB",),
        TagName.GREYZONE: ("AC-EASY",),
        TagName.STRENGTH: ("AC-DOMS",),
        TagName.FORM: ("AC-FORM", "AC-STRENGTH"),
        TagName.SHOES: ("AC-SHOES",),
        TagName.ILLNESS: ("AC-ILLNESS",),
        TagName.TRAVEL: ("AC-TRAVEL",),
        TagName.IRON_RISK: ("AC-IRON",),
        TagName.LEA_RISK: ("AC-LEA",),
        TagName.CAPACITY: ("AC-STRESS",),
        TagName.CYCLE: ("AC-CYCLE",),
    }
)
"""Every cause has its own fix: exactly one set of cards for each (S1-03)."""

CLASS_CARDS: Mapping[ReportClass, str] = MappingProxyType(
    {
        ReportClass.P1_START: "AC-WARMUP",
        ReportClass.P3_WHOLE_RUN: "AC-ABSORB",
        ReportClass.P4_MULTI_DAY: "AC-ABSORB",
        ReportClass.P5_WEEK_TREND: "AC-ABSORB",
        ReportClass.EXPECTED_DOMS: "AC-DOMS",
        ReportClass.POST_ILLNESS: "AC-ILLNESS",
        ReportClass.TAPER_NORMAL: "AC-TAPER",
    }
)
HEALTH_FIRST = (TagName.LEA_RISK, TagName.IRON_RISK)
"""Causes whose card must not fall behind the limit of three."""
NORMAL_CLASSES = frozenset({ReportClass.ISOLATED, ReportClass.GOOD, ReportClass.P1_START})
CHECKLIST_CLASSES = frozenset({ReportClass.ISOLATED, ReportClass.INSUFFICIENT_DATA})
FOCUSED_SURFACES = frozenset({Surface.TREADMILL, Surface.STRAIGHT})


def chosen_cards(occasion: Occasion) -> tuple[str, ...]:
    """Codes of the cards to show. On hold, only the safety card: advice on training would be noise."""
    safety = tuple(_safety(occasion))
    if occasion.level >= ON_HOLD:
        return safety
    others = dict.fromkeys(card for part in (_first, _by_class, _by_cause, _by_circumstance, _reassuring) for card in part(occasion))
    return (*safety, *tuple(others)[: occasion.case.policy.causes.most_cards])


def _safety(occasion: Occasion) -> Iterator[str]:
    if occasion.urgency is Urgency.EMERGENCY:
        yield "AC-EMERGENCY"
    elif occasion.urgency is not None or occasion.level >= ON_HOLD:
        yield "AC-REFER"


def _first(occasion: Occasion) -> Iterator[str]:
    gates = occasion.case.features.gates
    if (Gate.PREGNANT in gates or Gate.POSTPARTUM in gates) and occasion.on("G16"):
        yield "AC-GUIDED"
    if shoes.aches_in_worn_shoes(occasion.case) and occasion.on("S0-15"):
        yield "AC-SHOES"


def _by_class(occasion: Occasion) -> Iterator[str]:
    """The class's own card; while a level is held over good days, that of the class that set it."""
    if occasion.klass is ReportClass.P2_MIDWAY:
        yield from _midway(occasion)
    if occasion.klass in CLASS_CARDS:
        yield CLASS_CARDS[occasion.klass]
    elif occasion.level > 0 and occasion.verdict.class_in_force in CLASS_CARDS:
        yield CLASS_CARDS[occasion.verdict.class_in_force]
    if occasion.klass is ReportClass.ISOLATED and occasion.level == 0:
        yield "AC-NORMAL"


def _midway(occasion: Occasion) -> Iterator[str]:
    """Food before pace: that is the commoner cause towards the end (S2-34, S2-61)."""
    if occasion.has(TagName.FUEL) or holds("late_type", occasion):
        yield "AC-FUEL"
    if occasion.has(TagName.HEAT):
        yield "AC-HEAT"
    yield "AC-PACING"


def _by_cause(occasion: Occasion) -> Iterator[str]:
    if not occasion.on("S1-03"):
        return
    if occasion.has(TagName.SHOES) and shoes.shoe_km(occasion.case) >= occasion.case.policy.causes.shoe_every_time_km:
        yield "AC-SHOES"
    found = [tag.tag for tag in occasion.tags]
    for name in (*(tag for tag in HEALTH_FIRST if tag in found), *found):
        if name is not TagName.SHOES or _shoes_deserve_a_card(occasion):
            yield from TAG_CARDS[name]


def _shoes_deserve_a_card(occasion: Occasion) -> bool:
    """From 800 km on, or a new pair; below that the coach gets a note (S0-14)."""
    return shoes.shoe_km(occasion.case) >= occasion.case.policy.causes.shoe_card_km or shoes.is_new_pair(occasion.case)


def _by_circumstance(occasion: Occasion) -> Iterator[str]:
    case = occasion.case
    wanted = {
        "AC-SLEEP": occasion.on("S1-34") and sleep.sleeps_less_than_advised(case),
        "AC-HYDRATE": occasion.on("S3-07") and holds("cramps", occasion),
        "AC-ABSORB": occasion.on("S1-19") and case.heavy is not None and load.did_more_than_planned(case),
        "AC-EASY": holds("easy_too_hard", occasion),
        "AC-STRENGTH": occasion.on("S2-67") and (holds("calves", occasion) or holds("quads_or_calves", occasion)),
        "AC-FORM": occasion.on("S4-34") and holds("knee", occasion),
        "AC-XTRAIN": _swaps_are_likely(occasion) or (occasion.on("S0-22") and holds("fitness_runner", occasion)),
        "AC-MIND": occasion.on("S4-10") and case.said is not None and case.said.surface in FOCUSED_SURFACES,
        "AC-FUEL": occasion.on("S0-29") and case.heavy is not None and occasion.told_minutes > case.policy.causes.fuel_meal_minutes,
        "AC-COOLDOWN": occasion.on("S3-12") and _ended_abruptly(occasion),
        "AC-RECOVER": occasion.level >= 1 and occasion.was_hard_or_long(),
    }
    return (card for card, shown in wanted.items() if shown)


def _swaps_are_likely(occasion: Occasion) -> bool:
    row = occasion.case.policy.levels.rows[occasion.level]
    return row.cross_min > 0 and bool(occasion.case.athlete.cross_training)


def _ended_abruptly(occasion: Occasion) -> bool:
    """A hard or long session without an easy end."""
    report = occasion.case.deciding.report if occasion.case.deciding is not None else None
    if report is None or report.cooldown_min is None:
        return False
    return report.cooldown_min < occasion.case.policy.causes.cool_down_minutes and occasion.was_hard_or_long()


def _reassuring(occasion: Occasion) -> Iterator[str]:
    if occasion.klass in NORMAL_CLASSES and occasion.level == 0:
        yield "AC-NORMAL"
    if occasion.klass in CHECKLIST_CLASSES:
        yield "AC-CHECKLIST"
