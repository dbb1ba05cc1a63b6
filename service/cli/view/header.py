"""What a coach must see first: whether somebody needs help, what was found, and what came of it."""

from __future__ import annotations

from collections import Counter

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.text import Text

from service.assessment.wording import flag_label
from service.cli.view.icons import ACTION_WORDS, Icons
from service.cli.view.style import ALARM, HEADING, OUTCOME_STYLES, QUIET
from service.cli.view.words import CLASS_WORDS, LEVEL_WORDS, OUTCOME_WORDS, URGENCY_WORDS, clean, count, full_day
from service.domain.adjustment import Adjustment, Request
from service.domain.assessment import Assessment, Referral, Urgency
from service.kit.weeks import local_date


def header(request: Request, adjustment: Adjustment, icons: Icons) -> RenderableType:
    """The header of an answer: alarm, findings, outcome."""
    outcome = Text("Outcome: ").append(OUTCOME_WORDS[adjustment.outcome], style=OUTCOME_STYLES[adjustment.outcome])
    if adjustment.changes:
        outcome.append(f", {_tally(adjustment)}")
    return _framed(request, adjustment.assessment, [outcome], OUTCOME_STYLES[adjustment.outcome], icons)


def header_of(request: Request, assessment: Assessment, icons: Icons) -> RenderableType:
    """The header of an assessment alone."""
    return _framed(request, assessment, [], "cyan", icons)


def _framed(request: Request, assessment: Assessment, extra: list[Text], style: str, icons: Icons) -> RenderableType:
    box = Panel(Group(*_lines(request, assessment, icons), *extra, *_review(assessment)), border_style=style, expand=True)
    return box if assessment.referral is None else Group(_alarm(assessment.referral, icons), box)


def _alarm(referral: Referral, icons: Icons) -> RenderableType:
    style = "bold yellow" if referral.urgency is Urgency.ROUTINE else ALARM
    text = Text(f" {icons.warning}  {URGENCY_WORDS[referral.urgency]} ", style=style)
    for code in referral.codes:
        text.append(f"\n    {icons.dot} {flag_label(code)} ({code}) ", style=style)
    return Padding(text, (1, 0))


def _lines(request: Request, assessment: Assessment, icons: Icons) -> list[Text]:
    today = full_day(local_date(request.now, request.athlete.timezone))
    who = Text(clean(request.athlete.ref or "Athlete"), style=HEADING)
    who.append(f" {icons.dot} {clean(request.plan.name)} {icons.dot} {today}", style=QUIET)
    found = Text("Found: ").append(CLASS_WORDS[assessment.klass], style=HEADING)
    found.append(f", from {count(len(assessment.report_ids), 'report')}")
    if assessment.confidence == "low":
        found.append(" (low confidence)")
    level = Text("Level: ").append(f"{assessment.level} of 5, {LEVEL_WORDS[assessment.level]}", style=HEADING)
    if assessment.level != assessment.computed_level:
        level.append(f" (computed {assessment.computed_level})")
    return [who, found, level]


def _review(assessment: Assessment) -> list[Text]:
    if assessment.review_on is None:
        return []
    return [Text("Review: ").append(full_day(assessment.review_on), style=HEADING)]


def _tally(adjustment: Adjustment) -> str:
    """`2 moved, 1 easier`."""
    tally = Counter(change.action for change in adjustment.changes)
    return ", ".join(f"{tally[action]} {word}" for action, word in ACTION_WORDS.items() if tally[action])
