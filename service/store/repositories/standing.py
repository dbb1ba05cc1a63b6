"""Whether an answer about an athlete would still rest on what it was thought over with."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, bindparam, func, select
from sqlmodel import SQLModel

from service.store.repositories.base import Repository
from service.store.tables import AssessmentRow, AthleteRow, OrderRow, OrganisationRow, PlanRow, PolicyRow, ReportRow
from service.store.tenancy import made_once, narrowed, selected_later, table_of, whoever_asks

Standing = tuple[Any, ...]


class Standings(Repository):
    def of(self, athlete_id: str) -> Standing | None:
        """Equal as long as nothing has changed that an answer rests on; None when there is no such athlete.

        One statement for versions and counts: reports, orders, conclusions and versions of policies are added and never changed.
        """
        found = self.kept(_standing(sees_all=self.work.scope.sees_all), athlete=athlete_id)
        return tuple(found[0].values()) if found else None


@made_once
def _standing(*, sees_all: bool) -> Select[Any]:
    athlete, plan, organisation = table_of(AthleteRow).c, table_of(PlanRow), table_of(OrganisationRow)
    asking = whoever_asks(sees_all=sees_all)
    revision = narrowed(select(plan.c.revision), PlanRow, asking).where(plan.c.id == athlete.current_plan_id)
    policy = select(organisation.c.policy_name).where(organisation.c.id == asking.org_id)

    def how_many(row: type[SQLModel]) -> Select[Any]:
        return narrowed(select(func.count()).select_from(table_of(row)), row, asking)

    told = [how_many(row).where(table_of(row).c.athlete_id == bindparam("athlete")) for row in (ReportRow, OrderRow, AssessmentRow)]
    counted = [one.scalar_subquery() for one in (revision, policy, how_many(PolicyRow), *told)]
    columns = [athlete.version, athlete.current_plan_id, *(one.label(f"part_{number}") for number, one in enumerate(counted))]
    return selected_later(AthleteRow, sees_all=sees_all).where(athlete.id == bindparam("athlete")).with_only_columns(*columns)
