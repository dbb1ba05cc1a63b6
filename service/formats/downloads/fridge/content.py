"""What stands on the page, before it is HTML or PDF."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from service.documents.adjustment import AdjustmentDocument
from service.documents.plan import PlanDocument
from service.domain.adjustment import Action, OutcomeName
from service.domain.assessment import Urgency
from service.domain.distances import DistanceUnits
from service.formats.downloads.board import Source, WeekBoard, source_of, weeks_of
from service.formats.downloads.dated import edited_at
from service.formats.downloads.differences import Difference, differences_of
from service.formats.downloads.hand_list.lines import named, resized
from service.formats.downloads.marks import GONE, KEY, marks_of
from service.formats.downloads.words import day_name, one_line
from service.kit.weeks import local_date

LEAST_WEEKS, MOST_WEEKS = 2, 4
MOST_LISTED = 12
"""Changes that are told one by one. What is on hold is not among them: why it is concerns athlete and coach alone."""
WARNING_ICON = "▲"
LEGEND = f"{KEY.icon} key session · bold: hard · yellow with a bar: changed · grey, crossed out: no longer on this day"
WARNINGS: Mapping[Urgency, str] = {
    Urgency.EMERGENCY: "Get medical help now. No training.",
    Urgency.PROMPT: "See a doctor in the next days. No training until then.",
}
"""What is merely worth a check some day is between athlete and coach, and nothing for a door in the kitchen."""
UNDECIDED = frozenset({OutcomeName.NO_PLAN_FITS, OutcomeName.NOT_DECIDED, OutcomeName.NEEDS_COACH})


@dataclass(frozen=True, slots=True)
class Told:
    """One change: what was done, and the rules behind it in words."""

    mark: str
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Page:
    title: str
    span: str
    headline: str
    warning: str
    """What goes before everything else, in words for the athlete; empty where nothing does."""
    message: str
    today: date | None
    weeks: tuple[WeekBoard, ...]
    changes: tuple[Told, ...]
    more: int = 0
    """Changes beyond those that are listed."""


def page_of_answer(adjustment: AdjustmentDocument) -> Page:
    """The weeks from that of the answer on, with the words for the athlete. Raises BadInput for an undated plan."""
    source = source_of(adjustment.plan, differences_of(adjustment.changes))
    today = local_date(adjustment.now, adjustment.plan.timezone)
    page = _page(source, today)
    referral = adjustment.assessment.referral
    return replace(
        page,
        headline="Ask your coach before you train" if adjustment.outcome in UNDECIDED else page.headline,
        warning="" if referral is None else WARNINGS.get(referral.urgency, ""),
        message=adjustment.message.to_athlete,
        today=today,
    )


def page_of_plan(document: PlanDocument) -> Page:
    """The weeks from the last change on, else the first of the plan; changes are those against what the coach wrote."""
    source = source_of(document)
    changed = {difference.session_id for difference in source.differences}
    instants = [at for id, session in source.written.items() if id in changed and (at := edited_at(session)) is not None]
    first = local_date(max(instants), document.timezone) if instants else min(s.date for s in source.plan.sessions)
    return _page(source, first)


def _page(source: Source, first: date) -> Page:
    weeks = weeks_of(source, first, _how_many(source, first))
    last = weeks[-1].days[-1].date
    shown = [d for d in source.differences if Action.SUSPEND not in d.actions]
    told = [d for d in shown if (d.before or d.after).day <= last]
    return Page(
        title=one_line(source.plan.name),
        span=f"{day_name(weeks[0].days[0].date)} to {day_name(last)} {last.year}",
        headline=_headline(source.differences),
        warning="",
        message="",
        today=None,
        weeks=weeks,
        changes=tuple(_told(difference, source.plan.units) for difference in told[:MOST_LISTED]),
        more=len(shown) - len(told[:MOST_LISTED]),
    )


def _how_many(source: Source, first: date) -> int:
    """Two weeks, or as many as it takes to show what was moved and made easier."""
    start = weeks_of(source, first, 1)[0].days[0].date
    reach = [day for d in source.differences if Action.SUSPEND not in d.actions for day in (d.after.day, (d.before or d.after).day)]
    return min(MOST_WEEKS, max([LEAST_WEEKS, *((day - start).days // 7 + 1 for day in reach)]))


def _headline(differences: tuple[Difference, ...]) -> str:
    if any(Action.SUSPEND in difference.actions for difference in differences):
        return "Training is on hold"
    if not differences:
        return "The plan stands as it is"
    return "1 session changed" if len(differences) == 1 else f"{len(differences)} sessions changed"


def _told(difference: Difference, units: DistanceUnits) -> Told:
    """`Thu 5 Mar: Tempo 3 × 10, to Fri 6 Mar, 60 → 45 min`."""
    was, now = difference.before, difference.after
    parts = [f"{day_name((was or now).day)}: {named(was or now)}"]
    if was is not None and GONE.isdisjoint(difference.actions):
        parts += [f"to {day_name(now.day)}"] if was.day != now.day else []
        parts += [f"now {named(now)}"] if named(was) != named(now) else resized(was, now, units)
    return Told(marks_of(difference.actions), ", ".join(parts), "; ".join(difference.reasons))
