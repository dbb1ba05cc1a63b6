"""Webhooks that we send: where to, and what became of them."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.responses import Response

from service.api.answers import answered, next_cursor, tagged
from service.api.caller import Backstage, WebhookManager
from service.api.inputs import IfMatch, JsonBody, ListPage, version_of
from service.api.once import OnceOnly
from service.api.openapi import may_fail
from service.api.schemas.webhooks import (
    DeliveryList,
    DeliveryOut,
    EndpointChange,
    EndpointIn,
    EndpointList,
    EndpointOut,
    EndpointWithSecret,
)
from service.store.repositories.webhooks import EndpointRecord
from service.store.tables import DeliveryStatus
from service.store.tenancy import Scope
from service.usecases.services import Services
from service.usecases.webhooks import endpoints as usecase

router = APIRouter(prefix="/v1/webhook-endpoints", tags=["webhooks"])
deliveries = APIRouter(prefix="/v1/deliveries", tags=["webhooks"])
EndpointId = Annotated[str, Path(max_length=48)]
DeliveryId = Annotated[str, Path(max_length=48)]


def _without_secret(services: Services, scope: Scope, id: str) -> tuple[EndpointRecord, str | None]:
    return usecase.get_endpoint(services, scope, id), None


@router.get("", operation_id="listEndpoints", summary="Where events are sent", response_model=EndpointList)
def list_(services: Backstage, caller: WebhookManager) -> Response:
    return answered(EndpointList(items=[EndpointOut.of(record) for record in usecase.list_endpoints(services, caller.scope)]))


@router.post(
    "", operation_id="createEndpoint", summary="Have events sent somewhere", status_code=201, response_model=EndpointWithSecret,
    openapi_extra=may_fail("conflict", "webhook-address"),
)  # fmt: skip
def create(
    services: Backstage, caller: WebhookManager, once: OnceOnly, body: Annotated[EndpointIn, Depends(JsonBody(EndpointIn))]
) -> Response:
    """Messages are signed as Standard Webhooks 1.0 asks, and hold ids only. The secret is shown this once."""
    record, secret = once(
        do=lambda scope: usecase.create_endpoint(services, scope, body.url, body.events),
        again=partial(_without_secret, services, caller.scope),
    )
    answer = EndpointWithSecret(endpoint=EndpointOut.of(record), secret=secret)
    return answered(answer, 201, location=f"/v1/webhook-endpoints/{record.id}")


@router.get("/{endpoint_id}", operation_id="getEndpoint", summary="One endpoint", response_model=EndpointOut)
def get(services: Backstage, caller: WebhookManager, endpoint_id: EndpointId, request: Request) -> Response:
    record = usecase.get_endpoint(services, caller.scope, endpoint_id)
    return tagged(EndpointOut.of(record), record.version, request=request)


@router.put(
    "/{endpoint_id}", operation_id="updateEndpoint", summary="Change an endpoint", response_model=EndpointOut,
    openapi_extra=may_fail("webhook-address"),
)  # fmt: skip
def update(
    services: Backstage,
    caller: WebhookManager,
    endpoint_id: EndpointId,
    tag: IfMatch,
    body: Annotated[EndpointChange, Depends(JsonBody(EndpointChange))],
) -> Response:
    """`enabled: true` takes one up again that was disabled after 410 or by you."""
    record = usecase.update_endpoint(services, caller.scope, endpoint_id, version_of(tag), body.url, body.events, enabled=body.enabled)
    return tagged(EndpointOut.of(record), record.version)


@router.delete("/{endpoint_id}", operation_id="removeEndpoint", summary="Send nothing there any more", status_code=204)
def remove(services: Backstage, caller: WebhookManager, endpoint_id: EndpointId) -> Response:
    usecase.remove_endpoint(services, caller.scope, endpoint_id)
    return Response(status_code=204)


@router.post("/{endpoint_id}/rotate-secret", operation_id="rotateSecret", summary="A new signing secret", response_model=EndpointWithSecret)
def rotate(services: Backstage, caller: WebhookManager, once: OnceOnly, endpoint_id: EndpointId) -> Response:
    """For 24 hours messages are signed with the old secret too."""
    record, secret = once(
        do=lambda scope: usecase.rotate_secret(services, scope, endpoint_id), again=partial(_without_secret, services, caller.scope)
    )
    return answered(EndpointWithSecret(endpoint=EndpointOut.of(record), secret=secret))


@router.post(
    "/{endpoint_id}/test", operation_id="testEndpoint", summary="Send a test event", status_code=202, response_model=DeliveryOut,
    openapi_extra=may_fail("conflict"),
)  # fmt: skip
def test(services: Backstage, caller: WebhookManager, once: OnceOnly, endpoint_id: EndpointId) -> Response:
    record = once(
        do=lambda scope: usecase.send_test(services, scope, endpoint_id), again=partial(usecase.get_delivery, services, caller.scope)
    )
    return answered(DeliveryOut.of(record), 202, location=f"/v1/deliveries/{record.id}")


@deliveries.get("", operation_id="listDeliveries", summary="What became of webhooks", response_model=DeliveryList)
def list_deliveries(
    services: Backstage,
    caller: WebhookManager,
    page: ListPage,
    endpoint_id: Annotated[str | None, Query(max_length=48)] = None,
    status: DeliveryStatus | None = None,
) -> Response:
    """Newest first; kept for 30 days."""
    found = usecase.list_deliveries(services, caller.scope, page, endpoint_id=endpoint_id, status=status)
    return answered(DeliveryList(items=[DeliveryOut.of(r) for r in found], next_cursor=next_cursor(found, page, at="created_at")))


@deliveries.get("/{delivery_id}", operation_id="getDelivery", summary="One delivery", response_model=DeliveryOut)
def get_delivery(services: Backstage, caller: WebhookManager, delivery_id: DeliveryId) -> Response:
    return answered(DeliveryOut.of(usecase.get_delivery(services, caller.scope, delivery_id)))


@deliveries.post(
    "/{delivery_id}/replay", operation_id="replayDelivery", summary="Send it once more", status_code=202, response_model=DeliveryOut,
    openapi_extra=may_fail("conflict"),
)  # fmt: skip
def replay(services: Backstage, caller: WebhookManager, once: OnceOnly, delivery_id: DeliveryId) -> Response:
    """Under the same event id, whatever came of it before."""
    record = once(
        do=lambda scope: usecase.replay(services, scope, delivery_id), again=partial(usecase.get_delivery, services, caller.scope)
    )
    return answered(DeliveryOut.of(record), 202)
