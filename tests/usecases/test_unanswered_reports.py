"""A report that no rule can answer is handed to a person."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from service.documents.report import ReportDocument
from service.jobs.job import GivenUp
from service.jobs.records import list_open
from service.store.tables import NotificationKind
from service.usecases.answer_reports import answer_reports
from service.usecases.reports import receive_report
from service.usecases.thinking import Refusal
from tests.support.services import PoolInPlace, a_club, services_on


class RefusingPool(PoolInPlace):
    """Whatever it is asked, the answer fails its own check."""

    def run(self, job: Callable[[Any], Any], payload: Any) -> Any:
        return Refusal("answer-breaks-rules", "The answer failed its own check.", ())


def test_the_coach_hears_of_a_report_that_could_not_be_answered(sqlite_database: str) -> None:
    services = services_on(sqlite_database, pool=RefusingPool())
    club = a_club(services)
    with services.store.writing(club.scope()) as work:
        athlete = work.athletes.create(name="Eva", timezone="UTC", profile="{}")
        work.coaches.assign(athlete.id, club.coach_ids[0])
    report = ReportDocument.model_validate({"observed_at": "2026-03-04T17:00:00Z", "heaviness": 7})
    receive_report(services, club.scope(), athlete.id, report)
    with pytest.raises(GivenUp):
        answer_reports(services, club.org_id, athlete.id)
    with services.store.reading(club.office) as work:
        assert "report.unanswered" in [event.type for event in work.events.after(0, 100)]
        letters = [
            work.notifications.get(record.job.ids[1])
            for record in list_open(services.store.engine)
            if record.job.kind == "send-notification"
        ]
    assert [(letter.kind, letter.coach_id) for letter in letters] == [(NotificationKind.UNANSWERED, club.coach_ids[0])]
    services.store.engine.dispose()
