"""The best plan by looking at every one: the proof, on tiny problems, that nothing better exists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import product
from math import floor, prod

from service.checker.case import Case
from service.checker.levels import levels_of
from service.checker.verdict import violations_of
from service.domain.brief import Brief
from service.domain.classes import HARD_KINDS, MODALITY_SPORT, is_endurance, is_run
from service.domain.plan import Plan
from service.domain.session import Kind, Lock, PlannedSession, Sport, Status
from service.kit.weeks import days, plus

Levels = tuple[tuple[str, int], ...]
ALONE = frozenset(
    {
        "past", "fixed-date", "soon", "move-limit", "zone-crossing", "spared", "moved-or-changed", "availability", "placing", "no-move-in",
        "first-hard", "easy-until", "first-speed", "first-strength", "first-long", "long-ratio", "session-length", "day-rule", "rest-dates",
        "never-harder", "protected", "pin", "refusal", "modality", "forms", "original-kept",
    }
)  # fmt: skip
"""Rules that look at one session alone: what breaks one of them can be in no allowed plan."""


def best(brief: Brief, candidates: Sequence[Sequence[PlannedSession]]) -> list[tuple[Levels, Plan]]:
    """Every allowed plan with the smallest levels, out of all combinations of the candidates; more than one only if equal."""
    found: list[tuple[Levels, Plan]] = []
    for combination in product(*candidates):
        chosen = {s.id: s for s in combination}
        plan = brief.plan.with_sessions(chosen.get(s.id, s) for s in brief.plan.sessions)
        case = Case(brief, plan)
        if next(violations_of(case), None) is not None:
            continue
        levels = levels_of(case)
        if found and levels > found[0][0]:
            continue
        found = [*found, (levels, plan)] if found and levels == found[0][0] else [(levels, plan)]
    return found


def candidates_of(brief: Brief) -> list[list[PlannedSession]]:
    """For each session that can change, everything that the specification lets it become as far as it alone is concerned."""
    end = plus(brief.directives.w2.end, 3)
    movable = [s for s in brief.timeline.open if s.date <= end and not s.is_race and s.lock is not Lock.ALL]
    return [_one_swap_each([c for c in _everything(brief, session) if _may_stand(brief, c)]) for session in movable]


def _one_swap_each(candidates: Sequence[PlannedSession]) -> list[PlannedSession]:
    """Of swaps that differ in nothing but the sport, the one that is offered first."""
    kept: dict[tuple[object, ...], PlannedSession] = {}
    for candidate in candidates:
        place = (candidate.date, candidate.part_of_day, candidate.duration_s)
        kept.setdefault(("swap", *place) if candidate.modality is not None else (candidate,), candidate)
    return list(kept.values())


def _may_stand(brief: Brief, candidate: PlannedSession) -> bool:
    plan = brief.plan.with_sessions(candidate if s.id == candidate.id else s for s in brief.plan.sessions)
    return not any(v.rule in ALONE and candidate.id in v.session_ids for v in violations_of(Case(brief, plan)))


def _everything(brief: Brief, was: PlannedSession) -> Iterator[PlannedSession]:
    """All dates times all forms, far more than the rules allow; `original` set on what differs."""
    seen = set()
    for day in days(plus(was.date, -7), plus(was.date, 7)):
        for form in _forms(brief, was):
            placed = form if form.is_off else replace(form, date=day)
            for pin in brief.pins:
                if pin.session_id == was.id and pin.part_of_day is not None:
                    placed = replace(placed, part_of_day=pin.part_of_day, start_time=None)
            if placed != was:
                placed = replace(placed, original=was.snapshot())
            if placed not in seen:
                seen.add(placed)
                yield placed


def _forms(brief: Brief, was: PlannedSession) -> Iterator[PlannedSession]:
    numbers = brief.policy.sessions
    yield was
    yield replace(was, status=Status.CANCELLED)
    short = was.reduced
    if short is not None:
        kind = short.kind or was.kind
        hard = was.hard and (kind in HARD_KINDS or kind is was.kind)
        yield replace(
            was, kind=kind, duration_s=short.duration_s, load=short.load, hard=hard, rpe=short.rpe or was.rpe, distance_m=short.distance_m
        )
    if not is_endurance(was):
        return
    for minutes in lengths(brief, was):
        yield _cut(brief, was, minutes)
    yield from _swaps(brief, was)
    for minutes in _easy_lengths(brief, was):
        yield _light(was, minutes, Kind.EASY, numbers.easy_target_rpe, was.sport)
    if is_run(was):
        yield _light(was, min(was.minutes, numbers.recovery_minutes), Kind.RECOVERY, numbers.recovery_rpe, was.sport)


def _swaps(brief: Brief, was: PlannedSession) -> Iterator[PlannedSession]:
    """Cross-training as long as planned or short, in every sport offered that is another than its own."""
    offered = [m for m in brief.directives.cross_training.modalities if MODALITY_SPORT[m] is not was.sport]
    rpe = brief.policy.sessions.easy_target_rpe
    for minutes in {was.minutes, min(was.minutes, brief.policy.aims.short_cross_minutes)}:
        for modality in offered:
            yield replace(_light(was, minutes, Kind.EASY, rpe, MODALITY_SPORT[modality]), modality=modality)


def lengths(brief: Brief, was: PlannedSession) -> list[int]:
    """The lengths that are tried: shares of the planned one, the exact cut of a long session, the longest run allowed."""
    aims, directives = brief.policy.aims, brief.directives
    step = aims.shorter_floor_minutes
    shares = [was.minutes * percent // 100 // step * step for percent in aims.shorter_percents]
    exact = floor(Fraction(str(directives.long_max_ratio)) * was.minutes) if _is_long(brief, was) else None
    return sorted({m for m in (*shares, exact, directives.max_session_minutes) if m is not None and m < was.minutes}, reverse=True)


def _easy_lengths(brief: Brief, was: PlannedSession) -> set[int]:
    """An easy session lasts as planned, the middle share of it, or as long as a run may last."""
    aims = brief.policy.aims
    middle = sorted(aims.shorter_percents)[len(aims.shorter_percents) // 2]
    share = was.minutes * middle // 100 // aims.shorter_floor_minutes * aims.shorter_floor_minutes
    return {was.minutes, share, min(was.minutes, brief.directives.max_session_minutes or was.minutes)}


def _cut(brief: Brief, was: PlannedSession, minutes: int) -> PlannedSession:
    """A shortened session; a long one that must be easy has an effort of 4 at most and the load that follows."""
    load = was.load * minutes // was.minutes
    distance = None if was.distance_m is None else was.distance_m * minutes // was.minutes
    cut = replace(was, duration_s=minutes * 60, load=load, distance_m=distance)
    highest = brief.policy.sessions.easy_target_rpe + 1
    if brief.directives.long_easy and was.rpe is not None and _is_long(brief, was):
        rpe = min(was.rpe, highest)
        cut = replace(cut, rpe=rpe, rpe_high=min(was.rpe_high or rpe, rpe), hard=False, load=min(load, floor(rpe * minutes)))
    return cut


def _is_long(brief: Brief, was: PlannedSession) -> bool:
    return Case(brief, brief.plan).long.is_long(was)


def _light(was: PlannedSession, minutes: int, kind: Kind, rpe: float, sport: Sport) -> PlannedSession:
    load = min(floor(rpe * minutes), was.load)
    return replace(was, kind=kind, sport=sport, duration_s=minutes * 60, load=load, rpe=rpe, rpe_high=rpe, hard=False, distance_m=None)


def combinations(candidates: Sequence[Sequence[PlannedSession]]) -> int:
    """How many plans there are to try."""
    return prod(len(some) for some in candidates)
