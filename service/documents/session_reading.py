"""From a session as written to a session as the rules see it: what was left out is filled in here, and only here."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, time

from service.documents.authored import as_authored
from service.documents.base import weekday_index
from service.documents.planned_work import (
    Work,
    default_seconds,
    effort_of,
    estimated_load,
    is_hard,
    resolved_effort,
    stated_load,
    stated_metres,
    stated_seconds,
)
from service.documents.quantities import half_up
from service.documents.session import Completed, OriginalPart, PlacingPart, SessionDocument
from service.documents.structure import WORK, StepClass, seconds_of
from service.domain.placing import Placing
from service.domain.policy import Policy, SessionNumbers
from service.domain.session import (
    Completion,
    Group,
    Kind,
    Lock,
    Original,
    PartOfDay,
    PlannedSession,
    Priority,
    ShorterForm,
    Status,
)

RACE_SPECIFIC = frozenset({Kind.LONG, Kind.RACE_PACE, Kind.RACE, Kind.TEST})
"""Key sessions that are worth more than other quality when their author ranks none."""


def read_session(written: SessionDocument, day: date, race_days: Collection[date], policy: Policy) -> PlannedSession:
    """The session on its `day`, every default resolved. `race_days` are the dates of the plan's races."""
    work, own, was = Work.of(written, policy), as_authored(written), written.original
    first_day, first_seconds = (day, work.seconds) if was is None else (was.date, was.duration_s)
    return PlannedSession(
        id=written.id or "", date=day, sport=written.sport, kind=written.kind, title=written.title or "",
        duration_s=work.seconds, load=work.load, load_estimated=work.load_estimated, hard=work.hard,
        rpe=work.rpe, rpe_high=work.rpe_high, distance_m=stated_metres(written.planned.distance_m if written.planned else None),
        part_of_day=written.part_of_day or PartOfDay.ANY, start_time=_clock(written.start_time), order_in_day=written.order_in_day or 0,
        priority=_priority(written), key_rank=_key_rank(own), lock=written.locked or (Lock.ALL if own.kind is Kind.RACE else Lock.NONE),
        group=_group(written), group_session=written.group_session or False, placing=_placing(written),
        status=_status(written), completed=None if written.completed is None else _completion(written.completed),
        reduced=_reduced(own, work.rpe if was is None else was.rpe, policy),
        original=None if was is None else _original(was, own, policy),
        inserted=written.inserted or False, modality=written.modality, environment=written.environment, if_missed=written.if_missed,
        opener=_is_opener(own, first_day, race_days, first_seconds, policy),
        warmup_min=_class_minutes(own, StepClass.WARMUP, policy.sessions),
        cooldown_min=_class_minutes(own, StepClass.COOLDOWN, policy.sessions),
    )  # fmt: skip


def _clock(written: str | None) -> time | None:
    return None if written is None else time.fromisoformat(written)


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


def _reduced(written: SessionDocument, rpe: float | None, policy: Policy) -> ShorterForm | None:
    """The author's shorter form; without a duration or a distance it says too little to be used."""
    form = written.reduced
    if form is None:
        return None
    seconds = stated_seconds(form.duration_s)
    metres = stated_metres(form.distance_m)
    if seconds is None and metres:
        seconds = default_seconds(written.sport, form.kind or written.kind, metres, policy.sessions)
    if not seconds:
        return None
    effort = form.rpe.mean() if form.rpe is not None else None
    stated = stated_load(form.load, policy)
    load = stated if stated is not None else estimated_load(rpe if effort is None else effort, seconds, policy)
    return ShorterForm(seconds, load, form.kind, metres, effort, form.title or "")


def _original(was: OriginalPart, own: SessionDocument, policy: Policy) -> Original:
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
        rpe_high=resolved_effort(own, effort_of(own), policy)[1],
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
    return is_hard(written, policy) and 0 < (seconds if work is None else work) <= numbers.openers_minutes * 60


def _class_minutes(written: SessionDocument, step_class: StepClass, numbers: SessionNumbers) -> float | None:
    seconds = seconds_of(written.structure, frozenset({step_class}), numbers.default_pace_s_per_km.get(written.sport.value))
    return None if seconds is None else seconds / 60
