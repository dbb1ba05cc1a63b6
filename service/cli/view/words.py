"""What codes are called in front of a coach. Patterns are described, never diagnosed."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import date

from service.domain.adjustment import OutcomeName
from service.domain.assessment import Urgency
from service.domain.report_class import ReportClass
from service.domain.session import Kind, Modality, PlannedSession, Sport

CLASS_WORDS: Mapping[ReportClass, str] = {
    ReportClass.RED_FLAG: "a sign that somebody should look at",
    ReportClass.POST_ILLNESS: "coming back after an illness",
    ReportClass.INSUFFICIENT_DATA: "too little to go on",
    ReportClass.GOOD: "good legs",
    ReportClass.TAPER_NORMAL: "the usual heaviness of a taper",
    ReportClass.P5_WEEK_TREND: "legs that grow heavier from week to week",
    ReportClass.P4_MULTI_DAY: "heavy legs in several sessions in a row",
    ReportClass.EXPECTED_DOMS: "soreness to be expected after strength work",
    ReportClass.P3_WHOLE_RUN: "heavy legs through a whole session",
    ReportClass.P2_MIDWAY: "legs that turn heavy midway",
    ReportClass.P1_START: "heavy legs at the start",
    ReportClass.ISOLATED: "a single heavy session",
}

LEVEL_WORDS: Mapping[int, str] = {
    0: "the plan stands",
    1: "a little caution",
    2: "some easier days",
    3: "a clearly lighter week",
    4: "a week to recover",
    5: "on hold until somebody has had a look",
}

OUTCOME_WORDS: Mapping[OutcomeName, str] = {
    OutcomeName.NO_CHANGE: "No change needed",
    OutcomeName.REVISED: "Plan revised",
    OutcomeName.SUSPENDED: "Training on hold",
    OutcomeName.NEEDS_COACH: "A decision of yours is needed",
    OutcomeName.NO_PLAN_FITS: "No plan fits",
    OutcomeName.NOT_DECIDED: "Not decided within the limits",
}

URGENCY_WORDS: Mapping[Urgency, str] = {
    Urgency.EMERGENCY: "EMERGENCY: medical help now",
    Urgency.PROMPT: "SEE A DOCTOR: within days, no training until then",
    Urgency.ROUTINE: "WORTH A CHECK: at the next opportunity",
}

KIND_WORDS: Mapping[Kind, str] = {
    Kind.RACE_PACE: "race pace", Kind.VO2: "VO2", Kind.INTERVAL: "intervals", Kind.UPPER_BODY: "upper body",
}  # fmt: skip
MODALITY_WORDS: Mapping[Modality, str] = {Modality.POOL_RUN: "pool run"}

LEVEL_NAMES: Mapping[str, str] = {
    "directives_unmet": "what the assessment asks for",
    "needless_moves": "sessions moved without need",
    "goals_missed": "weekly goals",
    "sessions_changed": "sessions changed",
    "form_severity": "how much is taken from sessions",
    "days_moved": "days moved",
    "load_spread": "evenness of the days",
    "easy_share_gap": "share of easy minutes",
    "preferences": "preferences",
    "tie_break": "order among equals",
}

METRIC_WORDS: Mapping[str, str] = {
    "load": "load", "distance_m": "distance", "duration_s": "time", "key_sessions": "key sessions", "long_run": "long session",
    "strength": "strength", "rest_days": "rest days", "sessions": "sessions",
}  # fmt: skip


def level_name(name: str) -> str:
    """An objective level in words: `key_sessions_rank_2` is "key sessions of rank 2"."""
    if name.startswith("key_sessions_rank_"):
        return f"key sessions of rank {name.rsplit('_', 1)[1]}"
    return LEVEL_NAMES.get(name, name.replace("_", " "))


def clean(text: str) -> str:
    """Text from a plan without anything that could steer a terminal."""
    return "".join(c if unicodedata.category(c) not in ("Cc", "Cf", "Cs") else " " for c in text)


def weekday(day: date) -> str:
    """`Wed 4`; names of days and months do not depend on the machine's language."""
    return f"{('Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun')[day.weekday()]} {day.day}"


def full_day(day: date) -> str:
    """`Wed 4 Mar`."""
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    return f"{weekday(day)} {months[day.month - 1]}"


def name_of(session: PlannedSession) -> str:
    """What a session is called in a small space: `Intervals`, `Easy run`, `Leg strength`, `Pool run`."""
    if session.modality is not None:
        words = MODALITY_WORDS.get(session.modality, session.modality.value)
    elif session.is_rest:
        words = "rest"
    elif session.sport is Sport.STRENGTH:
        words = "leg strength" if session.is_leg_strength else KIND_WORDS.get(session.kind, session.kind.value)
    else:
        words = _by_kind(session)
    return words[0].upper() + words[1:]


def _by_kind(session: PlannedSession) -> str:
    kind = KIND_WORDS.get(session.kind, session.kind.value)
    sport = session.sport.value
    if kind == sport or session.kind in (Kind.OTHER, Kind.CROSS):
        return sport
    if sport == Sport.RUN and session.kind not in (Kind.EASY, Kind.LONG, Kind.STEADY, Kind.RECOVERY, Kind.HILLS):
        return kind
    return f"{kind} {sport}"


def hours(minutes: int) -> str:
    """`5 h 40`, or `45 min` under an hour."""
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60:02d}"


def count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
