"""Who works on the command line: the operator, in one organisation."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from service.store.tenancy import Scope
    from service.usecases.services import Services


def operator(services: Services, org_id: str | None) -> Scope:
    """The operator, in the organisation named or in the only one. Raises BadInput."""
    from service.errors import BadInput, Finding  # noqa: PLC0415
    from service.store.tenancy import Scope  # noqa: PLC0415

    known = services.store.organisation_ids()
    if org_id is None and len(known) == 1:
        org_id = known[0]
    if org_id not in known:
        there = f"There are: {', '.join(known)}." if known else 'There is none yet: adjuster keys create --org "Name".'
        detail = f"Name an organisation. {there}"
        raise BadInput(detail, findings=[Finding("--org-id", "unknown-organisation", detail)], place="command line")
    return Scope(org_id, "operator", services.clock().date(), sees_all=True)
