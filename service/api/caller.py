"""Who calls, and whether they may: one dependency that every route but the open ones has."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from service.api.budgets import Meter
from service.api.problems import Problem
from service.usecases.keys import Caller, Permission, Unauthenticated, admit, authenticate
from service.usecases.services import Services

CHALLENGE = {"WWW-Authenticate": 'Bearer realm="coaching-plan-adjuster"'}


class Needs:
    """The caller, if their key holds the permission. Answers 401 without a valid key and 403 without the permission."""

    def __init__(self, permission: Permission) -> None:
        self.permission = permission

    def __call__(self, request: Request) -> Caller:
        try:
            caller = _known(request)
        except Unauthenticated as error:
            raise Problem("unauthenticated", error.message, headers=CHALLENGE) from None
        meter: Meter = request.app.state.meter
        meter.spend(request, caller)
        if self.permission not in caller.may:
            raise Problem("forbidden", f"This key lacks the permission {self.permission}.")
        request.state.caller = caller
        return caller


def _known(request: Request) -> Caller:
    """Whose key or token this is. Raises Unauthenticated."""
    services, state = services_of(request), request.app.state
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    token = token.strip() if scheme.lower() == "bearer" else ""
    if state.token_reader is not None and token.count(".") == 2:  # as every signed token has, and no key of ours
        return admit(services, state.token_reader.read(token))
    caller = authenticate(services, token)
    if caller.key is not None:
        state.last_use.note(caller.key, services.clock())
    return caller


def services_of(request: Request) -> Services:
    services: Services = request.app.state.services
    return services


Backstage = Annotated[Services, Depends(services_of)]
PlanReader = Annotated[Caller, Depends(Needs(Permission.PLANS_READ))]
PlanWriter = Annotated[Caller, Depends(Needs(Permission.PLANS_WRITE))]
ReportReader = Annotated[Caller, Depends(Needs(Permission.REPORTS_READ))]
ReportWriter = Annotated[Caller, Depends(Needs(Permission.REPORTS_WRITE))]
Decider = Annotated[Caller, Depends(Needs(Permission.REVIEWS_DECIDE))]
WebhookManager = Annotated[Caller, Depends(Needs(Permission.WEBHOOKS_MANAGE))]
Admin = Annotated[Caller, Depends(Needs(Permission.ADMIN))]
