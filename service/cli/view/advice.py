"""Words around the plan: advice for the athlete, the draft message, questions, and notes to the coach."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.text import Text

from service.cli.view.icons import Icons
from service.cli.view.style import HEADING, QUIET
from service.cli.view.words import clean
from service.domain.adjustment import Adjustment
from service.domain.assessment import Assessment


def advice_list(assessment: Assessment, icons: Icons) -> RenderableType:
    parts: list[RenderableType] = [Text("Advice to the athlete", style=HEADING)]
    for card in assessment.advice:
        parts.append(Text(f" {clean(card.title)}"))
        for line in card.lines:
            text = Text(f"{icons.dot} {clean(line.text)} ").append(f"[{', '.join(line.rows)}]", style=QUIET)
            parts.append(Padding(text, (0, 0, 0, 3)))
    return Group(*parts)


def message_box(adjustment: Adjustment) -> RenderableType:
    return Panel(Text(clean(adjustment.message)), title="Draft to the athlete", title_align="left", border_style=QUIET)


def notes(adjustment: Adjustment, icons: Icons) -> RenderableType:
    """Notices, open questions, lints and warnings: one line each."""
    lints = _lines(icons, ((f"{lint.code}: {lint.text}", lint.rows) for lint in adjustment.lints))
    warnings = _lines(icons, ((f"{warning.code}: {warning.text}", ()) for warning in adjustment.warnings))
    return Group(note_list(adjustment.assessment, icons), *lints, *warnings)


def note_list(assessment: Assessment, icons: Icons) -> RenderableType:
    lines = _lines(icons, ((notice.text, notice.rows) for notice in assessment.notices))
    if assessment.questions:
        lines += _lines(icons, [(f"Still to ask: {', '.join(assessment.questions)}", ())])
    return Group(Text("For you to know", style=HEADING), *lines)


def has_notes(adjustment: Adjustment) -> bool:
    assessment = adjustment.assessment
    return bool(assessment.notices or assessment.questions or adjustment.lints or adjustment.warnings)


def _lines(icons: Icons, items: Iterable[tuple[str, tuple[str, ...]]]) -> list[Text]:
    return [Text(f" {icons.dot} {clean(text)} ").append(f"[{', '.join(rows)}]" if rows else "", style=QUIET) for text, rows in items]
