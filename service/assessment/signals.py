"""One normalised report, as every later step reads it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from service.domain.history import DoneSession
from service.domain.report import Report, Side, Timing
from service.domain.session import PlannedSession, Sport

ONE_SIDED = frozenset({Side.LEFT, Side.RIGHT})


@dataclass(frozen=True, slots=True)
class Signal:
    """Amendments and near-duplicates are merged, dates are local, the timing is corrected.

    `report` holds the merged fields; its heaviness is already halved where a run was stopped early (N4), and its
    flags are the union of all parts.
    """

    report: Report
    parts: tuple[Report, ...]
    """The reports behind it, oldest first, as they were written."""
    day: date
    """Athlete-local date of `observed_at`."""
    fresh: bool
    """At most 72 h old: may set a level. Older ones only feed patterns."""
    session: PlannedSession | None = None
    """The session that it is about, as far as the plan knows one."""
    done: DoneSession | None = None
    sport: Sport | None = None
    of_leg_session: bool = False
    """Written about a session in which the legs do the work (ruling G2)."""
    timing: Timing = Timing.UNKNOWN
    """Corrected: a start that never eased is the whole run, a whole run that soon eased is a start."""
    heavy: bool = False
    conflict: bool = False
    """The parts differ by 4 points or more."""
    stopped_early: bool = False
    hot: bool = False
    """The athlete said so, or WBGT or temperature say so (S2-83)."""
    weight: float = 1.0
    """Its share in the count of heavy days: half in heat and on the second day of a back-to-back."""
    usual: float | None = None
    """Median heaviness of the athlete's leg sessions in the 60 days before it."""
    in_streak: bool = True
    """Starts that ease, and second days of a back-to-back, neither count in a streak nor break it (G6, G15)."""

    @property
    def heaviness(self) -> int | None:
        return self.report.heaviness

    @property
    def stated_heaviness(self) -> int | None:
        """The worst that was written, before any halving."""
        known = [part.heaviness for part in self.parts if part.heaviness is not None]
        return max(known) if known else None

    @property
    def observed_at(self) -> datetime:
        return self.report.observed_at

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(sorted({part.id for part in self.parts}))

    @property
    def one_sided(self) -> bool:
        """Heavy in one leg only. Not said counts as both."""
        return self.report.side in ONE_SIDED
