"""What a week adds up to, on one line."""

from __future__ import annotations

from service.domain.distances import distance_word
from service.formats.downloads.board import WeekBoard
from service.formats.downloads.words import minutes_word


def week_sums(week: WeekBoard) -> str:
    """`5 sessions (was 6) · 4 h 10 (was 4 h 45) · 42 km`."""
    now, was = week.figures, week.before
    sessions = "1 session" if now.sessions == 1 else f"{now.sessions} sessions"
    parts = (
        (sessions, str(was.sessions), now.sessions != was.sessions),
        (minutes_word(now.minutes * 60), minutes_word(was.minutes * 60), now.minutes != was.minutes),
        (distance_word(now.metres, week.unit) if now.metres else "", distance_word(was.metres, week.unit), now.metres != was.metres),
    )
    return " · ".join(f"{text} (was {before})" if changed else text for text, before, changed in parts if text)
