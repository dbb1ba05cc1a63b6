"""A race in the way of the directives: it stays where it is, and a person decides (rulings G14, G17)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from service.assessment.orders.case import STOPPED, Case
from service.domain.directives import DayRuleKind, Directives, RaceConflict, RaceOption
from service.domain.plan import Race, RacePriority
from service.domain.session import PlannedSession

OPTIONS = (
    RaceOption("start_as_planned", "Start as planned; the days around it follow the directives."),
    RaceOption("run_it_easy", "Take part and keep it easy throughout, as a training session."),
    RaceOption("do_not_start", "Do not start; rest or an easy session instead."),
)
"""Offered for every race in conflict."""
AGAINST_RACING = frozenset(DayRuleKind) - {DayRuleKind.NO_LONG, DayRuleKind.NO_MOVE_IN}


@dataclass(frozen=True, slots=True)
class _Coming:
    """A race that is still to come: its session, its entry, or both."""

    day: date
    session: PlannedSession | None
    entry: Race | None


def race_conflicts(case: Case, directives: Directives) -> tuple[RaceConflict, ...]:
    """Races up to the end of W2 that the finished directives do not want; every race to come when all is stopped."""
    if not case.policy.on("G14"):
        return ()
    found = [(race, _objection(case, directives, race)) for race in _coming(case)]
    return tuple(
        RaceConflict(
            race.session.id if race.session is not None else None, race.entry.id if race.entry is not None else None, race.day, why, OPTIONS
        )
        for race, why in found
        if why is not None
    )


def _coming(case: Case) -> list[_Coming]:
    sessions = [s for s in case.planned if s.is_race and s.date >= case.today and not any(d.session.id == s.id for d in case.timeline.done)]
    races = [_Coming(s.date, s, case.plan.race_of(s)) for s in sessions]
    with_session = {race.entry.id for race in races if race.entry is not None}
    done = {entry.id for d in case.timeline.done if (entry := case.plan.race_of(d.session)) is not None and d.session.is_race}
    races += [_Coming(r.date, None, r) for r in case.plan.races if r.date >= case.today and r.id not in with_session | done]
    return sorted(races, key=lambda race: (race.day, race.entry.id if race.entry else "", race.session.id if race.session else ""))


def _objection(case: Case, directives: Directives, race: _Coming) -> str | None:
    """Why the directives do not want this race, in the coach's words; None when they do not mind."""
    when = f"{race.day:%a} {race.day.day} {race.day:%b}"
    if case.level == STOPPED:
        return f"The race on {when} stands while training is stopped."
    if race.day > case.last_day:
        return None
    if race.day in directives.rest_dates:
        return f"The race on {when} falls on a day of rest."
    if any(rule.day == race.day and rule.kind in AGAINST_RACING for rule in directives.day_rules):
        return f"The race on {when} falls on a day on which nothing hard should be done."
    earliest, what = _earliest(case, directives, race)
    if earliest is not None and race.day < earliest:
        return f"The race on {when} comes before the first {what} session, {earliest:%a} {earliest.day} {earliest:%b}."
    window = next((w for w in directives.windows if w.holds(race.day)), None)
    if window is not None and window.max_hard == 0 and what == "hard":
        return f"The race on {when} falls in a week without hard sessions."
    return None


def _earliest(case: Case, directives: Directives, race: _Coming) -> tuple[date | None, str]:
    """The first date that allows such a race. A C-race planned gently counts as a long session."""
    gentle = race.session is not None and race.session.rpe is not None and race.session.rpe <= case.levels.race_easy_rpe
    if gentle and race.entry is not None and race.entry.priority is RacePriority.C:
        return directives.first_long_on, "long"
    if directives.first_speed_on is not None and directives.w1.holds(race.day):
        return directives.first_speed_on, "speed"
    days = [day for day in (directives.first_hard_on, directives.easy_until) if day is not None]
    return max(days, default=None), "hard"
