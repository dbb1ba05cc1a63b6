"""The HTTP application. Importing this module builds nothing; `create_app` does."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator

from anyio import CapacityLimiter, to_thread
from fastapi import FastAPI
from fastapi.routing import APIRoute

from service import __version__
from service.api.body import BodyLimits
from service.api.budgets import Meter
from service.api.edge import Edge, writing_last_use
from service.api.guard import Guard
from service.api.handlers import add_handlers
from service.api.once import RunningCalls
from service.api.openapi import describe
from service.api.routers import (
    adjustments,
    athletes,
    coaches,
    completions,
    conflicts,
    connections,
    docs,
    feeds,
    health,
    hooks,
    keys,
    messages,
    orders,
    plan_changes,
    plans,
    policies,
    privacy,
    records,
    reports,
    rules,
    thinking,
    webhooks,
)
from service.api.tokens import TokenReader
from service.usecases.last_use import LastUse
from service.usecases.services import Services

ROUTERS = (
    plans.router, reports.router, thinking.router, athletes.router, plan_changes.router, completions.router, feeds.router,
    adjustments.router, orders.router, messages.router, policies.router, coaches.router, keys.router, records.router,
    privacy.router, webhooks.router, webhooks.deliveries, connections.router, conflicts.router, hooks.router, rules.router, health.router,
    docs.router,
)  # fmt: skip
"""In the order in which a path is looked for, so what is called most stands first."""


def create_app(services: Services, limits: BodyLimits, edge: Edge | None = None) -> FastAPI:
    """The API over `services`. Opens the worker pool when serving starts and closes it at the end."""
    edge = edge or Edge()
    app = FastAPI(
        title="Coaching plan adjuster",
        version=__version__,
        lifespan=_lifespan,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        telemetry=edge.telemetry,
    )
    app.state.services = services
    app.state.body_limits = limits
    app.state.running_calls = RunningCalls()
    app.state.meter = Meter(edge.budgets)
    app.state.token_reader = TokenReader(edge.issuer) if edge.issuer is not None else None
    app.state.last_use = LastUse()
    app.state.draining = False
    app.state.before_the_end = edge.before_the_end
    app.state.public_url = edge.public_url
    # Threads that wait for workers: one for each place, and one to turn the next request away at once.
    app.state.waiters = CapacityLimiter(services.pool.limits.size + services.pool.limits.waiting + 1)
    app.add_middleware(Guard, measures=services.measures)
    add_handlers(app)
    for router in ROUTERS:
        app.include_router(router)
    app.state.routes = [route for router in ROUTERS for route in router.routes if isinstance(route, APIRoute)]
    describe(app, app.state.routes)
    return app


@contextlib.asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    services: Services = app.state.services
    with services.pool, writing_last_use(services, app.state.last_use):
        yield
        await to_thread.run_sync(app.state.before_the_end)
