"""What a session asks of the body: seconds, effort, load, and whether it is hard. What its author left out is estimated here."""

from __future__ import annotations

from dataclasses import dataclass

from service.documents.limits import MOST_SECONDS
from service.documents.quantities import Distance, Duration, PlannedLoad, Rpe, half_up
from service.documents.session import SessionDocument
from service.documents.structure import ALL, seconds_of
from service.domain.classes import resolve_hard
from service.domain.policy import Policy, SessionNumbers
from service.domain.session import Kind, Sport

OTHER_UNITS = ("D10", "K02", "K07", "K08")
"""Why a load that is no session RPE times minutes is shown and not counted."""


@dataclass(frozen=True, slots=True)
class Work:
    """`rpe` is the mean of what is planned and counts for load, `rpe_high` its high end and counts for HARD (ruling D10)."""

    seconds: int
    rpe: float | None
    rpe_high: float | None
    load: int
    load_estimated: bool
    hard: bool

    @classmethod
    def of(cls, written: SessionDocument, policy: Policy) -> Work:
        planned, effort = written.planned, effort_of(written)
        seconds = _seconds(written, policy.sessions)
        rpe, rpe_high = resolved_effort(written, effort, policy)
        stated = stated_load(planned.load if planned else None, policy)
        return cls(
            seconds, rpe, rpe_high,
            load=stated if stated is not None else estimated_load(rpe, seconds, policy),
            load_estimated=stated is None and (effort is None or effort.mean() is None),
            hard=_hard(written, rpe_high, policy),
        )  # fmt: skip


def effort_of(written: SessionDocument) -> Rpe | None:
    return written.rpe or (written.intensity.rpe if written.intensity else None)


def is_hard(written: SessionDocument, policy: Policy) -> bool:
    return _hard(written, resolved_effort(written, effort_of(written), policy)[1], policy)


def _hard(written: SessionDocument, rpe_high: float | None, policy: Policy) -> bool:
    """As its author says, by its kind, or by an effort above the second threshold (K03)."""
    return resolve_hard(written.sport, written.kind, rpe_high if policy.on("K03") else None, written.hard, policy.sessions)


def default_seconds(sport: Sport, kind: Kind, metres: float | None, numbers: SessionNumbers) -> int:
    """Seconds of a session that states no duration: from its distance at the usual pace, else the usual length of its kind."""
    pace = numbers.default_pace_s_per_km.get(sport.value)
    if sport is Sport.REST or kind is Kind.REST:
        return 0
    if metres and pace is not None:
        return min(half_up(metres * pace / 1000), MOST_SECONDS)
    return numbers.default_minutes[kind.value] * 60


def _seconds(written: SessionDocument, numbers: SessionNumbers) -> int:
    planned = written.planned
    stated = stated_seconds(planned.duration_s if planned else None)
    if stated is not None:
        return stated
    from_steps = seconds_of(written.structure, ALL, numbers.default_pace_s_per_km.get(written.sport.value))
    if from_steps:
        return min(half_up(from_steps), MOST_SECONDS)
    metres = planned.distance_m.mean() if planned and planned.distance_m else None
    return default_seconds(written.sport, written.kind, metres, numbers)


def resolved_effort(written: SessionDocument, stated: Rpe | None, policy: Policy) -> tuple[float | None, float | None]:
    """Mean and high end of the planned RPE, the usual one of the kind where none is written."""
    if stated is not None and stated.mean() is not None:
        return stated.mean(), stated.top()
    if written.sport is Sport.REST or written.kind is Kind.REST:
        return None, None
    if written.kind is Kind.STRENGTH and not policy.on("S1-12"):
        return None, None
    usual = policy.sessions.default_rpe[written.kind.value]
    return usual, usual


def estimated_load(rpe: float | None, seconds: int, policy: Policy) -> int:
    """Session RPE times minutes (K01)."""
    return half_up((rpe or 0) * ((seconds + 30) // 60)) if policy.on("K01") else 0


def stated_load(load: PlannedLoad | None, policy: Policy) -> int | None:
    """The load that the rules may use: units are never mixed, so one in another unit counts as absent (K02, ruling D10)."""
    comparable = load is not None and (load.counts or not all(policy.on(row) for row in OTHER_UNITS))
    mean = load.mean() if load is not None and comparable else None
    return None if mean is None else half_up(mean)


def stated_metres(distance: Distance | None) -> int | None:
    mean = distance.mean() if distance is not None else None
    return None if mean is None else half_up(mean)


def stated_seconds(duration: Duration | None) -> int | None:
    mean = duration.mean() if duration is not None else None
    return None if mean is None else half_up(mean)
