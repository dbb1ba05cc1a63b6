"""What is worth a second look in a plan, on a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from service.cli.view.icons import icons_for
from service.cli.view.style import GOOD, HEADING, QUIET
from service.cli.view.words import clean, count, full_day
from service.documents.lint import LintDocument


def show_lints(found: LintDocument, console: Console) -> None:
    icons = icons_for(console.encoding)
    name, sessions = clean(found.plan.name), count(found.plan.sessions, "session")
    for warning in found.warnings:
        console.print(Text(f"{icons.dot} {warning.code} {clean(warning.pointer)}: {clean(warning.text)}", style=QUIET))
    if not found.lints:
        console.print(Text(f"{icons.met} {name}: {sessions}, nothing to look at", style=GOOD))
        return
    console.print(Text(f"{name}: {sessions}, {count(len(found.lints), 'thing')} to look at", style=HEADING))
    for lint in found.lints:
        when = "" if lint.start is None else f"{full_day(lint.start)}: "
        line = Text(f" {icons.warning} {when}{clean(lint.text)} ").append(f"{lint.code} [{', '.join(lint.rows)}]", style=QUIET)
        console.print(line)
