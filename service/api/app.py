"""The HTTP application. Importing this module builds nothing; `create_app` does."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator

from anyio import CapacityLimiter
from fastapi import FastAPI

from service import __version__
from service.api.body import BodyLimits
from service.api.guard import Guard
from service.api.handlers import add_handlers
from service.api.once import RunningCalls
from service.api.openapi import describe
from service.api.routers import athletes, health, rules, thinking
from service.usecases.services import Services

ROUTERS = (thinking.router, athletes.router, rules.router, health.router)


def create_app(services: Services, limits: BodyLimits) -> FastAPI:
    """The API over `services`. Opens the worker pool when serving starts and closes it at the end."""

    @contextlib.asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        with services.pool:
            yield

    app = FastAPI(
        title="Coaching plan adjuster",
        version=__version__,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        # Requests carry health data; nothing about them leaves this process.
        telemetry={"tracing": False, "metrics": False, "logs": False, "operation_spans": False, "auto_configure": False},
    )
    app.state.services = services
    app.state.body_limits = limits
    app.state.running_calls = RunningCalls()
    # Threads that wait for workers: one for each place, and one to turn the next request away at once.
    app.state.waiters = CapacityLimiter(services.pool.limits.size + services.pool.limits.waiting + 1)
    app.add_middleware(Guard)
    add_handlers(app)
    for router in ROUTERS:
        app.include_router(router)
    describe(app, ROUTERS)
    return app
