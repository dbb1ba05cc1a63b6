"""Who calls, and whether they may: one dependency that every route but the open ones has."""

from __future__ import annotations

from typing import Annotated

from anyio import to_thread
from fastapi import Depends, Request

from service.api.budgets import Meter
from service.api.problems import Problem
from service.usecases.keys import Caller, Permission, Unauthenticated, admit, authenticate, recognise
from service.usecases.services import Services

CHALLENGE = {"WWW-Authenticate": 'Bearer realm="coaching-plan-adjuster"'}


class Needs:
    """The caller, if their key holds the permission. Answers 401 without a valid key and 403 without the permission."""

    def __init__(self, permission: Permission) -> None:
        self.permission = permission

    async def __call__(self, request: Request) -> Caller:
        try:
            caller = _recognised(request)
            if caller is None:
                caller = await to_thread.run_sync(_known, request)
        except Unauthenticated as error:
            raise Problem("unauthenticated", error.message, headers=CHALLENGE) from None
        meter: Meter = request.app.state.meter
        meter.spend(request, caller)
        if self.permission not in caller.may:
            raise Problem("forbidden", f"This key lacks the permission {self.permission}.")
        request.state.caller = caller
        return caller


def _recognised(request: Request) -> Caller | None:
    """Who was here a moment ago; what finds that out waits for nothing."""
    caller = recognise(services_of(request), _token(request))
    if caller is not None and caller.key is not None:
        request.app.state.last_use.note(caller.key, services_of(request).clock())
    return caller


def _known(request: Request) -> Caller:
    """Whose key or token this is. Raises Unauthenticated."""
    services, state, token = services_of(request), request.app.state, _token(request)
    if state.token_reader is not None and token.count(".") == 2:  # as every signed token has, and no key of ours
        return admit(services, state.token_reader.read(token))
    caller = authenticate(services, token)
    if caller.key is not None:
        state.last_use.note(caller.key, services.clock())
    return caller


def _token(request: Request) -> str:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def services_of(request: Request) -> Services:
    services: Services = request.app.state.services
    return services


async def _backstage(request: Request) -> Services:
    """Async only so that no thread is asked for it; so are the other dependencies that wait for nothing."""
    return services_of(request)


Backstage = Annotated[Services, Depends(_backstage)]
PlanReader = Annotated[Caller, Depends(Needs(Permission.PLANS_READ))]
PlanWriter = Annotated[Caller, Depends(Needs(Permission.PLANS_WRITE))]
ReportReader = Annotated[Caller, Depends(Needs(Permission.REPORTS_READ))]
ReportWriter = Annotated[Caller, Depends(Needs(Permission.REPORTS_WRITE))]
Decider = Annotated[Caller, Depends(Needs(Permission.REVIEWS_DECIDE))]
WebhookManager = Annotated[Caller, Depends(Needs(Permission.WEBHOOKS_MANAGE))]
Admin = Annotated[Caller, Depends(Needs(Permission.ADMIN))]
