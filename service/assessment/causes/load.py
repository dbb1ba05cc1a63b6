"""LOAD: more training than recovery."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from service.assessment.causes.case import ONE_WEEK, Case, tag
from service.assessment.causes.freq import more_often_than_usual
from service.domain.assessment import Confidence, Tag, TagName
from service.domain.classes import is_easy, is_hard_on_legs
from service.domain.report_class import ReportClass

PATTERNS = frozenset({ReportClass.P3_WHOLE_RUN, ReportClass.P4_MULTI_DAY, ReportClass.P5_WEEK_TREND})


def find(case: Case, thirsty_or_hot: bool) -> Tag | None:
    """Heavy legs together with many days in a row, a jump in load, or easy sessions that are not easy any more.

    Effort that costs more than planned counts only when neither fluid nor heat explains it (S3-06).
    """
    if case.heavy is None:
        return None
    numbers, days = case.policy.causes, case.features.days_in_row
    explained = thirsty_or_hot and case.policy.on("S3-06")
    drifts = len(case.features.effort_drift) >= case.policy.thresholds.drift_sessions
    return tag(
        TagName.LOAD,
        sure=case.acting({
            "S0-18": tired_on_an_easy_day(case) and (many_hard_sessions(case) or more_often_than_usual(case)),
            "S0-21": days >= numbers.load_days_without_rest,
            "S1-18": case.features.spike,
            "S1-19": did_more_than_planned(case),
        }),
        likely=case.acting({"S2-08": days >= numbers.load_days_in_row, "S3-03": drifts and not explained}),
        background=case.acting({"S2-54": case.starts_heavy}),
    )  # fmt: skip


def by_default(case: Case, found: Iterable[Tag]) -> Tag | None:
    """With a pattern over sessions and no sure cause, the balance of load and recovery is the usual one (S2-16)."""
    if case.features.klass not in PATTERNS or not case.policy.on("S2-16"):
        return None
    if any(t.confidence is Confidence.NORMAL or t.tag is TagName.LOAD for t in found):
        return None
    return Tag(TagName.LOAD, Confidence.LOW, ("S2-16",), evidence=False)


def tired_on_an_easy_day(case: Case) -> bool:
    """Heavy at 5 or more in a session that was planned easy."""
    heavy = case.heavy
    if heavy is None or heavy.session is None or heavy.heaviness is None:
        return False
    return heavy.heaviness >= case.policy.causes.load_easy_heavy and is_easy(heavy.session, case.policy.sessions)


def many_hard_sessions(case: Case) -> bool:
    hard = [d for d in case.done_in(ONE_WEEK) if is_hard_on_legs(d.session, case.policy.sessions)]
    return len(hard) >= case.policy.causes.load_hard_in_7


def did_more_than_planned(case: Case) -> bool:
    """Done load of seven days at least a fifth above what the plan held for them."""
    week = case.done_in(ONE_WEEK)
    since = case.features.today - timedelta(days=ONE_WEEK - 1)
    done_ids = {d.session.id for d in week}
    planned = sum(s.load for s in case.plan.between(since, case.features.today) if s.id in done_ids or s.date < case.features.today)
    return planned > 0 and sum(d.load for d in week) >= case.policy.causes.load_unplanned_ratio * planned
