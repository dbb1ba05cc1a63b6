"""Which seven days are W1 and W2."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from service.assessment.orders import illness
from service.assessment.orders.case import Case
from service.domain.state import State
from service.kit.weeks import ONE_DAY


def with_windows(case: Case, state: State | None) -> Case:
    """The same case with its windows: those of an acute illness, else as issued while the level is held, else the verdict's.

    A window that begins in the past goes on for seven days; after that the next seven begin, with the factors of W2.
    """
    start, renewed = illness.window_start(case, _fresh_day0(case)), False
    if start is None:
        start, renewed = _as_issued(case, state) or case.verdict.day0, case.verdict.renewed
    weeks_over = max(0, (case.today - start).days) // 7
    return replace(case, day0=start + timedelta(days=7 * weeks_over), renewed=renewed or weeks_over > 0)


def _as_issued(case: Case, state: State | None) -> date | None:
    """First date of the windows that the state holds, while they still bind."""
    if state is None or not state.windows or case.verdict.new_windows or case.verdict.renewed:
        return None
    return state.windows[0].start


def _fresh_day0(case: Case) -> date:
    """Today where a session of today is still to be done, else tomorrow."""
    still_to_do = any(session.date == case.today for session in case.timeline.open)
    return case.today if still_to_do else case.today + ONE_DAY
