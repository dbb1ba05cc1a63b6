"""Short ways to lint a plan in tests."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from service.checker import lint
from service.domain.adjustment import Lint
from service.domain.athlete import Athlete, Goal
from service.domain.session import PlannedSession
from tests.support.builders import POLICY, a_plan

FITNESS = Athlete(goal=Goal.FITNESS)
RACER = Athlete(goal=Goal.RACE)


def lints(
    sessions: Iterable[PlannedSession], athlete: Athlete = RACER, off: Iterable[str] = (), today: date | None = None, **plan: Any
) -> list[Lint]:
    return list(lint(a_plan(sessions, **plan), athlete, replace(POLICY, switched_off=frozenset(off)), today))


def codes(
    sessions: Iterable[PlannedSession], athlete: Athlete = RACER, off: Iterable[str] = (), today: date | None = None, **plan: Any
) -> set[str]:
    return {told.code for told in lints(sessions, athlete, off, today, **plan)}


def weekly(week: Iterable[PlannedSession], count: int, scale: Iterable[float] = ()) -> list[PlannedSession]:
    """The week so many times; load and minutes times the scale of that week, 1 when none is given."""
    scales = [*scale, *[1.0] * count]
    return [
        replace(
            s,
            id=f"{s.id}-{n}",
            date=s.date + timedelta(days=7 * n),
            load=round(s.load * scales[n]),
            duration_s=round(s.duration_s * scales[n]),
        )
        for n in range(count)
        for s in week
    ]
