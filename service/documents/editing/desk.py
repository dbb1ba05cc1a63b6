"""A plan while it is being edited, and the marks that a coach's edit leaves on a session."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta
from typing import Any, NoReturn

from service.documents.completions import DONE
from service.documents.limits import EARLIEST_DATE, LATEST_DATE
from service.documents.plan_model import PlanDocument, RacePart
from service.documents.refusal import refuse
from service.documents.session import ChangeNote, SessionDocument
from service.documents.session_ids import with_ids
from service.domain.session import Kind, Lock, Status
from service.errors import Finding

OF_THE_SERVICE = ("original", "original_date", "inserted")
"""What the service wrote on a session; a coach who edits it takes it over as it stands (ruling D1)."""


class Desk:
    """Sessions by id, in the order of the plan. `at` is the place of the operation that is being done."""

    def __init__(self, plan: PlanDocument, *, recorded: Collection[str], now: datetime) -> None:
        self.plan = plan
        self.sessions = {session.id or "": session for session in plan.sessions}
        self.races = list(plan.races or ())
        self.at = ""
        self._recorded = frozenset(recorded)
        self._now = now

    def result(self) -> PlanDocument:
        """The plan as it stands now."""
        changes: dict[str, Any] = {"sessions": list(self.sessions.values())}
        if self.races != list(self.plan.races or ()):
            changes["races"] = self.races
        return self.plan.model_copy(update=changes)

    def refuse(self, field: str, code: str, detail: str) -> NoReturn:
        """Raise BadInput; nothing of the edit is done then."""
        refuse([Finding(f"{self.at}/{field}" if field else self.at, code, detail)], "edits")

    def session(self, id: str) -> SessionDocument:
        if id not in self.sessions:
            self.refuse("session_id", "unknown-session", "The plan has no session of this id.")
        return self.sessions[id]

    def open_session(self, id: str) -> SessionDocument:
        """A session that nobody has done yet. What was done is a fact and stays where it is."""
        session = self.session(id)
        if self.is_done(session):
            self.refuse("session_id", "done", "What became of this session is recorded; take that back first, or add another session.")
        return session

    def is_done(self, session: SessionDocument) -> bool:
        return session.id in self._recorded or session.status in DONE

    def is_race(self, session: SessionDocument) -> bool:
        return session.kind is Kind.RACE or any(race.session_id == session.id for race in self.races)

    def stays(self, session: SessionDocument) -> bool:
        """Whether the session keeps its date when everything around it moves."""
        return self.is_race(session) or self.is_done(session) or session.locked in (Lock.DATE, Lock.ALL)

    def on(self, first: date, last: date) -> Iterator[SessionDocument]:
        """Sessions from one day to another, both included."""
        for session in list(self.sessions.values()):
            if session.date is not None and first <= session.date <= last:
                yield session

    def put(self, session: SessionDocument) -> None:
        """In the place of the session of its id, or at the end; one without an id gets it from its content."""
        if session.id is None:
            others = self.plan.model_copy(update={"sessions": [*self.sessions.values(), session]})
            session = with_ids(others).sessions[-1]
        self.sessions[session.id or ""] = session

    def edit(self, session: SessionDocument, **updates: Any) -> None:
        """Change a session as its coach. What the service had left out or put on hold stays so, and may still come back."""
        if session.original is not None and (session.status or Status.PLANNED) is not session.original.status:
            was = {name: value for name, value in updates.items() if name in ("date", "part_of_day")}
            self.put(self._marked(session, {**updates, "original": session.original.model_copy(update=was)}))
        else:
            self.put(self.as_coach(session, **updates))

    def as_coach(self, session: SessionDocument, **updates: Any) -> SessionDocument:
        """The session as its coach's own, whatever the service had made of it."""
        copy = self._marked(session, {**updates, **dict.fromkeys(OF_THE_SERVICE)})
        copy.model_fields_set.difference_update(OF_THE_SERVICE)
        return copy

    def day(self, day: date, days: int, field: str) -> date:
        """`day` and some days. Refuses what no calendar of ours holds."""
        if not EARLIEST_DATE.toordinal() <= day.toordinal() + days <= LATEST_DATE.toordinal():
            self.refuse(field, "out-of-range", f"A session would come to lie outside {EARLIEST_DATE} to {LATEST_DATE}.")
        return day + timedelta(days=days)

    def take_race_along(self, session: SessionDocument, to: date) -> None:
        """The race that the session is."""
        self.races = [race.model_copy(update={"date": to}) if _is_of(race, session) else race for race in self.races]

    def drop_race(self, session: SessionDocument) -> None:
        self.races = [race for race in self.races if race.session_id != session.id]

    def _marked(self, session: SessionDocument, updates: dict[str, Any]) -> SessionDocument:
        marks = {"revision": (session.revision or 0) + 1, "change": ChangeNote(at=self._now, by="coach")}
        return session.model_copy(update={**updates, **marks})


def _is_of(race: RacePart, session: SessionDocument) -> bool:
    if race.session_id is not None:
        return race.session_id == session.id
    return session.kind is Kind.RACE and race.date == session.date and race.sport in (None, session.sport)
