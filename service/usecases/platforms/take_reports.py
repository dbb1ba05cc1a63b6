"""Reports that platforms bring: each once, though it comes again with every change there, and from every account that knows of it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from service.documents.limits import MOST_TEXT
from service.documents.policy import load_policy
from service.documents.refusal import validated
from service.documents.report import ReportDocument
from service.errors import Conflict
from service.store.repositories.athletes import AthleteRecord
from service.store.repositories.reports import ReportRecord
from service.store.unit_of_work import UnitOfWork
from service.usecases.reports import Verdict, says_the_same, take_in

ENDS_APART = timedelta(minutes=15)
OF_SESSION = ":activity:"
"""In the name of every report about a session that came by a platform."""


def take_once(work: UnitOfWork, athlete: AthleteRecord, draft: Mapping[str, Any]) -> bool:
    """Whether there is anything new in it. What somebody else has said under that name, or of that session, is added to and stays.

    A word that was overtaken by a later one of the same account is passed over, unless it warns.
    """
    report = validated(ReportDocument, dict(draft), "report")
    before = work.reports.of_ref(athlete.id, str(draft["id"]))
    own = [row for row in before if row.author == work.scope.actor]
    if own and says_the_same(own[-1], report):
        return False
    other = _last_of_another(before, work.scope.actor) if before else _of_the_same_session(work, athlete.id, draft)
    further = {**draft, "submitted_at": work.now.isoformat()}
    if other is None and own and _submitted(draft) < _submitted(json.loads(own[-1].document)):
        if not load_policy().thresholds.warns(str(draft.get("note") or "")):
            return False
        other, further = own[-1], {**draft, "submitted_at": _submitted(json.loads(own[-1].document)).isoformat()}
    if other is not None:
        report = validated(ReportDocument, both(json.loads(other.document), further), "report")
        if says_the_same(before[-1] if before else other, report):
            return False
    try:
        return take_in(work, athlete, report, None).verdict is not Verdict.UNCHANGED
    except Conflict:
        return False  # it was withdrawn here, or the athlete has withdrawn their consent


def both(first: Mapping[str, Any], further: Mapping[str, Any]) -> dict[str, Any]:
    """What two accounts say of one session: the first word counts, the further one fills gaps, and of two heavinesses the worse."""
    lines = [line for said in (first, further) for line in str(said.get("note") or "").splitlines()]
    heavy = [said["heaviness"] for said in (first, further) if said.get("heaviness") is not None]
    told = {**further, **first, "submitted_at": further["submitted_at"]}
    if heavy:
        told["heaviness"] = max(heavy)
    if lines:
        told["note"] = "\n".join(dict.fromkeys(lines))[:MOST_TEXT]
    return told


def _submitted(report: Mapping[str, Any]) -> datetime:
    return datetime.fromisoformat(report["submitted_at"])


def _last_of_another(rows: Sequence[ReportRecord], actor: str) -> ReportRecord | None:
    return next((row for row in reversed(rows) if row.author != actor), None)


def _of_the_same_session(work: UnitOfWork, athlete_id: str, draft: Mapping[str, Any]) -> ReportRecord | None:
    """The last word of another account on it."""
    if OF_SESSION not in str(draft["id"]):
        return None
    ended = datetime.fromisoformat(draft["observed_at"])
    latest = {row.ref: row for row in work.reports.since(athlete_id, ended - ENDS_APART)}
    return next((row for row in latest.values() if OF_SESSION in row.ref and not row.withdrawn and _is_about(row, draft, ended)), None)


def _is_about(row: ReportRecord, draft: Mapping[str, Any], ended: datetime) -> bool:
    said = json.loads(row.document)
    if abs(row.observed_at - ended) > ENDS_APART:
        return False
    return said.get("sport") == draft.get("sport") or (
        draft.get("session_id") is not None and said.get("session_id") == draft["session_id"]
    )
