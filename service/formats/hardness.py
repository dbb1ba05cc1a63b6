"""A plan in which nothing reads as hard probably names its hard sessions in words of its own."""

from __future__ import annotations

from collections import Counter

from service.documents.plan import PlanDocument
from service.documents.session import SessionDocument
from service.domain.classes import HARD_KINDS, NOT_ENDURANCE

FEWEST_SESSIONS = 10
"""A few easy days may well be all that a short plan has."""
MOST_TITLES = 6


def unsure_titles(document: PlanDocument) -> list[str]:
    """The most frequent titles that nothing is known about, where no session of the plan is hard; empty where that is no question."""
    endurance = [session for session in document.sessions if session.sport not in NOT_ENDURANCE]
    if len(endurance) < FEWEST_SESSIONS or any(session.hard or session.kind in HARD_KINDS for session in endurance):
        return []
    titles = Counter(session.title for session in endurance if session.title and _is_unsure(session))
    return [title for title, _ in titles.most_common(MOST_TITLES)]


def _is_unsure(session: SessionDocument) -> bool:
    warnings = (session.source.warnings if session.source else None) or ()
    return any(warning.code == "kind-estimated" for warning in warnings)
