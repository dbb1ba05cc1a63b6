"""Every form that a session may take, written out as the session that it would become (table *Forms* of the model)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import floor

from service.domain.classes import HARD_KINDS, MODALITY_SPORT
from service.domain.forms import Form
from service.domain.session import Kind, Modality, PlannedSession, Status
from service.solver.problem import Mover, Problem, exact, share, share_up


@dataclass(frozen=True, slots=True)
class Shape:
    """One form of a session, written on its reference date.

    `exact_cut` marks a LONG cut exactly to the directive's ratio, a length that W1 alone may have unless `anywhere`.
    """

    form: Form
    session: PlannedSession
    exact_cut: bool = False
    anywhere: bool = True


def shapes(problem: Problem, mover: Mover) -> Iterator[Shape]:
    """All forms of a session, milder ones first. Which of them a date allows is for the unary rules."""
    yield Shape(Form.KEPT, mover.session)
    yield from _reduced(mover)
    yield from _shortened(problem, mover)
    yield from _easy(problem, mover)
    yield from _recovery(problem, mover)
    yield from _cross(problem, mover)
    yield Shape(Form.DROPPED, replace(mover.session, status=Status.CANCELLED))


def _reduced(mover: Mover) -> Iterator[Shape]:
    session, short = mover.session, mover.session.reduced
    if short is None:
        return
    kind = short.kind or session.kind
    hard = session.hard and (kind is session.kind or kind in HARD_KINDS)
    rpe = short.rpe if short.rpe is not None else session.rpe
    yield Shape(
        Form.REDUCED,
        replace(
            session, kind=kind, hard=hard, duration_s=short.duration_s, load=short.load, distance_m=short.distance_m,
            rpe=rpe, rpe_high=session.rpe_high if short.rpe is None else rpe,
        ),
    )  # fmt: skip


def exact_cut_minutes(problem: Problem, mover: Mover) -> int | None:
    """The length of a LONG cut exactly to the directive's ratio; None where nothing is to be cut."""
    ratio = problem.directives.long_max_ratio
    if ratio >= 1 or not mover.traits.long:
        return None
    minutes = share(ratio, mover.traits.minutes)
    return minutes if minutes >= problem.policy.sessions.shortest_minutes else None


def _session_limit(problem: Problem, mover: Mover) -> int | None:
    """The exact length of a run that would otherwise last too long."""
    limit = problem.directives.max_session_minutes
    if limit is None or not mover.traits.run or limit >= mover.traits.minutes:
        return None
    return limit if limit >= problem.policy.sessions.shortest_minutes else None


def _floored(problem: Problem, minutes: int, percent: int) -> int:
    """A share of the minutes, in whole steps."""
    step = problem.policy.aims.shorter_floor_minutes
    return minutes * percent // 100 // step * step


def _middle_length(problem: Problem, minutes: int) -> int:
    """The one shorter length that is tried for a session made easy."""
    percents = sorted(problem.policy.aims.shorter_percents)
    return _floored(problem, minutes, percents[len(percents) // 2])


def _step_lengths(problem: Problem, minutes: int) -> list[int]:
    """The coarse lengths that a session may be cut to; no change is cosmetic (G12) and none goes below the shortest."""
    numbers, aims = problem.policy.sessions, problem.policy.aims
    least = numbers.shortest_minutes
    most = minutes - 1
    if problem.policy.on("G12"):
        most = minutes - max(numbers.least_change_minutes, share_up(numbers.least_change_ratio, minutes))
    floors = {_floored(problem, minutes, percent) for percent in aims.shorter_percents}
    return sorted((m for m in floors if least <= m <= most), reverse=True)


def _shortened(problem: Problem, mover: Mover) -> Iterator[Shape]:
    traits, session = mover.traits, mover.session
    if not traits.endurance or (traits.hard and not session.opener):
        return
    cut, limit = exact_cut_minutes(problem, mover), _session_limit(problem, mover)
    steps = _step_lengths(problem, traits.minutes)
    lengths = {*steps, *(m for m in (cut, limit) if m is not None)}
    for minutes in sorted(lengths, reverse=True):
        shorter = _cut(problem, mover, minutes)
        if session.reduced is None or (shorter.duration_s, shorter.load) != (session.reduced.duration_s, session.reduced.load):
            yield Shape(Form.SHORTENED, shorter, exact_cut=minutes == cut, anywhere=minutes in steps or minutes == limit)


def _cut(problem: Problem, mover: Mover, minutes: int) -> PlannedSession:
    session, planned = mover.session, mover.traits.minutes
    load = session.load * minutes // planned
    metres = None if session.distance_m is None else session.distance_m * minutes // planned
    rpe = session.rpe
    if problem.directives.long_easy and mover.traits.long:
        most = problem.policy.sessions.easy_target_rpe + 1
        rpe = most if rpe is None else min(rpe, most)
        load = min(load, floor(exact(rpe) * minutes))
        return replace(session, duration_s=minutes * 60, load=load, distance_m=metres, rpe=rpe, rpe_high=rpe, hard=False)
    return replace(session, duration_s=minutes * 60, load=load, distance_m=metres)


def _easy(problem: Problem, mover: Mover) -> Iterator[Shape]:
    session, planned = mover.session, mover.traits.minutes
    if not mover.traits.endurance or session.kind in (Kind.EASY, Kind.RECOVERY):
        return
    rpe = problem.policy.sessions.easy_target_rpe
    lengths = {planned, _middle_length(problem, planned), _session_limit(problem, mover) or planned}
    for minutes in sorted(lengths, reverse=True):
        if minutes >= problem.policy.sessions.shortest_minutes:
            yield Shape(Form.EASY, _light(session, Kind.EASY, minutes, rpe))


def _recovery(problem: Problem, mover: Mover) -> Iterator[Shape]:
    numbers = problem.policy.sessions
    minutes = min(mover.traits.minutes, numbers.recovery_minutes)
    if mover.traits.run and mover.session.kind is not Kind.RECOVERY and minutes >= numbers.shortest_minutes:
        yield Shape(Form.RECOVERY, _light(mover.session, Kind.RECOVERY, minutes, numbers.recovery_rpe))


def _cross(problem: Problem, mover: Mover) -> Iterator[Shape]:
    """Each modality in full length and short; the dates choose the best one that they allow."""
    numbers, planned = problem.policy.sessions, mover.traits.minutes
    if not mover.traits.leg:
        return
    short = problem.policy.aims.short_cross_minutes
    for minutes in (planned, short) if planned > short else (planned,):
        for modality in problem.directives.cross_training.modalities:
            if MODALITY_SPORT[modality] is not mover.traits.sport and minutes >= numbers.shortest_minutes:
                yield Shape(Form.CROSS, _swapped(mover.session, modality, minutes, numbers.easy_target_rpe))


def _swapped(session: PlannedSession, modality: Modality, minutes: int, rpe: float) -> PlannedSession:
    return replace(_light(session, Kind.EASY, minutes, rpe), sport=MODALITY_SPORT[modality], modality=modality)


def _light(session: PlannedSession, kind: Kind, minutes: int, rpe: float) -> PlannedSession:
    load = min(session.load, floor(exact(rpe) * minutes))
    return replace(session, kind=kind, duration_s=minutes * 60, load=load, distance_m=None, rpe=rpe, rpe_high=rpe, hard=False)
