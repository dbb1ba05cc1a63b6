"""The catalogue on a terminal."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from service.cli.view.style import HEADING, QUIET
from service.rules import Rule


def show_rules(rules: Iterable[Rule], console: Console) -> None:
    """One row a rule: id and what the service makes of it."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style=HEADING)
    table.add_column("id", no_wrap=True)
    table.add_column("rule")
    for rule in rules:
        table.add_row(Text(rule.id, style=HEADING), Text(rule.rule))
    console.print(table)


def show_rule(rule: Rule, console: Console) -> None:
    console.print(Text(rule.id, style=HEADING))
    shown = (
        ("says", rule.statement),
        ("source", rule.source),
        ("evidence", rule.evidence or ""),
        ("here", rule.rule),
        ("acts in", "\n".join(rule.acts)),
        ("tests", "\n".join(rule.tests)),
    )
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 1))
    table.add_column(style=QUIET, no_wrap=True)
    table.add_column()
    for name, text in shown:
        if text:
            table.add_row(name, Text(text))
    console.print(table)
