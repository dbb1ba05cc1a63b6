"""An assessment on a terminal: what was found, and what it asks of the next two weeks."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from service.cli.view.advice import advice_list, note_list
from service.cli.view.header import header_of
from service.cli.view.icons import icons_for
from service.cli.view.lists import marked
from service.cli.view.style import HEADING, QUIET
from service.cli.view.words import full_day
from service.domain.adjustment import Request
from service.domain.assessment import Assessment, Tag
from service.domain.directives import Window


def show_assessment(request: Request, assessment: Assessment, console: Console) -> None:
    icons = icons_for(console.encoding)
    console.print(header_of(request, assessment, icons))
    console.print(Text("What it asks of the plan", style=HEADING))
    console.print(marked((icons.dot, Text(line)) for line in _asks(assessment)))
    console.print()
    if assessment.tags:
        console.print(Text("Likely causes", style=HEADING))
        console.print(marked((icons.dot, _cause(tag)) for tag in assessment.tags))
        console.print()
    if assessment.notices or assessment.questions:
        console.print(note_list(assessment, icons))
        console.print()
    if assessment.advice:
        console.print(advice_list(assessment, icons))
    console.print(Text(f"rules: {', '.join(assessment.rules)}", style=QUIET))


def _cause(tag: Tag) -> Text:
    return Text(f"{tag.tag} ({tag.confidence} confidence) ").append(f"[{', '.join(tag.rows)}]", style=QUIET)


def _asks(assessment: Assessment) -> Iterator[str]:
    """The directives in words; a level of 0 asks for nothing."""
    asked = assessment.directives
    if assessment.level == 0 and not asked.day_rules:
        yield "nothing: the plan stands"
        return
    firsts = (("hard session", asked.first_hard_on), ("leg strength", asked.first_strength_on), ("long session", asked.first_long_on))
    for what, day in firsts:
        if day is not None:
            yield f"first {what} on {full_day(day)} at the earliest"
    if asked.long_max_ratio < 1:
        yield f"long session at most {round(asked.long_max_ratio * 100)} % of its planned length"
    for window in asked.windows:
        yield f"{full_day(window.start)} to {full_day(window.end)}: {_limits(window)}"
    for rule in asked.day_rules:
        yield f"{full_day(rule.day)}: {rule.kind.value.replace('_', ' ')} ({rule.code})"


def _limits(window: Window) -> str:
    limits = [
        None if window.load_cap is None else f"load at most {int(window.load_cap)}",
        None if window.max_hard is None else f"hard sessions at most {window.max_hard}",
        None if window.max_runs is None else f"runs at most {window.max_runs}",
        f"rest days at least {window.min_rest_days}",
    ]
    return ", ".join(limit for limit in limits if limit is not None)
