"""Keys of programs."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path
from fastapi.responses import Response

from service.api.answers import answered
from service.api.caller import Admin, Backstage
from service.api.inputs import JsonBody
from service.api.once import OnceOnly
from service.api.openapi import may_fail
from service.api.schemas.keys import KeyIn, KeyList, KeyOut, NewKeyOut
from service.store.repositories.organisations import KeyRecord
from service.store.tenancy import Scope
from service.usecases.keys import create_key, get_key, insist_on_may_give, list_keys, revoke_key

router = APIRouter(prefix="/v1/keys", tags=["administration"])
KeyId = Annotated[str, Path(max_length=48)]


@router.get("", operation_id="listKeys", summary="All keys of the organisation", response_model=KeyList)
def list_(services: Backstage, caller: Admin) -> Response:
    return answered(KeyList(items=[KeyOut.of(record) for record in list_keys(services, caller.scope)]))


@router.post(
    "", operation_id="createKey", summary="Make a key", status_code=201, response_model=NewKeyOut, openapi_extra=may_fail("not-found")
)
def create(services: Backstage, caller: Admin, once: OnceOnly, body: Annotated[KeyIn, Depends(JsonBody(KeyIn))]) -> Response:
    """The token is shown this once. A key can give no permission that it lacks itself."""
    insist_on_may_give(caller, body.permissions)

    def make(scope: Scope) -> tuple[KeyRecord, str | None]:
        return create_key(services, scope, name=body.name, permissions=body.permissions, coach_id=body.coach_id, expires_at=body.expires_at)

    def made(id: str) -> tuple[KeyRecord, str | None]:
        return get_key(services, caller.scope, id), None

    record, token = once(do=make, again=made)
    return answered(NewKeyOut(key=KeyOut.of(record), token=token), 201)


@router.post("/{key_id}/revoke", operation_id="revokeKey", summary="Let a key open nothing any more", status_code=204)
def revoke(services: Backstage, caller: Admin, key_id: KeyId) -> Response:
    """At once and for good; doing it twice changes nothing."""
    revoke_key(services, caller.scope, key_id)
    return Response(status_code=204)
