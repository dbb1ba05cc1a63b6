"""When a line of a card is said: each name in `when` of the card texts is one question to the occasion."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from service.assessment.causes import fuel, illness, iron, load, shoes, sleep, stiff, stress, warmup
from service.assessment.goals import needs_goal_review
from service.assessment.habits import overdoes_easy_days, runs_only
from service.assessment.occasion import ON_HOLD, Occasion
from service.domain.assessment import TagName, Urgency
from service.domain.athlete import Condition, Goal
from service.domain.classes import is_easy, is_speed
from service.domain.report import Illness, Timing
from service.domain.session import Sport

NERVE_SIGNS = frozenset({"RF_NUMB", "RF_TINGLE", "RF_FOOT_DROP", "RF_ONE_LEG_DRAG", "RF_BLADDER_SADDLE"})
PAIN_SIGNS = frozenset({"RF_BONE_PAIN", "RF_NIGHT_PAIN", "RF_LIMP", "RF_SHARP_PAIN", "RF_PAIN"})


def holds(name: str, occasion: Occasion) -> bool:
    """Whether the condition of that name is true now."""
    return CONDITIONS[name](occasion)


def _profile(occasion: Occasion, *conditions: Condition) -> bool:
    return any(condition.value in occasion.case.athlete.conditions for condition in conditions)


def _next_is_short_and_easy(occasion: Occasion) -> bool:
    following = occasion.next_session
    if following is None:
        return False
    return following.minutes < occasion.case.policy.causes.food_optional_minutes and is_easy(following, occasion.case.policy.sessions)


def _salts_on_the_way(occasion: Occasion) -> bool:
    """An hour of hard work, an hour and a half of any, or heat (S3-15)."""
    numbers = occasion.case.policy.causes
    hard = any(s.hard and s.minutes >= numbers.drink_minutes for s in occasion.sessions_at_hand)
    return hard or occasion.longest_minutes >= numbers.salts_minutes or occasion.has(TagName.HEAT)


def _short_race_soon(occasion: Occasion) -> bool:
    race, numbers = occasion.case.features.next_race, occasion.case.policy.causes
    if race is None or race.distance_m is None or race.sport is not Sport.RUN:
        return False
    return race.distance_m <= numbers.short_race_m and (race.date - occasion.case.features.today).days <= numbers.short_race_days


def _too_hot(occasion: Occasion) -> bool:
    latest = occasion.case.features.latest
    wbgt = latest.report.wbgt if latest is not None else None
    return wbgt is not None and wbgt > occasion.case.policy.causes.heat_stop_wbgt


def _soreness(occasion: Occasion) -> int:
    """The newest word on soreness; 0 when nobody said."""
    return occasion.case.features.soreness.points if occasion.case.features.soreness is not None else 0


def _lately_fast_and_strong(occasion: Occasion) -> bool:
    """Speed and leg strength on the same or on adjacent dates of the last three."""
    done = occasion.case.done_in(3)
    fast = [d.date for d in done if is_speed(d.session)]
    strong = [d.date for d in done if d.session.is_leg_strength]
    return any(abs((a - b).days) <= 1 for a in fast for b in strong)


def _may_vary_stride(occasion: Occasion) -> bool:
    """A short play with the stride, never with pain, with FORM or where overstriding is known (C1)."""
    return not occasion.has(TagName.FORM) and occasion.case.pain == 0 and not _profile(occasion, Condition.OVERSTRIDING)


def _illness_now(occasion: Occasion, *kinds: Illness) -> bool:
    return occasion.case.features.illness.now in kinds


def _long_illness(occasion: Occasion) -> bool:
    days = occasion.case.features.illness.days
    return days is not None and days > occasion.case.policy.levels.long_illness_days


_SAFETY: Mapping[str, Callable[[Occasion], bool]] = {
    "on_hold": lambda o: o.level >= ON_HOLD,
    "prompt": lambda o: o.urgency is Urgency.PROMPT,
    "routine": lambda o: o.urgency is Urgency.ROUTINE,
    "injured": lambda o: "RF_INJURY" in o.codes,
    "hurts": lambda o: bool(PAIN_SIGNS & o.codes),
    "nerve_sign": lambda o: bool(NERVE_SIGNS & o.codes),
    "no_nerve_sign": lambda o: not NERVE_SIGNS & o.codes,
}
_LEVELS: Mapping[str, Callable[[Occasion], bool]] = {
    "level_1": lambda o: o.level >= 1,
    "level_2": lambda o: o.level >= 2,
    "level_3": lambda o: o.level >= 3,
    "may_move": lambda o: o.level < ON_HOLD and not o.case.features.illness.acute,
}
_START: Mapping[str, Callable[[Occasion], bool]] = {
    "start_type": lambda o: o.case.starts_heavy,
    "late_type": lambda o: o.case.heavy is not None and o.case.features.timing is Timing.LATE,
    "early": lambda o: o.case.heavy is not None and warmup.is_early(o.case, o.case.heavy),
    "short_warm_up": lambda o: o.case.heavy is not None and warmup.warmed_up_briefly(o.case, o.case.heavy),
    "sat_long": lambda o: stiff.sat_long(o.case),
    "was_hard": lambda o: o.told_session is not None and o.told_session.hard,
}
_FOOD: Mapping[str, Callable[[Occasion], bool]] = {
    "over_45": lambda o: o.longest_minutes > o.case.policy.causes.fuel_meal_minutes,
    "over_75": lambda o: o.longest_minutes >= o.case.policy.causes.fuel_long_minutes,
    "hard_or_75": lambda o: any(s.hard for s in o.sessions_at_hand) or o.longest_minutes >= o.case.policy.causes.fuel_long_minutes,
    "over_60_or_heat": lambda o: o.longest_minutes >= o.case.policy.causes.drink_minutes or o.has(TagName.HEAT),
    "salts_after": lambda o: holds("over_60_or_heat", o) or any(s.hard for s in o.sessions_at_hand),
    "salts_during": _salts_on_the_way,
    "next_needs_food": lambda o: o.next_session is not None and not _next_is_short_and_easy(o),
    "next_short_easy": _next_is_short_and_easy,
    "ate_late": lambda o: any(fuel.ate_late_after(o.case, s.report) for s in o.case.features.fresh),
    "breath_fine": lambda o: o.case.said is not None and o.case.said.breathing_ok is True,
    "fuel_context": lambda o: o.case.heavy is not None and fuel.circumstances(o.case, o.case.heavy) > 0,
    "short_race_soon": _short_race_soon,
    "drinks_limited": lambda o: _profile(o, Condition.FLUID_RESTRICTION),
    "drinks_freely": lambda o: not _profile(o, Condition.FLUID_RESTRICTION),
    "cramps": lambda o: any(s.report.cramps for s in o.case.features.fresh),
    "plant_diet": lambda o: _profile(o, Condition.VEGAN, Condition.VEGETARIAN),
    "eats_meat": lambda o: not _profile(o, Condition.VEGAN, Condition.VEGETARIAN),
    "high_volume": lambda o: iron.trains_much(o.case),
    "heavy_bleeding": lambda o: iron.bleeds_heavily(o.case),
}
_LIFE: Mapping[str, Callable[[Occasion], bool]] = {
    "too_hot": _too_hot,
    "very_short_night": lambda o: sleep.slept_very_little(o.case),
    "effort_up": lambda o: bool(o.case.features.effort_drift),
    "stood_long": lambda o: stress.stood_long(o.case),
    "did_extra": lambda o: load.did_more_than_planned(o.case),
    "easy_too_hard": lambda o: overdoes_easy_days(o.case),
    "fitness_runner": lambda o: o.case.athlete.goal is Goal.FITNESS and runs_only(o.case),
    "acute_illness": lambda o: _illness_now(o, Illness.FEVER, Illness.BELOW_NECK),
    "mild_illness": lambda o: _illness_now(o, Illness.ABOVE_NECK),
    "after_illness": lambda o: illness.ended_lately(o.case),
    "long_illness": _long_illness,
    "goal_in_question": lambda o: needs_goal_review(o.case),
}
_BODY: Mapping[str, Callable[[Occasion], bool]] = {
    "soreness_moderate": lambda o: _soreness(o) < o.case.policy.levels.soreness_easy,
    "soreness_marked": lambda o: o.case.policy.levels.soreness_easy <= _soreness(o) < o.case.policy.levels.soreness_rest,
    "soreness_strong": lambda o: _soreness(o) >= o.case.policy.levels.soreness_rest,
    "speed_and_strength": _lately_fast_and_strong,
    "calves": lambda o: o.sore_at("calf", "calves", "lower leg", "lower_leg", "shin"),
    "quads_or_calves": lambda o: o.sore_at("quad", "thigh", "calf", "calves"),
    "knee": lambda o: 0 < o.case.pain <= o.case.policy.causes.ache_most_pain and o.sore_at("knee"),
    "hip": lambda o: o.sore_at("hip"),
    "stride_play": _may_vary_stride,
    "worn_shoes": lambda o: shoes.shoe_km(o.case) >= o.case.policy.causes.shoe_note_km,
    "new_shoes": lambda o: shoes.is_new_pair(o.case),
    "aches_in_worn_shoes": lambda o: shoes.aches_in_worn_shoes(o.case),
}
CONDITIONS: Mapping[str, Callable[[Occasion], bool]] = MappingProxyType({**_SAFETY, **_LEVELS, **_START, **_FOOD, **_LIFE, **_BODY})
