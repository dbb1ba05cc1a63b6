"""From a platform's event to a report. Scores become words only where the policy says so; the rest is kept as what it is.

A soreness score is soreness and never heaviness. What a person has to look at first comes out marked, and is never assessed by
itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from service.documents.base import UNCLEAN
from service.documents.limits import LONGEST_REPORT_ID, MOST_TEXT
from service.domain.policy import PlatformScores, Policy
from service.domain.session import Sport
from service.kit.free_text import plain
from service.platforms.events import ActivityCompleted, Score, ScoreKind, WellnessRecorded

OF_FIVE = {
    ScoreKind.STRESS: "stress", ScoreKind.MOTIVATION: "motivation", ScoreKind.SLEEP_QUALITY: "sleep_quality",
}  # fmt: skip
"""Scores that a report knows from 1 to 5, with the same direction as ours."""


class Certainty(StrEnum):
    ASSESS = "assess"
    CONFIRM = "confirm"
    """A person has to confirm it before it counts."""


@dataclass(frozen=True, slots=True)
class DraftReport:
    """`document` is `report/1`."""

    document: dict[str, Any]
    certainty: Certainty


def of_activity(event: ActivityCompleted, scores: PlatformScores, received_at: datetime) -> DraftReport | None:
    """The report in what an athlete said of a session; None when nothing was said."""
    said = _by_kind(event.scores)
    note = _note(event.notes)
    heaviness = _felt(said.get(ScoreKind.FEEL), scores)
    if heaviness is None and _holds(note, scores.heavy_words):
        heaviness = scores.heavy_words_heaviness
    if heaviness is None and note is None:
        return None
    document: dict[str, Any] = {
        "id": _ref(f"{event.provider}:activity:", event.activity_id),
        "observed_at": _instant(min(event.started_at + timedelta(seconds=event.elapsed_s or event.moving_s or 0), received_at)),
        "is_run": event.sport is Sport.RUN,
        "sport": event.sport.value,
        "timing": "unknown",
        "heaviness": heaviness,
        "srpe_done": said.get(ScoreKind.RPE),
        "minutes_done": None if event.moving_s is None else min(round(event.moving_s / 60), 1440),
        "note": note,
    }
    # Words are the athlete's own, and what warns in them must not wait; a bare number in a file may be anybody's.
    certainty = Certainty.CONFIRM if event.uploaded_by_hand and note is None else Certainty.ASSESS
    return _draft(document, event.told_at, received_at, certainty)


def of_day(event: WellnessRecorded, policy: Policy, received_at: datetime, timezone: str) -> DraftReport | None:
    """The report in what an athlete said of a day; None when nothing was said.

    However late it is said, it is of that day: who fills in last week's diary is not sore today. Only words that warn count from when
    they were said: an answer that the athlete gave in between was no answer to them.
    """
    scores, said = policy.platform_scores, _by_kind(event.scores)
    note = _note(event.notes)
    document: dict[str, Any] = {name: _of_five(said[kind]) for kind, name in OF_FIVE.items() if kind in said}
    if ScoreKind.SORENESS in said:
        document["soreness"] = round(said[ScoreKind.SORENESS] / 10)
    if said.get(ScoreKind.INJURY, 0) >= scores.injury_least:
        document["injury"] = True
    if said.get(ScoreKind.FATIGUE, 0) >= scores.fatigue_extreme:
        document["heaviness"] = scores.fatigue_heaviness
    elif _holds(note, scores.heavy_words):
        document["heaviness"] = scores.heavy_words_heaviness
    if not document and note is None:
        return None
    said_at = min(event.updated_at or received_at, received_at)
    warns = note is not None and policy.thresholds.warns(note)
    document |= {
        "id": f"{event.provider}:day:{event.local_date.isoformat()}",
        "observed_at": _instant(said_at if warns else min(said_at, _last_minute(event.local_date, timezone))),
        "is_run": False,
        "timing": "not_running",
        "sleep_h": None if event.sleep_s is None else min(round(event.sleep_s / 3600, 1), 24),
        "note": note,
    }
    return _draft(document, event.updated_at, received_at, Certainty.ASSESS)


def _draft(document: dict[str, Any], said_at: datetime | None, received_at: datetime, certainty: Certainty) -> DraftReport:
    given = {name: value for name, value in document.items() if value is not None}
    whole = {"schema": "report/1", "source": "device", "submitted_at": _instant(min(said_at or received_at, received_at)), **given}
    return DraftReport(whole, certainty)


def _felt(feel: float | None, scores: PlatformScores) -> int | None:
    """How heavy legs are that belong to such a feel; None for one that is no complaint."""
    if feel is None or feel > scores.feel_poor:
        return None
    return scores.feel_worst_heaviness if feel <= scores.feel_worst else scores.feel_poor_heaviness


def _by_kind(scores: tuple[Score, ...]) -> dict[ScoreKind, float]:
    return {score.kind: score.value for score in scores}


def _of_five(value: float) -> int:
    return round(1 + value / 25)


def _note(notes: tuple[str, ...]) -> str | None:
    """Whatever else stands in it: what the athlete says must not be refused for a character that nobody sees."""
    text = "\n".join(note.strip() for note in notes if note.strip())
    return UNCLEAN.sub(" ", text)[:MOST_TEXT] or None


def _ref(sort: str, id: str) -> str:
    """The name of a report, short enough for one whatever the platform calls its session."""
    ref = sort + id
    return ref if len(ref) <= LONGEST_REPORT_ID else sort + sha256(id.encode()).hexdigest()


def _holds(note: str | None, words: tuple[str, ...]) -> bool:
    return note is not None and any(plain(word) in plain(note) for word in words)


def _last_minute(day: date, timezone: str) -> datetime:
    return datetime.combine(day, time(23, 59), ZoneInfo(timezone))


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()
