"""Plans and briefs drawn with a fixed seed: messy weeks in three sports, every level."""

from __future__ import annotations

from datetime import date, time, timedelta
from random import Random

from service.domain.athlete import Athlete, Availability
from service.domain.brief import Brief
from service.domain.plan import Plan
from service.domain.session import Kind, Modality, PartOfDay, PlannedSession, Priority, ShorterForm, Sport
from tests.solver.briefs import a_brief, directives
from tests.support.builders import ZONE, a_plan, a_session, at

FIRST_MONDAY = date(2026, 2, 2)
TODAY = date(2026, 3, 4)
QUALITY = (Kind.INTERVAL, Kind.TEMPO, Kind.HILLS, Kind.THRESHOLD)
OTHERS = (
    ("easy", "run"),
    ("easy", "run"),
    ("easy", "run"),
    ("steady", "run"),
    ("easy", "bike"),
    ("easy", "swim"),
    ("strength", "strength"),
    ("core", "strength"),
)


def a_random_plan(seed: int, weeks: int = 8) -> Plan:
    """Six to nine sessions a week: two quality sessions, a long run, easy running, other sports, strength."""
    random = Random(seed)
    sessions: list[PlannedSession] = []
    pattern = _week(random)
    for week in range(weeks):
        for number, (weekday, kind, sport, minutes, rank) in enumerate(pattern):
            sessions.append(
                _session(random, f"s{week}-{number}", FIRST_MONDAY + timedelta(days=7 * week + weekday), kind, sport, minutes, rank)
            )
    return a_plan(sessions, name=f"random {seed}")


def _week(random: Random) -> list[tuple[int, str, str, int, int | None]]:
    first, second = random.choice([(1, 3), (1, 4), (2, 4), (0, 3), (2, 5)])
    long_on = random.choice([6, 6, 5]) if second != 5 else 6
    week: list[tuple[int, str, str, int, int | None]] = [
        (first, random.choice(QUALITY).value, "run", random.choice([45, 55, 60, 70]), 1),
        (second, random.choice(QUALITY).value, "run", random.choice([45, 50, 60]), 2),
        (long_on, "long", "run", random.choice([80, 95, 110, 130]), 1),
    ]
    for _ in range(random.randint(3, 6)):
        kind, sport = random.choice(OTHERS)
        minutes = 20 if kind == "core" else random.choice([30, 40, 45, 50, 60])
        free = [d for d in range(7) if sum(1 for w in week if w[0] == d) < (2 if sport != "run" else 1)]
        if free:
            week.append((random.choice(free), kind, sport, minutes, None))
    return week


def _session(random: Random, name: str, day: date, kind: str, sport: str, minutes: int, rank: int | None) -> PlannedSession:
    evening = sport == Sport.STRENGTH
    session = a_session(
        name, day, kind, minutes, sport=sport, part_of_day=PartOfDay.EVENING if evening else PartOfDay.AM,
        start_time=time(18) if evening else None, priority=Priority.KEY if rank else Priority.NORMAL, key_rank=rank,
    )  # fmt: skip
    if rank and kind != "long" and random.random() < 0.2:
        short = ShorterForm(duration_s=session.duration_s * 2 // 3, load=session.load * 2 // 3)
        return a_session(
            name, day, kind, minutes, sport=sport, part_of_day=PartOfDay.AM, priority=Priority.KEY, key_rank=rank, reduced=short
        )
    return session


def a_random_brief(seed: int, level: int | None = None) -> Brief:
    """A brief of any level on a random plan, with caps as the table of levels makes them."""
    random = Random(seed * 7919)
    plan = a_random_plan(seed)
    if level is None:
        level = random.randint(1, 4)
    today = TODAY + timedelta(days=random.randint(0, 6))
    day0 = today + timedelta(days=1)
    sums = [sum(s.load for s in plan.between(day0 + timedelta(days=d), day0 + timedelta(days=d + 6))) for d in (0, 7)]
    runs = sum(1 for s in plan.between(day0, day0 + timedelta(days=6)) if s.sport is Sport.RUN)
    first = [None, today + timedelta(days=1), today + timedelta(days=2), today + timedelta(days=3), day0 + timedelta(days=7)][level]
    caps = [(1.0, 1.0), (1.0, 1.0), (0.9, 1.0), (0.75, 0.9), (0.55, 0.8)][level]
    asked = directives(
        level, today, first_hard_on=first, first_strength_on=first,
        first_long_on=first if level < 4 else today + timedelta(days=4),
        long_max_ratio=[1.0, 1.0, 1.0, 0.75, 0.6][level], long_easy=level == 4,
        rest_by=today + timedelta(days=3) if level >= 3 else None,
        w1={
            "load_cap": sums[0] * caps[0], "max_hard": [None, None, 2, 1, 0][level],
            "max_runs": [None, None, max(runs - 1, 3), max(-(-runs // 2), runs - 1), -(-runs // 2)][level],
            "min_rest_days": [0, 1, 1, 2, 2][level],
        },
        w2={"load_cap": sums[1] * caps[1], "max_hard": 1 if level == 4 else None},
    )  # fmt: skip
    return a_brief(at(today, "20:00"), asked, plan=plan, athlete=_athlete(random))


def _athlete(random: Random) -> Athlete:
    limits = (Availability(weekday=2, max_minutes=60), Availability(weekday=4, available=False)) if random.random() < 0.4 else ()
    return Athlete(
        timezone=ZONE, training_age_months=random.choice([60, 60, 8]), availability=limits,
        cross_training=(Modality.BIKE, Modality.POOL_RUN), long_run_weekdays=(6,) if random.random() < 0.5 else (),
    )  # fmt: skip
