"""What an answer rests on stands for as long as nothing of it has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from service.store.repositories.plans import NewVersion
from service.store.repositories.standing import Standing
from service.store.tables import Direction, OrderKind, Origin
from service.store.unit_of_work import UnitOfWork
from service.usecases.services import Services
from tests.support.services import NOW, Club, a_club, services_on

PLAN = NewVersion("plan", Origin.IMPORT, b"one", b"one")


@dataclass(frozen=True)
class Desk:
    """An athlete with a plan, and one beside them."""

    services: Services
    club: Club
    athlete: str
    plan: str
    other: str

    def standing(self) -> Standing | None:
        with self.services.store.reading(self.club.office) as work:
            return work.standings.of(self.athlete)

    def after(self, change: Callable[[UnitOfWork, Desk], object]) -> Standing | None:
        with self.services.store.writing(self.club.office) as work:
            change(work, self)
        return self.standing()


@pytest.fixture
def desk(database: str) -> Iterator[Desk]:
    services = services_on(database)
    club = a_club(services)
    with services.store.writing(club.office) as work:
        athlete, other = (work.athletes.create(name=name, timezone="UTC", profile="{}").id for name in ("Eva", "Ida"))
        plan = work.plans.create(athlete, PLAN).id
        work.athletes.follow(athlete, plan)
    yield Desk(services, club, athlete, plan, other)
    services.store.engine.dispose()


def reports(work: UnitOfWork, athlete_id: str) -> None:
    work.reports.add_report(athlete_id, id=work.new_id("rep"), ref="r", observed_at=NOW, withdrawn=False, document="{}")


def concludes(work: UnitOfWork, athlete_id: str) -> None:
    work.assessments.add_assessment(athlete_id, level=1, basis="x", document="{}", state="{}")


CHANGES: dict[str, Callable[[UnitOfWork, Desk], object]] = {
    "a report": lambda work, desk: reports(work, desk.athlete),
    "an override": lambda work, desk: work.orders.add_order(desk.athlete, OrderKind.OVERRIDE, "{}"),
    "a clearance": lambda work, desk: work.orders.add_order(desk.athlete, OrderKind.CLEARANCE, "{}"),
    "a conclusion": lambda work, desk: concludes(work, desk.athlete),
    "the athlete": lambda work, desk: work.athletes.update(desk.athlete, 1, name="Eve"),
    "another plan": lambda work, desk: work.athletes.follow(desk.athlete, work.plans.create(desk.athlete, PLAN).id),
    "no plan": lambda work, desk: work.athletes.follow(desk.athlete, None),
    "a version": lambda work, desk: work.plans.add_version(work.plans.get(desk.plan), PLAN),
    "a session done": lambda work, desk: work.plans.record_completion(work.plans.get(desk.plan), "s", "done", None, b"two"),
    "a policy": lambda work, _desk: work.policies.add_version("default", "{}"),
    "which policy": lambda work, _desk: work.organisations.choose_policy("strict"),
}
NO_CHANGES: dict[str, Callable[[UnitOfWork, Desk], object]] = {
    "a report of another athlete": lambda work, desk: reports(work, desk.other),
    "a conclusion about another athlete": lambda work, desk: concludes(work, desk.other),
    "another athlete": lambda work, desk: work.athletes.update(desk.other, 1, name="Ira"),
    "a message": lambda work, desk: work.messages.add_message(desk.athlete, Direction.TO_ATHLETE, "hello"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_changes_an_answer_changes_the_standing(desk: Desk, name: str) -> None:
    assert desk.standing() != desk.after(CHANGES[name])


@pytest.mark.parametrize("name", NO_CHANGES)
def test_what_is_about_somebody_else_does_not(desk: Desk, name: str) -> None:
    assert desk.standing() == desk.after(NO_CHANGES[name])


def test_an_athlete_who_was_erased_has_none(desk: Desk) -> None:
    assert desk.after(lambda work, desk: work.athletes.erase(desk.athlete, 1)) is None


def test_nobody_learns_how_an_athlete_of_another_organisation_stands(desk: Desk) -> None:
    with desk.services.store.reading(a_club(desk.services, "Other").office) as work:
        assert work.standings.of(desk.athlete) is None


def test_policies_of_another_organisation_change_nothing(desk: Desk) -> None:
    before = desk.standing()
    with desk.services.store.writing(a_club(desk.services, "Other").office) as work:
        work.policies.add_version("default", "{}")
    assert desk.standing() == before


def test_a_coach_sees_the_standing_of_athletes_that_they_may_see_alone(desk: Desk) -> None:
    with desk.services.store.reading(desk.club.scope()) as work:
        assert work.standings.of(desk.athlete) is None
