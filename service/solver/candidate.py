"""One thing that might happen to a session: a date and a form, before any rule was asked."""

from __future__ import annotations

from dataclasses import dataclass

from service.domain.forms import Form
from service.domain.session import PlannedSession
from service.solver.problem import Mover
from service.solver.traits import Traits


@dataclass(frozen=True, slots=True)
class Candidate:
    """`session` is the revised session where it would stand; a dropped one stays on its reference date, cancelled."""

    mover: Mover
    day: int
    form: Form
    session: PlannedSession
    traits: Traits
    exact_cut: bool
    own_place_forbidden: bool = False

    @property
    def is_dropped(self) -> bool:
        return self.form is Form.DROPPED

    @property
    def is_moved(self) -> bool:
        return self.day != self.mover.day

    @property
    def is_own_place(self) -> bool:
        """Reference date and part, form kept."""
        return self.form is Form.KEPT and not self.is_moved and self.session.part_of_day is self.mover.session.part_of_day
