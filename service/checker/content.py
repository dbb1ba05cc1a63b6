"""Whether a changed session is one of the forms that the model knows, down to its minutes and its load."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from math import floor

from service.checker.case import Case, Standing
from service.checker.rule import Finding
from service.checker.words import share_of
from service.domain.classes import HARD_KINDS, MODALITY_SPORT, is_endurance, is_run
from service.domain.forms import Form
from service.domain.naming import title_of
from service.domain.session import Kind, PlannedSession, Status

CHANGEABLE = frozenset(
    {"date", "part_of_day", "start_time", "sport", "kind", "duration_s", "load", "hard", "rpe", "rpe_high", "distance_m", "status",
     "original", "modality", "load_estimated", "title"}
)  # fmt: skip
"""Fields that a revision may write. A part of the day and a start change with a pin only."""


def forms(case: Case) -> Iterator[Finding]:
    """Every movable session is in a form of the table, and what no form touches is as planned."""
    for standing in case.movable:
        was = standing.was
        if was is None:
            continue
        text = _untouched(case, was, standing.now) or JUDGES[standing.form](case, was, standing)
        text = text or _too_short(case, was, standing) or _misnamed(was, standing.now)
        if text is not None:
            yield Finding(f"{was.id} {text}", (was.id,))


def _untouched(case: Case, was: PlannedSession, now: PlannedSession) -> str | None:
    fields = [name for name in PlannedSession.__dataclass_fields__ if name not in CHANGEABLE]
    changed = [name for name in fields if getattr(was, name) != getattr(now, name)]
    if changed:
        return f"is changed in {', '.join(changed)}"
    pinned = any(pin.session_id == was.id and pin.part_of_day is not None for pin in case.brief.pins)
    same_time = (was.part_of_day, was.start_time) == (now.part_of_day, now.start_time)
    return None if same_time or pinned else "is moved to another time of the day without a pin"


def _kept(case: Case, was: PlannedSession, standing: Standing) -> str | None:
    del case
    now = standing.now
    same = (now.rpe, now.rpe_high, now.distance_m, now.status, now.modality) == (
        was.rpe, was.rpe_high, was.distance_m, was.status, was.modality,
    )  # fmt: skip
    return None if same else "looks as planned and has another effort, distance or status"


def _reduced(case: Case, was: PlannedSession, standing: Standing) -> str | None:
    del case
    now, short = standing.now, was.reduced
    if short is None:
        return "has no shorter form of its author's"
    if now.kind is not (short.kind or was.kind) or now.sport is not was.sport:
        return "is not its author's shorter form"
    hard = was.hard and (now.kind in HARD_KINDS or now.kind is was.kind)
    return None if now.hard == hard else "is its author's shorter form and wrongly marked as hard or not"


def _shortened(case: Case, was: PlannedSession, standing: Standing) -> str | None:
    now = standing.now
    if not is_endurance(was) or (was.hard and not was.opener):
        return "is shortened, and only easy sessions and openers are"
    if (now.sport, now.kind) != (was.sport, was.kind):
        return "is shortened and changes its sport or kind"
    long_and_easy = case.directives.long_easy and case.long.is_long(was)
    load = was.load * now.minutes // max(was.minutes, 1)
    if now.load != (min(load, share_of(now.rpe or 0, now.minutes)) if long_and_easy else load):
        return f"is shortened and has a load of {now.load}"
    if was.distance_m is not None and now.distance_m not in (None, was.distance_m * now.minutes // max(was.minutes, 1)):
        return "is shortened and its distance is not"
    if long_and_easy:
        highest = min(was.rpe or 0, case.policy.sessions.easy_target_rpe + 1)
        if now.hard or (now.rpe or 0) > highest:
            return "is a long session that must be easy"
    elif now.rpe != was.rpe:
        return "is shortened and changes its effort"
    return _too_small_a_cut(case, was, standing)


def _too_small_a_cut(case: Case, was: PlannedSession, standing: Standing) -> str | None:
    """Cosmetic cuts are not made (ruling G12); cuts to a number of the directives are no cosmetics."""
    numbers, now = case.policy.sessions, standing.now
    cut = was.minutes - now.minutes
    if (
        not case.policy.on("G12")
        or case.is_exact_long_cut(standing)
        or (is_run(was) and now.minutes == case.directives.max_session_minutes)
    ):
        return None
    if cut < numbers.least_change_minutes or cut < Fraction(str(numbers.least_change_ratio)) * was.minutes:
        return f"is shortened by only {cut} minutes"
    return None


def _easy(case: Case, was: PlannedSession, standing: Standing) -> str | None:
    if not is_endurance(was) or was.kind in (Kind.EASY, Kind.RECOVERY):
        return "cannot be made easy"
    return _light(was, standing.now, case.policy.sessions.easy_target_rpe)


def _recovery(case: Case, was: PlannedSession, standing: Standing) -> str | None:
    numbers = case.policy.sessions
    if not is_run(was):
        return "is no run and cannot be a recovery run"
    if standing.now.minutes > numbers.recovery_minutes:
        return f"is a recovery run of more than {numbers.recovery_minutes} minutes"
    return _light(was, standing.now, numbers.recovery_rpe)


def _light(was: PlannedSession, now: PlannedSession, rpe: float) -> str | None:
    if now.sport is not was.sport or now.hard or now.rpe != rpe:
        return f"is made lighter and has not the effort {rpe:g} in its own sport"
    if now.load != min(share_of(rpe, now.minutes), was.load):
        return f"is made lighter and has a load of {now.load}"
    return None if now.distance_m is None else "is made lighter and still states a distance"


def _cross(case: Case, was: PlannedSession, standing: Standing) -> str | None:
    now, rpe = standing.now, case.policy.sessions.easy_target_rpe
    if not (is_endurance(was) and case.is_leg(was)):
        return "cannot be swapped for cross-training"
    if now.sport is was.sport:
        return "is swapped for its own sport"
    if now.modality is None or now.sport is not MODALITY_SPORT[now.modality] or now.kind is not Kind.EASY:
        return "is swapped for something that is no easy cross-training"
    if now.hard or now.rpe != rpe or now.load > min(floor(Fraction(str(rpe)) * now.minutes), was.load):
        return "is swapped and is not easy"
    return None if now.distance_m is None else "is swapped and still states a distance"


def _dropped(case: Case, was: PlannedSession, standing: Standing) -> str | None:
    del case
    now = standing.now
    if now.status is not Status.CANCELLED:
        return f"is dropped with the status {now.status.value}"
    fields = ("date", "sport", "kind", "duration_s", "load", "hard", "rpe", "distance_m")
    changed = [name for name in fields if getattr(was, name) != getattr(now, name)]
    return f"is dropped and changed in {', '.join(changed)}" if changed else None


def _too_short(case: Case, was: PlannedSession, standing: Standing) -> str | None:
    if standing.form in (Form.KEPT, Form.DROPPED) or standing.now.duration_s >= case.policy.sessions.shortest_minutes * 60:
        return None
    return f"lasts only {standing.now.minutes} minutes of {was.minutes}"


def _misnamed(was: PlannedSession, now: PlannedSession) -> str | None:
    """An easy run that is still called intervals would be run as intervals."""
    if now.title == title_of(was, now) or not (was.title or now.title):
        return None
    return f"is called {now.title!r}, which is not what it is"


JUDGES: Mapping[Form, Callable[[Case, PlannedSession, Standing], str | None]] = {
    Form.KEPT: _kept,
    Form.REDUCED: _reduced,
    Form.SHORTENED: _shortened,
    Form.EASY: _easy,
    Form.RECOVERY: _recovery,
    Form.CROSS: _cross,
    Form.DROPPED: _dropped,
}
