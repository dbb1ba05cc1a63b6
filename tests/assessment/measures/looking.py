"""What is seen in reports and sessions on the evening of 20 March."""

from __future__ import annotations

from datetime import timedelta

from service.domain.report import Report, Timing
from tests.assessment.asking import evening, march, seen, whole
from tests.support.builders import a_plan, a_report, at

TODAY = march(20)
NOW = evening(20)
EMPTY = a_plan([])


def ago(days: int, heaviness: int = 5, **fields: object) -> Report:
    return whole(TODAY - timedelta(days=days), heaviness, **fields)


def morning(days: int, **fields: object) -> Report:
    return a_report(at(TODAY - timedelta(days=days), "06:00"), None, is_run=False, timing=Timing.NOT_RUNNING, **fields)


def looks(*reports: Report, plan: object = EMPTY, **fields: object):
    return seen(NOW, reports, plan=plan, **fields)  # type: ignore[arg-type]
