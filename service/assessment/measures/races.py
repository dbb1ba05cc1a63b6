"""The next race that matters, and whether the plan tapers."""

from __future__ import annotations

from service.domain.history import Timeline
from service.domain.plan import Plan, Race, RacePriority
from service.domain.policy import Policy
from service.domain.session import PlannedSession


def next_race(plan: Plan, timeline: Timeline) -> Race | None:
    """The next A- or B-race from today on that is not done."""
    done = {d.session.id for d in timeline.done}
    finished_today = any(d.session.is_race and d.date == timeline.today for d in timeline.done)
    coming = [
        race
        for race in plan.races
        if race.priority in (RacePriority.A, RacePriority.B)
        and race.date >= timeline.today
        and race.session_id not in done
        and not (race.date == timeline.today and finished_today)
    ]
    return min(coming, key=lambda race: (race.date, race.id), default=None)


def session_of(race: Race | None, plan: Plan) -> PlannedSession | None:
    if race is None:
        return None
    return next((s for s in plan.sessions if plan.race_of(s) == race), None)


def tapers(race: Race | None, plan: Plan, timeline: Timeline, policy: Policy) -> bool:
    """An A- or B-race within 14 days, or a phase of kind taper (ruling G4)."""
    phase = plan.phase_on(timeline.today)
    near = race is not None and (race.date - timeline.today).days <= policy.thresholds.taper_days
    return policy.on("G4") and (near or (phase is not None and phase.kind == "taper"))
