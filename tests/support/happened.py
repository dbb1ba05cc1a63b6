"""What the store remembers, looked at past the API."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from service.store.repositories.adjustments import NewAdjustment
from service.store.tables import Trigger
from service.usecases.services import Services
from tests.support.plain import Json
from tests.support.services import Club


@dataclass(frozen=True)
class Happened:
    services: Services
    club: Club

    def events(self) -> list[str]:
        """Types of all events, oldest first."""
        with self.services.store.reading(self.club.office) as work:
            return [event.type for event in work.events.after(0, 100)]

    def audited(self) -> list[str]:
        """Actions of the audit, oldest first."""
        with self.services.store.reading(self.club.office) as work:
            return [entry.action for entry in work.audit.list()][::-1]

    def proposed(self, plan: Json) -> str:
        """An open proposal on the plan; its id."""
        new = NewAdjustment(
            id=self.services.new_id("adj"), athlete_id=plan["athlete_id"], plan_id=plan["id"], plan_version=plan["version"],
            trigger=Trigger.COACH, outcome="revised", level=1, urgency=None, risk=1, change_count=1, in_race_week=False,
            document="{}", request="{}", message=None, last_date=date(2026, 3, 8),
        )  # fmt: skip
        with self.services.store.writing(self.club.office) as work:
            return work.adjustments.propose(new).id

    def status_of(self, adjustment_id: str) -> str:
        with self.services.store.reading(self.club.office) as work:
            return work.adjustments.get(adjustment_id).status.value


def happened(services: Services, club: Club) -> Happened:
    return Happened(services, club)
