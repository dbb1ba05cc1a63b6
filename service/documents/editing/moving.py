"""Operations that change dates and nothing else."""

from __future__ import annotations

from datetime import date
from typing import Any

from service.documents.editing.desk import Desk
from service.documents.editing.operations import Move, Shift, SwapDays
from service.documents.limits import LATEST_DATE
from service.documents.session import DateWindow, PlacingPart, SessionDocument


def move(desk: Desk, operation: Move) -> None:
    session = desk.open_session(operation.session_id)
    updates = _onto(session, operation.to)
    for name in ("part_of_day", "start_time"):
        if (value := getattr(operation, name)) is not None:
            updates[name] = value
    desk.take_race_along(session, operation.to)
    desk.edit(session, **updates)


def swap_days(desk: Desk, operation: SwapDays) -> None:
    a, b = list(desk.on(operation.a, operation.a)), list(desk.on(operation.b, operation.b))
    if operation.a == operation.b or not (a or b):
        desk.refuse("b", "nothing-to-swap", "Name two different days with at least one session on them.")
    for field, sessions in (("a", a), ("b", b)):
        if any(desk.is_race(session) or desk.is_done(session) for session in sessions):
            desk.refuse(field, "fixed-day", "A race, or something that was done, stands on this day; move the others one by one.")
    for session in a:
        desk.edit(session, **_onto(session, operation.b))
    for session in b:
        desk.edit(session, **_onto(session, operation.a))


def shift(desk: Desk, operation: Shift) -> None:
    last = operation.until or LATEST_DATE
    if operation.from_day > last:
        desk.refuse("until", "range-reversed", "The range ends before it begins; swap from and until.")
    if operation.days == 0:
        desk.refuse("days", "nothing-to-shift", "0 days change nothing; say how many.")
    moving = [session for session in desk.on(operation.from_day, last) if not desk.stays(session)]
    if not moving:
        desk.refuse("from", "nothing-to-shift", "No session that may be moved stands in this range.")
    for session in moving:
        desk.edit(session, **carried(desk, session, operation.days, "days"))


def carried(desk: Desk, session: SessionDocument, days: int, field: str) -> dict[str, Any]:
    """The fields of a session that goes some days on, with the dates that it was tied to."""
    assert session.date is not None
    updates = _onto(session, desk.day(session.date, days, field))
    if (window := session.date_window) is not None:
        moved = {name: desk.day(getattr(window, name), days, field) for name in ("start", "end")}
        updates["date_window"] = DateWindow(**moved)
    if session.constraints is not None:
        updates["constraints"] = _carried_limits(desk, session.constraints, days, field)
    return updates


def _carried_limits(desk: Desk, limits: PlacingPart, days: int, field: str) -> PlacingPart:
    given = {name: value for name in ("not_before", "not_after") if (value := getattr(limits, name)) is not None}
    return limits.model_copy(update={name: desk.day(value, days, field) for name, value in given.items()})


def _onto(session: SessionDocument, day: date) -> dict[str, Any]:
    """Date, and the day of the plan that it is."""
    updates: dict[str, Any] = {"date": day}
    if session.day_index is not None and session.date is not None:
        updates["day_index"] = session.day_index + (day - session.date).days
    return updates
