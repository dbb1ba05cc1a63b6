"""An organisation's own numbers."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path
from fastapi.responses import Response

from service.api.answers import answered
from service.api.caller import Admin, Backstage, PlanReader
from service.api.inputs import JsonBody
from service.api.schemas.policies import PolicyIn, PolicyList, PolicyOut
from service.usecases.facts import DEFAULT_POLICY
from service.usecases.policies import choose_policy, get_policy, list_policies, write_policy

router = APIRouter(prefix="/v1/policies", tags=["policies"])
Name = Annotated[str, Path(pattern=r"^[A-Za-z0-9._:-]{1,64}$")]
OwnName = Annotated[str, Path(pattern=r"^[A-Za-z0-9._:-]{1,64}$", json_schema_extra={"not": {"const": DEFAULT_POLICY}})]


@router.get("", operation_id="listPolicies", summary="All versions of your policies", response_model=PolicyList)
def list_(services: Backstage, caller: PlanReader) -> Response:
    return answered(PolicyList(items=[PolicyOut.of(record) for record in list_policies(services, caller.scope)]))


@router.get("/{name}", operation_id="getPolicy", summary="The newest version of a policy", response_model=PolicyOut)
def get(services: Backstage, caller: PlanReader, name: Name) -> Response:
    return answered(PolicyOut.of(get_policy(services, caller.scope, name)))


@router.put("/{name}", operation_id="writePolicy", summary="Write the next version of a policy", response_model=PolicyOut)
def write(services: Backstage, caller: Admin, name: OwnName, body: Annotated[PolicyIn, Depends(JsonBody(PolicyIn))]) -> Response:
    """Counts from the next answer on; the same numbers again make no new version."""
    return answered(PolicyOut.of(write_policy(services, caller.scope, name, body.numbers)))


@router.post("/{name}/choose", operation_id="choosePolicy", summary="Follow a policy by default", status_code=204, response_class=Response)
def choose(services: Backstage, caller: Admin, name: Name) -> Response:
    """For all athletes that name no policy of their own; `default` goes back to the numbers of the package."""
    choose_policy(services, caller.scope, name)
    return Response(status_code=204)
