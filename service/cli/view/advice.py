"""Words around the plan: advice for the athlete, the draft message, questions, and notes to the coach."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.text import Text

from service.cli.view.icons import Icons
from service.cli.view.lists import marked
from service.cli.view.style import HEADING, QUIET
from service.cli.view.words import clean
from service.domain.adjustment import Adjustment
from service.domain.assessment import Assessment


def advice_list(assessment: Assessment, icons: Icons) -> RenderableType:
    parts: list[RenderableType] = [Text("Advice to the athlete", style=HEADING)]
    for card in assessment.advice:
        parts.append(Text(f" {clean(card.title)}"))
        parts.append(marked(((icons.dot, _with_rows(line.text, line.rows)) for line in card.lines), indent=3))
    return Group(*parts)


def message_box(adjustment: Adjustment) -> RenderableType:
    return Panel(Text(clean(adjustment.message)), title="Draft to the athlete", title_align="left", border_style=QUIET)


def notes(adjustment: Adjustment, icons: Icons) -> RenderableType:
    """Notices, open questions, lints and warnings: one line each."""
    lines = _notes_of(adjustment.assessment)
    lines += [_with_rows(f"{lint.code}: {lint.text}", lint.rows) for lint in adjustment.lints]
    lines += [Text(clean(f"{warning.code}: {warning.text}")) for warning in adjustment.warnings]
    return _noted(lines, icons)


def note_list(assessment: Assessment, icons: Icons) -> RenderableType:
    """What the assessment alone has to tell."""
    return _noted(_notes_of(assessment), icons)


def _notes_of(assessment: Assessment) -> list[Text]:
    lines = [_with_rows(notice.text, notice.rows) for notice in assessment.notices]
    if assessment.questions:
        lines.append(Text(f"Still to ask: {', '.join(assessment.questions)}"))
    return lines


def _noted(lines: list[Text], icons: Icons) -> RenderableType:
    return Group(Text("For you to know", style=HEADING), marked((icons.dot, line) for line in lines))


def has_notes(adjustment: Adjustment) -> bool:
    assessment = adjustment.assessment
    return bool(assessment.notices or assessment.questions or adjustment.lints or adjustment.warnings)


def _with_rows(text: str, rows: tuple[str, ...]) -> Text:
    return Text(clean(text)).append(f" [{', '.join(rows)}]" if rows else "", style=QUIET)
