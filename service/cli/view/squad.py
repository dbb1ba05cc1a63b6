"""A batch on a terminal: how far it is, and what became of each file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from rich import box
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from service.cli.squad import Result
from service.cli.view.style import BAD, GOOD, HEADING, OUTCOME_STYLES, QUIET
from service.cli.view.words import OUTCOME_WORDS, clean, count
from service.domain.adjustment import OutcomeName


@contextmanager
def progress_bar(total: int) -> Iterator[Callable[[], None]]:
    """Yields what to call after each file. Drawn on standard error, and only on a terminal."""
    console = Console(stderr=True)
    columns = (TextColumn("adjusting"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("", total=total)
        yield lambda: progress.advance(task)


def show_squad(results: Sequence[Result], console: Console) -> None:
    table = Table(box=box.SIMPLE_HEAD, header_style=HEADING, padding=(0, 1))
    for name in ("file", "athlete", "outcome"):
        table.add_column(name, overflow="fold")
    for name in ("level", "changes", "ms"):
        table.add_column(name, justify="right", no_wrap=True)
    for result in results:
        table.add_row(*_row(result))
    console.print(table)
    for result in results:
        for problem in result.problems:
            console.print(Text(clean(problem), style=BAD))
    console.print(_sum(results))


def _row(result: Result) -> tuple[Text, ...]:
    name = Text(clean(result.file))
    if not result.outcome:
        return (name, Text(), Text("not answered", style=BAD), Text(), Text(), Text())
    outcome = OutcomeName(result.outcome)
    return (
        name,
        Text(clean(result.athlete)),
        Text(OUTCOME_WORDS[outcome], style=OUTCOME_STYLES[outcome]),
        Text(str(result.level)),
        Text(str(result.changes)),
        Text(f"{result.milliseconds:.0f}", style=QUIET),
    )


def _sum(results: Sequence[Result]) -> Text:
    """`12 files: 9 plan revised, 2 no change needed, 1 not answered`."""
    tally = Counter(OUTCOME_WORDS[OutcomeName(r.outcome)].lower() if r.outcome else "not answered" for r in results)
    parts = ", ".join(f"{number} {word}" for word, number in tally.most_common())
    return Text(f"{count(len(results), 'file')}: {parts}", style=BAD if tally["not answered"] else GOOD)
