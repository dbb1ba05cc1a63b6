"""The door to the API. The two edges may not import each other, so its module is named here, as a server would name it."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

from service.bootstrap import build_services, insist_on_tables
from service.cli.edge import Exit
from service.errors import BadInput, Finding
from service.settings import Settings
from service.usecases.services import Services


def create_app(settings: Settings) -> Any:
    """The ASGI application."""
    return _app(settings, build_services(settings))


def serve_api(settings: Settings, *, does_jobs: bool) -> None:
    """Serve until a signal ends it; with `does_jobs` this process is the worker too.

    Raises AlreadyAtWork, and BadInput for a database without tables; without jobs it serves all the same, and is not ready.
    """
    if does_jobs:
        insist_on_tables(settings)
    serve_over(settings, build_services(settings), does_jobs=does_jobs)


def serve_over(settings: Settings, services: Services, *, does_jobs: bool) -> None:
    """As `serve_api`, over services that are there already."""
    server = import_module("service.api.serving")
    if not does_jobs:
        server.serve(_app(settings, services), host=settings.host, port=settings.port, drain_s=settings.drain_seconds)
        return
    work = import_module("service.worker.handlers").AtWork(services, settings.job_drain_seconds)
    try:
        app = _app(settings, services, before_the_end=work.stop)
        server.serve(app, host=settings.host, port=settings.port, drain_s=settings.drain_seconds)
    finally:
        if not work.stop():
            import_module("service.worker.process").leave_running_jobs(_code_of(sys.exception()))


def _code_of(error: BaseException | None) -> int:
    """With which the process ends, told by what it ends of."""
    if error is None:
        return Exit.DONE
    if isinstance(error, SystemExit) and isinstance(error.code, int):
        return error.code
    return Exit.INTERRUPTED if isinstance(error, KeyboardInterrupt) else Exit.INTERNAL


def work_on_jobs(settings: Settings) -> None:
    """Be a worker until a signal ends it.

    Raises AlreadyAtWork, and BadInput for a database without tables and where figures cannot be served.
    """
    insist_on_tables(settings)
    services = build_services(settings)
    at = None if settings.worker_metrics_port is None else (settings.worker_metrics_host, settings.worker_metrics_port)
    import_module("service.worker.process").work(services, settings.job_drain_seconds, figures_at=at)


def _app(settings: Settings, services: Services, **beside: Any) -> Any:
    limits = import_module("service.api.body").BodyLimits(settings.max_body_bytes, settings.body_seconds)
    allowed = import_module("service.api.budgets").Budgets(settings.calls_per_minute, settings.solves_per_minute)
    sort = import_module("service.api.edge").Edge
    edge = sort(budgets=allowed, issuer=_issuer(settings), traces=settings.traces, public_url=settings.public_url, **beside)
    return import_module("service.api.app").create_app(services, limits, edge)


def _issuer(settings: Settings) -> Any:
    if settings.oidc_issuer is None:
        return None
    if settings.oidc_audience is None or settings.oidc_keys_url is None:
        detail = "With ADJUSTER_OIDC_ISSUER, ADJUSTER_OIDC_AUDIENCE and ADJUSTER_OIDC_KEYS_URL must be set too."
        raise BadInput("A setting is missing.", findings=[Finding("ADJUSTER_OIDC_ISSUER", "incomplete", detail)])
    return import_module("service.api.tokens").Issuer(
        settings.oidc_issuer, settings.oidc_audience, settings.oidc_keys_url,
        settings.oidc_organisation_claim, settings.oidc_coach_claim, settings.oidc_permissions_claim,
    )  # fmt: skip


def openapi_file(settings: Settings) -> str:
    """The OpenAPI document as it is kept under version control."""
    text: str = import_module("service.api.openapi").as_file(create_app(settings))
    return text
