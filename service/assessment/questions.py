"""What to ask next, the most important first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from service.assessment.causes.case import ONE_WEEK, Case
from service.assessment.causes.fuel import points_to_fuel
from service.assessment.occasion import ON_HOLD, Occasion
from service.domain.assessment import Question
from service.domain.report import Timing
from service.domain.report_class import ReportClass

PATTERNS = frozenset({ReportClass.P3_WHOLE_RUN, ReportClass.P4_MULTI_DAY, ReportClass.P5_WEEK_TREND})
SAFETY_FROM_LEVEL = 2


def questions_for(occasion: Occasion) -> tuple[Question, ...]:
    """Each question at most once; none on hold, where somebody else asks first."""
    if occasion.level >= ON_HOLD:
        return ()
    wanted = {
        Question.SAFETY: _safety(occasion),
        Question.HEAVINESS: occasion.on("S3-01") and occasion.verdict.subtype == "missing",
        Question.CONFIRM: occasion.on("M5") and occasion.case.features.conflict,
        Question.TIMING: occasion.on("S2-53") and _timing(occasion.case),
        Question.SORENESS: occasion.on("S2-97") and _soreness(occasion.case),
        Question.ILLNESS: occasion.on("G1") and _illness(occasion.case),
        Question.CAUSE: _cause(occasion),
        Question.UPDATE: occasion.on("N5") and (occasion.verdict.subtype == "stale" or occasion.verdict.update_due),
        Question.MISSED: occasion.on("G11") and is_quiet(occasion.case),
        Question.LEA: _energy(occasion),
    }
    return tuple(question for question, asked in wanted.items() if asked)


def remember_asked(asked: Iterable[str], questions: Iterable[Question], today: date, keep_days: int) -> tuple[str, ...]:
    """The state's record of what was asked and when, with today's questions; entries older than `keep_days` go."""
    kept = [entry for entry in asked if (today - _entry(entry)[1]).days <= keep_days]
    return tuple(sorted({*kept, *(f"{question.value}@{today.isoformat()}" for question in questions)}))


def is_quiet(case: Case) -> bool:
    """Sessions usually arrive by themselves, and the last three did not (G11)."""
    return case.athlete.connected and case.features.missed_in_row >= case.policy.causes.missed_in_row


def _safety(occasion: Occasion) -> bool:
    """A note that gives pause, a run stopped with very heavy legs, or level 2 while the question was not yet put."""
    features = occasion.case.features
    note = occasion.on("S3-27") and bool(features.note_flagged)
    broke_off = occasion.on("G5") and _stopped_with_severe_legs(occasion.case)
    return note or broke_off or (occasion.level >= SAFETY_FROM_LEVEL and occasion.on("S3-27") and not _safety_known(occasion))


def _stopped_with_severe_legs(case: Case) -> bool:
    told = case.deciding
    severe = told is not None and (told.stated_heaviness or 0) >= case.policy.thresholds.severe
    return told is not None and told.stopped_early and severe and told.report.flags is None


def _safety_known(occasion: Occasion) -> bool:
    """Asked or answered since this episode began."""
    since = _episode_start(occasion.case)
    answered = any(part.flags is not None for s in occasion.case.features.reports if s.day >= since for part in s.parts)
    return answered or any(day >= since for day in _asked_on(occasion.case, Question.SAFETY))


def _episode_start(case: Case) -> date:
    """First of the dates on end, up to today, on which a level was in force."""
    start, levels = case.features.today, case.features.level_on or {}
    while levels.get(start - timedelta(days=1), 0) > 0:
        start -= timedelta(days=1)
    return min(start, case.deciding.day) if case.deciding is not None else start


def _timing(case: Case) -> bool:
    """Heavy legs in a leg session, and nobody said when."""
    return case.heavy is not None and case.heavy.of_leg_session and case.features.timing is Timing.UNKNOWN


def _soreness(case: Case) -> bool:
    return case.said is not None and case.said.soreness is None and case.features.doms_source is not None


def _illness(case: Case) -> bool:
    """Each morning until somebody says that it is over."""
    illness = case.features.illness
    return illness.ongoing and illness.stated_on != case.features.today


def _cause(occasion: Occasion) -> bool:
    """Three heavy sessions in a row (S1-02), or a pattern that the load does not explain (S2-76)."""
    long_row = occasion.on("S1-02") and occasion.case.features.streak.days >= occasion.case.policy.causes.cause_streak
    unexplained = occasion.klass in PATTERNS and not any(tag.evidence for tag in occasion.tags)
    return long_row or (occasion.on("S2-76") and unexplained)


def _energy(occasion: Occasion) -> bool:
    """Only adults who agreed, at most once in 28 days (G16), and only when something points there."""
    case, numbers = occasion.case, occasion.case.policy.causes
    since = case.features.today - timedelta(days=numbers.lea_ask_every_days)
    if not (occasion.on("G16") and case.surely_adult and case.athlete.energy_questions):
        return False
    return any(_points_to_energy(occasion)) and not any(day > since for day in _asked_on(case, Question.LEA))


def _points_to_energy(occasion: Occasion) -> Iterator[bool]:
    case = occasion.case
    yield occasion.on("S2-64") and occasion.klass is ReportClass.P5_WEEK_TREND
    short = [s for s in case.features.leg_since(2 * ONE_WEEK) if points_to_fuel(case, s)]
    yield occasion.on("S2-28") and len(short) >= case.policy.causes.lea_ask_fuel_times
    yield occasion.on("S2-36") and any(s.report.diet_restriction for s in case.features.since(case.policy.causes.lea_ask_every_days))


def _asked_on(case: Case, question: Question) -> list[date]:
    return [day for code, day in map(_entry, case.features.asked) if code == question.value]


def _entry(entry: str) -> tuple[str, date]:
    """Code and date of one record. The state comes from outside: one without a readable date was asked long ago."""
    code, _, day = entry.partition("@")
    try:
        return code, date.fromisoformat(day)
    except ValueError:
        return code, date.min
