"""Planned sessions that were done, as platforms tell. Each counts once, however many accounts tell of it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from service.documents.completions import Recorded, is_too_far, overlaid
from service.documents.plan import PlanDocument, read_plan
from service.documents.policy import load_policy
from service.domain.session import PlannedSession, Status
from service.formats.activity import Activity
from service.formats.activity_matching import match
from service.formats.session_keys import plan_of_key, session_of_key
from service.platforms import doubles
from service.platforms.events import ActivityCompleted, ActivityDeleted
from service.store.repositories.athletes import AthleteRecord
from service.store.repositories.plans import CompletionRecord, PlanRecord
from service.store.unit_of_work import UnitOfWork
from service.usecases.plans.versions import recorded
from service.usecases.platforms.access import is_platform

DONE = frozenset({Status.COMPLETED, Status.PARTIAL})


@dataclass(frozen=True, slots=True)
class Standing:
    """The plan that the athlete follows, and the last word on its sessions."""

    timezone: str
    plan: PlanRecord
    document: bytes
    records: Mapping[str, Recorded]
    refused: Sequence[doubles.Figures] = ()
    """What accounts told of sessions of which a person then said that they were not done."""

    def is_refused(self, event: ActivityCompleted) -> bool:
        """Whether a person has said of this very activity, whichever account tells of it, that it was no session of the plan."""
        return any(
            doubles.is_source(figures, event.provider, event.activity_id) or doubles.tells_of_the_same(figures, event, fits=False)
            for figures in self.refused
        )

    def known(self, event: ActivityCompleted | ActivityDeleted) -> str | None:
        """The session that this very activity was recorded for before."""
        return next((id for id, figures in self._figures() if doubles.is_source(figures, event.provider, event.activity_id)), None)

    def double(self, event: ActivityCompleted) -> str | None:
        """The session that somebody else has told of already."""
        sessions = {session.id: session for session in self._sessions()}
        for id, figures in self._figures():
            opened = [replace(sessions[id], status=Status.PLANNED)] if id in sessions else []
            fits = match(_activity(event, self.timezone), opened) is not None
            if doubles.tells_of_the_same(figures, event, fits=fits):
                return id
        return None

    def fitting(self, event: ActivityCompleted) -> str | None:
        """By the platform's own word for it, else the nearest of the day of those that are open or that only a person spoke of."""
        sessions = self._sessions()
        key = event.plan_external_id or ""
        named = session_of_key(key) if plan_of_key(key) in (None, self.plan.id) else None
        if named is not None and any(session.id == named and session.status not in DONE for session in sessions):
            return named
        found = match(_activity(event, self.timezone), [self._unless_recorded(session) for session in sessions])
        return None if found is None else found.id

    def sport_of(self, session_id: str) -> str:
        return next((session["sport"] for session in json.loads(self.document)["sessions"] if session["id"] == session_id), "")

    def _figures(self) -> list[tuple[str, doubles.Figures]]:
        return [(id, record.completed or {}) for id, record in self.records.items() if record.status in DONE]

    def _sessions(self) -> tuple[PlannedSession, ...]:
        whole = overlaid(self.document, self.records)
        return tuple(read_plan(PlanDocument.model_validate_json(whole), load_policy(), name="plan").sessions)

    def _unless_recorded(self, session: PlannedSession) -> PlannedSession:
        """What only a person has said to be done is still to be matched: the recording is of that session, not of another one."""
        record = self.records.get(session.id)
        if record is None or record.status not in DONE or not _is_vague(record.completed or {}):
            return session
        return replace(session, status=Status.PLANNED)


def record_session(work: UnitOfWork, athlete: AthleteRecord, event: ActivityCompleted) -> str | None:
    """Note that a planned session was done; the id of the session, None where none fits.

    What a person has taken back stays so, however often a platform tells of it.
    """
    now = _standing(work, athlete)
    if now is not None and is_platform(work.scope.actor) and now.is_refused(event):
        return None
    session_id = None if now is None else now.known(event) or now.double(event) or now.fitting(event)
    if now is None or session_id is None:
        return None
    before = now.records.get(session_id)
    is_done = before is not None and before.status in DONE
    figures = doubles.merged(before.completed or {} if before is not None and is_done else None, event)
    if is_too_far(now.sport_of(session_id), figures):
        del figures["distance_m"]
    status = before.status if before is not None and is_done and doubles.is_by_hand(before.completed or {}) else Status.COMPLETED
    _record(work, now, session_id, Recorded(status, figures))
    return session_id


def take_back(work: UnitOfWork, athlete: AthleteRecord, event: ActivityDeleted) -> None:
    """The session stays done where anybody else says so."""
    now = _standing(work, athlete)
    session_id = None if now is None else now.known(event)
    if now is None or session_id is None:
        return
    before = now.records[session_id]
    left = doubles.without(before.completed or {}, event.provider, event.activity_id)
    _record(work, now, session_id, Recorded(Status.PLANNED) if left is None else replace(before, completed=left or None))


def _standing(work: UnitOfWork, athlete: AthleteRecord) -> Standing | None:
    if athlete.current_plan_id is None:
        return None
    plan = work.plans.get(athlete.current_plan_id)
    words = work.plans.all_completions(plan.id)
    records = recorded({word.session_id: word for word in words})
    return Standing(athlete.timezone, plan, work.plans.version(plan.id, plan.version).document, records, _refused(words))


def _refused(words: Sequence[CompletionRecord]) -> list[doubles.Figures]:
    """A person who says later on that the session was done after all takes the refusal back."""
    told: dict[str, list[doubles.Figures]] = defaultdict(list)
    refused: dict[str, list[doubles.Figures]] = defaultdict(list)
    for word in words:
        by_a_person = not is_platform(word.recorded_by)
        if word.status in DONE:
            told[word.session_id].append({} if word.completed is None else json.loads(word.completed))
            if by_a_person:
                refused.pop(word.session_id, None)
        else:
            before = told.pop(word.session_id, [])
            if by_a_person:
                refused[word.session_id] += [figures for figures in before if doubles.sources_of(figures)]
    return [figures for each in refused.values() for figures in each]


def _record(work: UnitOfWork, now: Standing, session_id: str, word: Recorded) -> None:
    if now.records.get(session_id) == word:
        return
    rendered = overlaid(now.document, {**now.records, session_id: word})
    completed = None if word.completed is None else json.dumps(word.completed)
    work.plans.record_completion(now.plan, session_id, word.status.value, completed, rendered)
    work.events.emit("completion.recorded", now.plan.id, now.plan.athlete_id)
    work.audit.note("completion.recorded", now.plan.id, now.plan.athlete_id)


def _is_vague(figures: doubles.Figures) -> bool:
    return doubles.is_by_hand(figures) and "at" not in figures and "also_from" not in figures


def _activity(event: ActivityCompleted, timezone: str) -> Activity:
    """By the athlete's own date, which the platform tells apart from the instant, and by the clock of their zone."""
    there = event.started_at.astimezone(ZoneInfo(timezone)) if event.has_clock else event.started_at
    day = event.local_date or there.date()
    local = there.replace(year=day.year, month=day.month, day=day.day)
    return Activity(local, event.sport.value, duration_s=event.moving_s, distance_m=event.distance_m)
