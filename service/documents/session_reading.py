"""From a session as written to a session as the rules see it: what was left out is filled in here, and only here."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, time

from service.documents.authored import as_authored
from service.documents.base import weekday_index
from service.documents.limits import MOST_SECONDS
from service.documents.quantities import Distance, Duration, PlannedLoad, Rpe, half_up
from service.documents.session import Completed, OriginalPart, PlacingPart, SessionDocument
from service.documents.structure import ALL, WORK, StepClass, seconds_of
from service.domain.classes import resolve_hard
from service.domain.policy import Policy, SessionNumbers
from service.domain.session import (
    Completion,
    Group,
    Kind,
    Lock,
    Original,
    PartOfDay,
    Placing,
    PlannedSession,
    Priority,
    ShorterForm,
    Sport,
    Status,
)

RACE_SPECIFIC = frozenset({Kind.LONG, Kind.RACE_PACE, Kind.RACE, Kind.TEST})
"""Key sessions that are worth more than other quality when their author ranks none."""


def read_session(written: SessionDocument, day: date, race_days: Collection[date], policy: Policy) -> PlannedSession:
    """The session on its `day`, every default resolved. `race_days` are the dates of the plan's races."""
    numbers = policy.sessions
    planned = written.planned
    distance = planned.distance_m if planned else None
    seconds = _seconds(written, numbers)
    effort = written.rpe or (written.intensity.rpe if written.intensity else None)
    rpe, rpe_high = _effort(written, effort, numbers)
    stated = _stated_load(planned.load if planned else None)
    own, was = as_authored(written), written.original
    return PlannedSession(
        id=written.id or "",
        date=day,
        sport=written.sport,
        kind=written.kind,
        duration_s=seconds,
        load=stated if stated is not None else _load(rpe, seconds),
        hard=resolve_hard(written.sport, written.kind, rpe_high, written.hard, numbers),
        title=written.title or "",
        rpe=rpe,
        rpe_high=rpe_high,
        distance_m=_metres(distance),
        load_estimated=stated is None and (effort is None or effort.mean() is None),
        part_of_day=written.part_of_day or PartOfDay.ANY,
        start_time=_clock(written.start_time),
        order_in_day=written.order_in_day or 0,
        priority=_priority(written),
        key_rank=_key_rank(own),
        lock=written.locked or (Lock.ALL if own.kind is Kind.RACE else Lock.NONE),
        group=_group(written),
        group_session=written.group_session or False,
        status=_status(written),
        completed=None if written.completed is None else _completion(written.completed),
        reduced=_reduced(own, rpe if was is None else was.rpe, numbers),
        original=None if was is None else _original(was, own, numbers),
        inserted=written.inserted or False,
        modality=written.modality,
        if_missed=written.if_missed,
        placing=_placing(written),
        environment=written.environment,
        opener=_is_opener(own, was.date if was else day, race_days, was.duration_s if was else seconds, policy),
        warmup_min=_class_minutes(own, StepClass.WARMUP, numbers),
        cooldown_min=_class_minutes(own, StepClass.COOLDOWN, numbers),
    )


def _clock(written: str | None) -> time | None:
    return None if written is None else time.fromisoformat(written)


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
    stated = planned.duration_s.mean() if planned and planned.duration_s else None
    if stated is not None:
        return half_up(stated)
    from_steps = seconds_of(written.structure, ALL, numbers.default_pace_s_per_km.get(written.sport.value))
    if from_steps:
        return min(half_up(from_steps), MOST_SECONDS)
    metres = planned.distance_m.mean() if planned and planned.distance_m else None
    return default_seconds(written.sport, written.kind, metres, numbers)


def _effort(written: SessionDocument, stated: Rpe | None, numbers: SessionNumbers) -> tuple[float | None, float | None]:
    """Mean for load, high end for HARD (ruling D10)."""
    if stated is not None and stated.mean() is not None:
        return stated.mean(), stated.top()
    if written.sport is Sport.REST or written.kind is Kind.REST:
        return None, None
    usual = numbers.default_rpe[written.kind.value]
    return usual, usual


def _load(rpe: float | None, seconds: int) -> int:
    return half_up((rpe or 0) * ((seconds + 30) // 60))


def _stated_load(load: PlannedLoad | None) -> int | None:
    """The load that the rules may use: one in another unit counts as absent (ruling D10)."""
    mean = load.mean() if load is not None and load.counts else None
    return None if mean is None else half_up(mean)


def _metres(distance: Distance | None) -> int | None:
    mean = distance.mean() if distance is not None else None
    return None if mean is None else half_up(mean)


def _priority(written: SessionDocument) -> Priority:
    if written.optional and written.priority is not Priority.KEY:
        return Priority.OPTIONAL
    return written.priority or Priority.NORMAL


def _key_rank(own: SessionDocument) -> int | None:
    """By the kind that the coach gave it: being eased takes nothing from a session's worth."""
    if own.priority is not Priority.KEY:
        return None
    return own.key_rank or (1 if own.kind in RACE_SPECIFIC else 2)


def _group(written: SessionDocument) -> Group | None:
    part = written.group
    return None if part is None else Group(part.id, part.kind, part.index, part.max_gap_days)


def _status(written: SessionDocument) -> Status:
    done = written.completed is not None and bool(written.completed.model_fields_set)
    return written.status or (Status.COMPLETED if done else Status.PLANNED)


def _completion(done: Completed) -> Completion:
    return Completion(
        at=done.at,
        duration_s=None if done.duration_s is None else half_up(done.duration_s),
        distance_m=None if done.distance_m is None else half_up(done.distance_m),
        load=None if done.load is None else half_up(done.load),
        rpe=done.rpe,
    )


def _reduced(written: SessionDocument, rpe: float | None, numbers: SessionNumbers) -> ShorterForm | None:
    """The author's shorter form; without a duration or a distance it says too little to be used."""
    form = written.reduced
    if form is None:
        return None
    seconds = _stated_seconds(form.duration_s)
    metres = _metres(form.distance_m)
    if seconds is None and metres:
        seconds = default_seconds(written.sport, form.kind or written.kind, metres, numbers)
    if not seconds:
        return None
    effort = form.rpe.mean() if form.rpe is not None else None
    stated = _stated_load(form.load)
    load = stated if stated is not None else _load(rpe if effort is None else effort, seconds)
    return ShorterForm(seconds, load, form.kind, metres, effort, form.title or "")


def _stated_seconds(duration: Duration | None) -> int | None:
    mean = duration.mean() if duration is not None else None
    return None if mean is None else half_up(mean)


def _original(was: OriginalPart, own: SessionDocument, numbers: SessionNumbers) -> Original:
    effort = own.rpe or (own.intensity.rpe if own.intensity else None)
    return Original(
        date=was.date,
        part_of_day=was.part_of_day,
        sport=was.sport,
        kind=was.kind,
        hard=was.hard,
        duration_s=half_up(was.duration_s),
        distance_m=None if was.distance_m is None else half_up(was.distance_m),
        load=half_up(was.load),
        rpe=was.rpe,
        status=was.status,
        rpe_high=_effort(own, effort, numbers)[1],
        title=own.title or "",
        start_time=_clock(own.start_time),
        modality=own.modality,
    )


def _placing(written: SessionDocument) -> Placing | None:
    said, window = written.constraints or PlacingPart(), written.date_window
    if written.constraints is None and window is None:
        return None
    return Placing(
        allowed_weekdays=None if said.allowed_weekdays is None else tuple(weekday_index(day) for day in said.allowed_weekdays),
        not_before=said.not_before or (window.start if window else None),
        not_after=said.not_after or (window.end if window else None),
        min_hours_after_hard=said.min_hours_after_hard,
    )


def _is_opener(written: SessionDocument, day: date, race_days: Collection[date], seconds: float, policy: Policy) -> bool:
    """Named so by its author, or a hard session with little work, close before a race (ruling G4)."""
    numbers = policy.sessions
    if not policy.on("G4") or written.kind is Kind.RACE or not any(0 < (race - day).days <= numbers.openers_days for race in race_days):
        return False
    words = " ".join([written.title or "", *(written.tags or ())]).lower()
    if "opener" in words:
        return True
    work = seconds_of(written.structure, WORK, numbers.default_pace_s_per_km.get(written.sport.value))
    return _is_hard(written, numbers) and 0 < (seconds if work is None else work) <= numbers.openers_minutes * 60


def _is_hard(written: SessionDocument, numbers: SessionNumbers) -> bool:
    effort = written.rpe or (written.intensity.rpe if written.intensity else None)
    return resolve_hard(written.sport, written.kind, _effort(written, effort, numbers)[1], written.hard, numbers)


def _class_minutes(written: SessionDocument, step_class: StepClass, numbers: SessionNumbers) -> float | None:
    seconds = seconds_of(written.structure, frozenset({step_class}), numbers.default_pace_s_per_km.get(written.sport.value))
    return None if seconds is None else seconds / 60
