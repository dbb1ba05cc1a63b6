"""Accounts with training platforms, the secret addresses that platforms send to, and the reports that their data suggests."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.responses import Response

from service.api.answers import answered, next_cursor
from service.api.caller import Backstage, Decider, PlanReader, PlanWriter, ReportReader, WebhookManager
from service.api.inputs import JsonBody, ListPage
from service.api.once import OnceOnly
from service.api.openapi import may_fail
from service.api.schemas.platforms import (
    ConfirmedOut,
    ConnectionList,
    ConnectionOut,
    ConsentIn,
    ConsentOut,
    HookIn,
    HookList,
    HookMessageList,
    HookMessageOut,
    HookOut,
    NewHookOut,
    PlatformKeyIn,
    SecretIn,
    SuggestionList,
    SuggestionOut,
    UploadedOut,
)
from service.api.uploads import BINARY, FORM, SentFile, sent_file
from service.store.repositories.inbox import MessageFilter
from service.store.tables import InboxStatus
from service.store.tenancy import Scope
from service.usecases.platforms import confirm, connect, hooks
from service.usecases.platforms.upload_activity import upload_activity
from service.usecases.services import Services

router = APIRouter(prefix="/v1", tags=["platforms"])
Id = Annotated[str, Path(max_length=48)]
Provider = Annotated[str, Path(max_length=32)]
RECORDING: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "The file; its content tells its format.",
        "content": {
            "application/octet-stream": BINARY,
            FORM: {"schema": {"type": "object", "required": ["file"], "properties": {"file": {"type": "string", "format": "binary"}}}},
        },
    },
    **may_fail("body-too-slow", "body-too-large", "unsupported-media-type", "bad-input", "over-capacity", "took-too-long"),
}


@router.get("/hooks", operation_id="listHooks", summary="Addresses that platforms send to", response_model=HookList)
def list_hooks(services: Backstage, caller: WebhookManager) -> Response:
    return answered(HookList(items=[HookOut.of(record) for record in hooks.list_hooks(services, caller.scope)]))


@router.get("/hooks/messages", operation_id="listHookMessages", summary="What became of messages", response_model=HookMessageList)
def list_messages(
    services: Backstage,
    caller: WebhookManager,
    page: ListPage,
    provider: Annotated[str | None, Query(max_length=32)] = None,
    status: InboxStatus | None = None,
    athlete_id: Annotated[str | None, Query(max_length=48)] = None,
) -> Response:
    """Newest first, each once however often it was sent; kept for 30 days, those of Strava for 7 at most. Nothing of what is in them."""
    found = hooks.list_messages(services, caller.scope, MessageFilter(provider, status, athlete_id), page)
    return answered(HookMessageList(items=[HookMessageOut.of(r) for r in found], next_cursor=next_cursor(found, page, at="received_at")))


@router.post("/hooks", operation_id="createHook", summary="Make an address for a platform", status_code=201, response_model=NewHookOut)
def create_hook(
    request: Request, services: Backstage, caller: WebhookManager, once: OnceOnly, body: Annotated[HookIn, Depends(JsonBody(HookIn))]
) -> Response:
    """The address is a secret, and shown this once. Each message is proved besides, in the way of its platform."""

    def again(id: str) -> NewHookOut:
        return NewHookOut(hook=HookOut.of(hooks.get_hook(services, caller.scope, id)), url=None, signing=None)

    def make(scope: Scope) -> NewHookOut:
        made = hooks.create_hook(services, scope, body.provider, body.given())
        url = f"{request.app.state.public_url or str(request.base_url).rstrip('/')}/v1/hooks/{body.provider}/{made.key}"
        return NewHookOut(hook=HookOut.of(made.record), url=url, signing=made.signing)

    return answered(once(do=make, again=again), 201)


@router.post("/hooks/{hook_id}/secret", operation_id="changeHookSecret", summary="Change what proves messages", response_model=NewHookOut)
def change_secret(
    services: Backstage, caller: WebhookManager, once: OnceOnly, hook_id: Id, body: Annotated[SecretIn, Depends(JsonBody(SecretIn))]
) -> Response:
    """The secret before counts for another 24 hours."""

    def again(id: str) -> NewHookOut:
        return NewHookOut(hook=HookOut.of(hooks.get_hook(services, caller.scope, id)), url=None, signing=None)

    def change(scope: Scope) -> NewHookOut:
        record, signing = hooks.change_secret(services, scope, hook_id, body.signing)
        return NewHookOut(hook=HookOut.of(record), url=None, signing=signing)

    return answered(once(do=change, again=again))


@router.delete("/hooks/{hook_id}", operation_id="revokeHook", summary="Take nothing in there any more", status_code=204)
def revoke_hook(services: Backstage, caller: WebhookManager, hook_id: Id) -> Response:
    hooks.revoke_hook(services, caller.scope, hook_id)
    return Response(status_code=204)


@router.get("/connections", operation_id="listConnections", summary="Accounts with platforms", response_model=ConnectionList)
def list_connections(services: Backstage, caller: PlanReader, athlete_id: Annotated[str | None, Query(max_length=48)] = None) -> Response:
    found = connect.list_connections(services, caller.scope, athlete_id)
    return answered(ConnectionList(items=[ConnectionOut.of(record) for record in found]))


@router.get("/connections/{connection_id}", operation_id="getConnection", summary="One account", response_model=ConnectionOut)
def get_connection(services: Backstage, caller: PlanReader, connection_id: Id) -> Response:
    return answered(ConnectionOut.of(connect.get_connection(services, caller.scope, connection_id)))


@router.delete("/connections/{connection_id}", operation_id="disconnect", summary="Give an account up", status_code=204)
def disconnect(services: Backstage, caller: PlanWriter, connection_id: Id) -> Response:
    """Our access is given back where the platform takes it, and its tokens are forgotten in any case."""
    connect.disconnect(services, caller.scope, connection_id)
    return Response(status_code=204)


@router.post(
    "/athletes/{athlete_id}/connections/consent", operation_id="beginConsent", summary="Begin to connect an account",
    response_model=ConsentOut, openapi_extra=may_fail("conflict"),
)  # fmt: skip
def begin_consent(
    services: Backstage, caller: PlanWriter, athlete_id: Id, body: Annotated[ConsentIn, Depends(JsonBody(ConsentIn))]
) -> Response:
    """Send the athlete to the address that comes back; the platform asks them, and sends them back to us."""
    return answered(ConsentOut(url=connect.begin_consent(services, caller.scope, athlete_id, body.provider)))


@router.post(
    "/athletes/{athlete_id}/connections/key", operation_id="connectByKey", summary="Connect an account by a key", status_code=201,
    response_model=ConnectionOut, openapi_extra=may_fail("platform-try-later", "conflict"),
)  # fmt: skip
def connect_by_key(
    services: Backstage,
    caller: PlanWriter,
    once: OnceOnly,
    athlete_id: Id,
    body: Annotated[PlatformKeyIn, Depends(JsonBody(PlatformKeyIn))],
) -> Response:
    """For platforms that give their athletes a key of their own, such as intervals.icu."""
    record = once(
        do=lambda scope: connect.connect_by_key(services, scope, athlete_id, body.provider, body.key),
        again=partial(connect.get_connection, services, caller.scope),
    )
    return answered(ConnectionOut.of(record), 201, location=f"/v1/connections/{record.id}")


@router.get(
    "/connections/{provider}/callback", operation_id="finishConsent", summary="Where a platform sends the athlete back to",
    response_model=ConnectionOut,
)  # fmt: skip
def finish_consent(
    services: Backstage,
    provider: Provider,
    state: Annotated[str, Query(min_length=1, max_length=500)],
    code: Annotated[str, Query(min_length=1, max_length=2000)],
) -> Response:
    """The state counts once, and for a quarter of an hour."""
    return answered(ConnectionOut.of(connect.finish_consent(services, provider, state, code)))


@router.post(
    "/athletes/{athlete_id}/activities", operation_id="uploadActivity", summary="Upload a recording", response_model=UploadedOut,
    openapi_extra=RECORDING,
)  # fmt: skip
def upload(services: Backstage, caller: PlanWriter, athlete_id: Id, sent: Annotated[SentFile, Depends(sent_file)]) -> Response:
    """FIT, TCX or GPX. The session counts as done; a weak feel on the watch becomes a suggestion, never a report by itself."""
    found = upload_activity(services, caller.scope, athlete_id, sent.content, sent.name or "recording")
    answer = UploadedOut(activities=found.activities, session_ids=list(found.session_ids), suggestions=list(found.suggestions))
    return answered(answer)


def _suggestions(services: Services, scope: Scope, athlete_id: str) -> SuggestionList:
    return SuggestionList(items=[SuggestionOut.of(record) for record in confirm.list_suggested(services, scope, athlete_id)])


@router.get(
    "/athletes/{athlete_id}/suggestions", operation_id="listSuggestions", summary="Reports to be confirmed", response_model=SuggestionList
)
def list_suggestions(services: Backstage, caller: ReportReader, athlete_id: Id) -> Response:
    """What a platform's data or a file suggests and a person has to confirm before it counts."""
    return answered(_suggestions(services, caller.scope, athlete_id))


@router.post(
    "/athletes/{athlete_id}/suggestions/{suggestion_id}/confirm", operation_id="confirmSuggestion", summary="It is as suggested",
    response_model=ConfirmedOut, openapi_extra=may_fail("conflict", "bad-input"),
)  # fmt: skip
def confirm_suggestion(services: Backstage, caller: Decider, athlete_id: Id, suggestion_id: Id) -> Response:
    """From now on the reports count, and are answered."""
    taken = confirm.confirm(services, caller.scope, athlete_id, suggestion_id)
    return answered(ConfirmedOut(report_ids=[receipt.report.id for receipt in taken]))


@router.post(
    "/athletes/{athlete_id}/suggestions/{suggestion_id}/dismiss", operation_id="dismissSuggestion", summary="It was nothing",
    status_code=204, openapi_extra=may_fail("conflict"),
)  # fmt: skip
def dismiss_suggestion(services: Backstage, caller: Decider, athlete_id: Id, suggestion_id: Id) -> Response:
    confirm.dismiss(services, caller.scope, athlete_id, suggestion_id)
    return Response(status_code=204)
