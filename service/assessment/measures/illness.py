"""Whether somebody is ill, and since when it is over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from service.assessment.features import IllnessFacts
from service.assessment.signals import Signal
from service.domain.report import Illness

ACUTE = frozenset({Illness.FEVER, Illness.BELOW_NECK})


def as_date(value: object) -> date | None:
    """A date that a state may carry as a date or in ISO writing."""
    if isinstance(value, str):
        return date.fromisoformat(value)
    return value if isinstance(value, date) else None


def illness_of(reports: Sequence[Signal], in_force: Mapping[str, object], today: date) -> IllnessFacts:
    """The newest word, read in order. An illness without an end goes on until somebody says that it is over (G1)."""
    facts = _remembered(in_force)
    for signal in reports:
        facts = _heard(facts, signal)
    if facts.end is not None and facts.end > today:
        return replace(facts, end=today)
    return facts


def _remembered(in_force: Mapping[str, object]) -> IllnessFacts:
    """What the state knows from reports that are no longer in hand."""
    now, days = in_force.get("illness_now"), in_force.get("illness_days")
    return IllnessFacts(
        now=Illness(now) if isinstance(now, str) else Illness.NONE,
        end=as_date(in_force.get("illness_end")),
        days=days if isinstance(days, int) else None,
        since=as_date(in_force.get("illness_since")),
        was_acute=in_force.get("illness_acute") is True,
    )


def _heard(facts: IllnessFacts, signal: Signal) -> IllnessFacts:
    report = signal.report
    if report.illness_now is None and report.illness_end is None:
        return facts if report.illness_days is None else replace(facts, days=report.illness_days)
    told = replace(facts, stated_on=signal.day, fresh=signal.fresh)
    if report.illness_now not in (None, Illness.NONE):
        return _still_ill(told, signal)
    if report.illness_end is None and not facts.ongoing:
        return facts
    end = report.illness_end or signal.day - timedelta(days=1)
    ids = tuple(sorted({*facts.report_ids, *signal.ids}))
    return replace(told, now=Illness.NONE, end=end, days=report.illness_days or facts.days, report_ids=ids)


def _still_ill(told: IllnessFacts, signal: Signal) -> IllnessFacts:
    """The same illness goes on, or a new one begins."""
    report = signal.report
    goes_on = told.ongoing
    return replace(
        told,
        now=report.illness_now or Illness.NONE,
        end=None,
        days=report.illness_days or (told.days if goes_on else None),
        since=told.since if goes_on and told.since is not None else signal.day,
        was_acute=(told.was_acute and goes_on) or report.illness_now in ACUTE,
        report_ids=tuple(sorted({*(told.report_ids if goes_on else ()), *signal.ids})),
    )
