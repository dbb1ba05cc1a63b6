"""Features written by hand, for rules that look at nothing else."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from service.assessment.features import Block, Features, SorenessFacts, SorenessSource, Streak
from service.assessment.signals import Signal
from service.domain.report import Side, Timing
from tests.assessment.asking import days_before, march
from tests.support.builders import a_report, at

TODAY = march(10)
NOW = at(TODAY, "20:00")
SOURCE = SorenessSource(march(9), 30, "ls")


def a_signal(heaviness: int | None, timing: Timing = Timing.UNKNOWN, day: int = 10, **fields: Any) -> Signal:
    """A fresh report of a run; `fields` are those of the report, or of the signal where it has them."""
    own = {
        name: fields.pop(name)
        for name in ("conflict", "stopped_early", "fresh", "of_leg_session", "hot", "weight", "in_streak")
        if name in fields
    }
    report = a_report(at(march(day)), heaviness, timing=timing, **fields)
    heavy = heaviness is not None and heaviness >= 3
    signal = Signal(report, (report,), march(day), fresh=True, of_leg_session=True, timing=timing, heavy=heavy)
    return replace(signal, **own)


def facts(heaviness: int | None = 5, timing: Timing = Timing.WHOLE, *, said: dict[str, Any] | None = None, **fields: Any) -> Features:
    """One heavy run today and nothing else, unless said."""
    deciding = a_signal(heaviness, timing, **(said or {}))
    fields.setdefault("heavy10", 1.0)
    fields.setdefault("streak", Streak(1, float(heaviness or 0)))
    fields.setdefault("blocks", blocks())
    return Features(
        NOW,
        TODAY,
        reports=(deciding,),
        leg_reports=(deciding,),
        fresh=(deciding,),
        latest=deciding,
        deciding=deciding,
        timing=timing,
        **fields,
    )


def blocks(*averages: float | None, levels: tuple[int, ...] = (), heavy: tuple[bool, ...] = ()) -> tuple[Block, ...]:
    """B0 to B5 with what is given, newest first."""
    made = []
    for number in range(6):
        end = days_before(TODAY, 7 * number)
        made.append(
            Block(
                days_before(end, 6), end,
                averages[number] if number < len(averages) else None,
                heavy[number] if number < len(heavy) else False,
                levels[number] if number < len(levels) else 0,
            )
        )  # fmt: skip
    return tuple(made)


def sore(points: int, side: Side | None = Side.BOTH) -> SorenessFacts:
    return SorenessFacts(points, side, (), TODAY, NOW, ("r-sore",))
