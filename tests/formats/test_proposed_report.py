"""What was typed into a watch is a proposal and no report."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from service.documents.report import read_report
from service.domain.report import Source
from service.formats.activity import Activity
from service.formats.proposed_report import proposed_report

DONE = Activity(datetime(2026, 3, 4, 18, 30, tzinfo=timezone(timedelta(hours=1))), "run", duration_s=3000, rpe=7, feel=25)


def felt(feel: float | None) -> Activity:
    return Activity(DONE.started_at, "run", duration_s=3000, feel=feel)


@pytest.mark.parametrize("feel", [0, 25])
def test_a_low_feel_is_worth_asking(feel: float) -> None:
    assert proposed_report(felt(feel)) is not None


@pytest.mark.parametrize("feel", [26, 50, 75, 100, None])
def test_any_other_feel_is_not(feel: float | None) -> None:
    assert proposed_report(felt(feel)) is None


def test_a_high_effort_alone_is_no_reason() -> None:
    assert proposed_report(Activity(DONE.started_at, "run", rpe=9)) is None


def test_the_proposal_says_what_is_known_and_leaves_heaviness_open() -> None:
    made = proposed_report(DONE, session_id="s-1")
    assert made is not None
    report = read_report(made)
    assert (report.source, report.session_id, report.is_run) == (Source.DEVICE, "s-1", True)
    assert (report.srpe_done, report.minutes_done) == (7, 50)
    assert report.observed_at.isoformat() == "2026-03-04T19:20:00+01:00"
    assert report.heaviness is None
    assert report.flags is None
    assert report.note is not None
    assert "Confirm" in report.note


def test_the_same_activity_gives_the_same_proposal() -> None:
    assert proposed_report(DONE) == proposed_report(DONE)
