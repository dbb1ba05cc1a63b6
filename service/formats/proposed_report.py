"""What an athlete typed into the watch after a session, as a report to be confirmed: by itself it changes no plan."""

from __future__ import annotations

from datetime import timedelta

from service.documents.canonical import fingerprint
from service.documents.quantities import half_up
from service.documents.report import ReportDocument
from service.domain.report import Source
from service.domain.session import Sport
from service.formats.activity import Activity

LOW_FEEL = 25
"""The lower two of five faces; the nearest thing to heavy legs that a file can say."""
NOTE = "The watch says that the athlete felt {feel} after this session. Were the legs heavy? Confirm and complete before it counts."
FACES = {0: "very weak", 25: "weak"}


def proposed_report(activity: Activity, *, session_id: str | None = None) -> ReportDocument | None:
    """A draft of `report/1` for somebody to complete and confirm; None where nothing was entered that asks for one.

    It says no heaviness, because none was asked: the questions are the athlete's to answer.
    """
    if activity.feel is None or activity.feel > LOW_FEEL:
        return None
    seconds = activity.duration_s or 0
    return ReportDocument.model_validate(
        {
            "schema": "report/1",
            "id": f"proposed-{fingerprint([activity.started_at.isoformat(), activity.sport, activity.feel])[:12]}",
            "source": Source.DEVICE.value,
            "observed_at": (activity.started_at + timedelta(seconds=seconds)).isoformat(timespec="seconds"),
            "session_id": session_id,
            "sport": activity.sport,
            "is_run": activity.sport == Sport.RUN,
            "srpe_done": activity.rpe,
            "minutes_done": half_up(seconds / 60) if activity.duration_s is not None else None,
            "note": NOTE.format(feel=FACES[0 if activity.feel < LOW_FEEL else LOW_FEEL]),
        }
    )
