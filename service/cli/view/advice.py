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
from service.domain.assessment import AdviceCard, AdviceLine, Assessment

LINES_OF_A_CARD = 4
"""Lines of an ordinary card that are shown; safety cards are shown whole, and so is every card in the document."""
SAFETY_CARDS = frozenset({"AC-EMERGENCY", "AC-REFER"})


def advice_list(assessment: Assessment, icons: Icons) -> RenderableType:
    """The cards, ordinary ones by their first lines; what stands at the end of every card is said once."""
    parts: list[RenderableType] = [Text("Advice to the athlete", style=HEADING)]
    closing = _common_close(assessment.advice)
    for card in assessment.advice:
        lines = [line for line in card.lines if line != closing]
        shown = lines if card.card in SAFETY_CARDS else lines[:LINES_OF_A_CARD]
        more = f"  ({len(lines) - len(shown)} more in the document)" if len(lines) > len(shown) else ""
        parts.append(Text(f" {clean(card.title)}").append(more, style=QUIET))
        parts.append(marked(((icons.dot, _with_rows(line.text, line.rows)) for line in shown), indent=3))
    if closing is not None:
        parts.append(_with_rows(f" {closing.text}", closing.rows))
    return Group(*parts)


def _common_close(cards: tuple[AdviceCard, ...]) -> AdviceLine | None:
    """The line that every card ends with, if there is one."""
    last = {card.lines[-1] for card in cards if card.lines}
    return last.pop() if len(last) == 1 else None


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
