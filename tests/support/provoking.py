"""For each rule a small problem whose best plan would break it if the rule were not there, or were looser by one.

Most of them pin a session to where the rule does not want it: the pin holds the date, so that something else has to give.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time, timedelta

from service.domain.adjustment import Pin, Refusal
from service.domain.athlete import Availability
from service.domain.brief import Brief
from service.domain.directives import CrossTraining, DayRule, DayRuleKind
from service.domain.placing import Placing
from service.domain.session import Group, GroupKind, Kind, Modality, PartOfDay, PlannedSession, ShorterForm, Sport
from tests.support.builders import MONDAY, a_key_session, a_session
from tests.support.cases import RUNNER, a_brief, day

NOVICE = replace(RUNNER, training_age_months=6)
BIKE = (Modality.BIKE,)


def pinned(sessions: list[PlannedSession], to: int, **more: object) -> Brief:
    """Session `x` is pinned to the date so many days after today."""
    return a_brief(sessions, wishes={"pins": (Pin("x", day(to)),)}, **more)


def run(name: str, offset: int, kind: str = "easy", minutes: int = 40, **fields: object) -> PlannedSession:
    return a_session(name, day(offset), kind, minutes, part_of_day=PartOfDay.AM, **fields)


def key(name: str, offset: int, kind: str = "tempo", minutes: int = 50, **fields: object) -> PlannedSession:
    return a_key_session(name, day(offset), kind, minutes, part_of_day=PartOfDay.AM, **fields)


def lift(name: str, offset: int) -> PlannedSession:
    return a_session(name, day(offset), "strength", 40, part_of_day=PartOfDay.EVENING)


def out_of_its_date(session: PlannedSession, **more: object) -> Brief:
    """The session has to leave its date, which is for rest."""
    return a_brief([session, run("other", 6)], rest_dates=(session.date,), **more)


def only_today_and(*offsets: int) -> tuple[Availability, ...]:
    """No time on any date but these."""
    return tuple(Availability(date=day(n), available=n in offsets) for n in range(17))


def members(kind: GroupKind, sessions: list[PlannedSession]) -> list[PlannedSession]:
    return [replace(s, group=Group("g", kind, n)) for n, s in enumerate(sessions)]


def weeks_before(load: int) -> list[PlannedSession]:
    return [a_session(f"p{n}", MONDAY - timedelta(days=2 + 7 * n), minutes=60, load=load) for n in range(4)]


def closed(*offsets: int) -> tuple[DayRule, ...]:
    return tuple(DayRule(day(n), DayRuleKind.NO_MOVE_IN, "taper", ("G4",)) for n in offsets)


def on(offset: int) -> date:
    return day(offset)


CORE_DAYS = [a_session(f"u{n}", day(n), "upper_body", 40) for n in range(7)]
BOTH_WINDOWS = [a_session("a", day(1), minutes=40, load=100), a_session("b", day(3), minutes=40, load=101)]
DATES: Mapping[str, Brief] = {
    "fixed-date": pinned([run("x", 1, group_session=True), run("other", 5)], 2),
    "soon": pinned([run("x", 0, start_time=time(7, 30)), run("other", 3)], 1),
    "move-limit": a_brief([run("x", 1, "tempo", 50), run("other", 6, "recovery", 25)], first_hard_on=on(4)),
    "zone-crossing": a_brief(
        [run("x", 7), run("other", 2), run("late", 9)],
        rest_dates=(day(7),),
        plan={"first_weekday": 6},
        athlete=replace(RUNNER, availability=only_today_and(2, 6, 9)),
    ),
    "spared": a_brief(
        [run("x", 2, "steady", 100, sport="bike"), run("r", 4, minutes=30)], level=2, affected_sport=Sport.RUN, w1={"load_cap": 400}
    ),
    "availability": out_of_its_date(run("x", 1), athlete=replace(RUNNER, availability=only_today_and(1, 6))),
    "placing": out_of_its_date(run("x", 1, placing=Placing(allowed_weekdays=(1,)))),
    "no-move-in": out_of_its_date(run("x", 1), day_rules=closed(0, 2, 3)),
}
DIRECTIVES: Mapping[str, Brief] = {
    "first-hard": a_brief([key("x", 2), run("other", 4)], first_hard_on=on(3), ease_only=True),
    "easy-until": a_brief([key("x", 2), run("other", 4)], easy_until=on(2), ease_only=True),
    "first-speed": a_brief([key("x", 2, "interval"), run("other", 4)], first_speed_on=on(3), ease_only=True),
    "first-strength": a_brief([lift("x", 2), run("other", 4)], first_strength_on=on(3), ease_only=True),
    "first-long": a_brief([key("x", 2, "long", 100), run("other", 4)], first_long_on=on(3), ease_only=True),
    "long-ratio": a_brief([key("x", 2, "long", 100), run("other", 4)], long_max_ratio=0.75),
    "session-length": a_brief([run("x", 2, minutes=41), run("other", 4)], max_session_minutes=40),
    "day-rule": a_brief([key("x", 2)], day_rules=(DayRule(day(2), DayRuleKind.NO_HARD, "sleep", ("S1-35",)),), ease_only=True),
    "rest-dates": a_brief([run("x", 2), run("other", 4)], rest_dates=(day(2),)),
    "never-harder": a_brief(
        [key("x", 2, reduced=ShorterForm(60 * 60, 180, Kind.EASY, rpe=3)), run("other", 4)], first_hard_on=on(5), ease_only=True
    ),
    "protected": a_brief([run("x", 2), run("other", 4)], rest_dates=(day(2),), ease_only=True, protected_ids=("x",)),
    "pin": pinned([run("x", 2), run("other", 5)], 2, rest_dates=(day(2),), ease_only=True),
    "refusal": a_brief([key("x", 2), run("other", 4)], first_hard_on=on(5), ease_only=True, wishes={"refusals": (Refusal("x:ease"),)}),
}
WINDOWS: Mapping[str, Brief] = {
    "load-cap": a_brief(BOTH_WINDOWS, w1={"load_cap": 200}),
    "max-hard": a_brief([key("x", 1), key("y", 4)], w1={"max_hard": 1}, ease_only=True),
    "max-runs": a_brief([run("x", 1), run("y", 4), run("z", 6)], w1={"max_runs": 2}),
    "min-rest-days": a_brief([run(f"r{n}", n) for n in range(7)], w1={"min_rest_days": 1}),
    "rest-by": a_brief([run(f"r{n}", n) for n in (0, 1, 3)], rest_by=on(1)),
    "cross-training-max": a_brief(
        [run("x", 1), run("y", 4)], w1={"max_runs": 0}, affected_sport=Sport.RUN, cross_training=CrossTraining(0, 1, BIKE)
    ),
    "run-minutes-cap": a_brief([run("x", 1), run("y", 4, minutes=41)], run_minutes_cap=80),
    "insertions": a_brief([key("k", 1), *CORE_DAYS], first_hard_on=on(7), core_min=1, level=0, ease_only=False),
}
PAIRS: Mapping[str, Brief] = {
    "hard-to-hard": pinned([key("a", 1), key("x", 5, "interval")], 2),
    "hard-to-long": pinned([key("a", 1), key("x", 5, "long", 100)], 2),
    "long-to-hard": a_brief(
        [key("a", 2, "long", 100), a_key_session("x", day(2), "tempo", 40, part_of_day=PartOfDay.EVENING), run("other", 5)],
        long_max_ratio=0.75,
        ease_only=True,
    ),
    "long-to-long": pinned([key("a", 1, "long", 100), key("x", 6, "long", 100)], 4),
    "after-long": pinned([key("a", 1, "long", 100), run("x", 5, minutes=65)], 2),
    "strength-spacing": pinned([lift("a", 1), key("x", 5)], 2),
    "speed-strength-rest": pinned([key("a", 1, "interval"), lift("x", 5), run("n", 3)], 2),
    "race-spacing": pinned([a_session("race", day(0), "race", 40, distance_m=8_000), key("x", 5)], 2),
    "after-sequence": pinned([*members(GroupKind.SEQUENCE, [key("a", 2, "long", 100), key("b", 3, "long", 95)]), run("x", 6, "steady")], 5),
}
REST: Mapping[str, Brief] = {
    "rest-in-seven": pinned([*(run(f"r{n}", n) for n in range(1, 7)), run("x", 8)], 7),
    "load-ceiling": pinned(
        [*weeks_before(100), a_session("a", day(1), minutes=40, load=66), a_session("x", day(9), minutes=40, load=65)], 6,
        plan={"first_weekday": 6},
    ),
    "hard-count": pinned([key("a", 1), key("b", 5), key("x", 15)], 14, athlete=NOVICE),
    "sessions-per-day": pinned([run("a", 1), lift("x", 3)], 1, athlete=replace(RUNNER, max_sessions_per_day=1)),
    "one-run-a-day": pinned(
        members(GroupKind.DOUBLE, [run("x", 1), a_session("y", day(1), minutes=30, part_of_day=PartOfDay.EVENING)]), 2
    ),
    "no-new-double": pinned([run("a", 1), run("x", 3, sport="swim")], 1),
    "minutes-per-day": pinned(
        [run("a", 1, minutes=45), lift("x", 3)], 1, athlete=replace(RUNNER, availability=(Availability(date=day(1), max_minutes=84),))
    ),
    "training-days": pinned([run("a", 1), lift("x", 1)], 2),
    "no-make-up": pinned([key("x", 13), lift("a", 14)], 14),
    "group-together": pinned(
        [*members(GroupKind.DOUBLE, [run("y", 1, sport="swim"), a_session("x", day(1), part_of_day=PartOfDay.PM)]), lift("a", 2)], 2
    ),
    "needless-moves": pinned(members(GroupKind.DOUBLE, [run("x", 1), *(key(f"y{n}", n, "steady", 40) for n in (2, 3, 4))]), 2),
}  # fmt: skip
AGAIN: Mapping[str, Brief] = {
    "insertions": a_brief([key("k", 1), run("other", 4)], first_hard_on=on(7), core_min=1, ease_only=False),
}
"""Second problems, for rules whose looser number shows elsewhere."""
FIRST: Mapping[str, Brief] = {**DATES, **DIRECTIVES, **WINDOWS, **PAIRS, **REST}
PROVOKING: Mapping[str, tuple[Brief, ...]] = {rule: (brief, *([AGAIN[rule]] if rule in AGAIN else [])) for rule, brief in FIRST.items()}
