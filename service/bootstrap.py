"""The composition root: from settings to the things that the edges work with."""

from __future__ import annotations

import os

from pydantic import ValidationError

from service.errors import BadInput, Finding
from service.kit.clock import system_clock
from service.kit.ids import id_maker
from service.kit.workers import Limits, WorkerPool
from service.notifications.post import Post, Route, Security
from service.notifications.webhook_sender import WebhookSender
from service.platforms.base import App
from service.platforms.outside import Outside
from service.settings import PREFIX, Settings, unknown_names
from service.store.engine import SQLITE, open_engine, parsed
from service.store.sealing import Vault
from service.store.store import Store
from service.usecases.announce import announce
from service.usecases.measures import MeasuredPool, Measures
from service.usecases.services import Services


def read_settings(**given: object) -> Settings:
    """Settings from the environment; `given` (from the command line) wins. Raises BadInput naming the variable."""
    if unknown := unknown_names(os.environ):
        findings = [Finding(name, "unknown-setting", "There is no such setting; mind the spelling.") for name in unknown]
        raise BadInput("The environment holds settings that do not exist.", findings=findings)
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]
    except ValidationError as error:
        findings = [Finding(PREFIX + str(e["loc"][0]).upper(), "bad-setting", e["msg"]) for e in error.errors(include_input=False)]
        raise BadInput("A setting cannot be used.", findings=findings) from None


def build_services(settings: Settings) -> Services:
    """Nothing is connected or started yet. Raises BadInput for a database URL or an encryption key that cannot be used."""
    new_id = id_maker(system_clock)
    vault = Vault([key.get_secret_value() for key in settings.encryption_keys])
    store = Store(open_engine(settings.database_url), vault, system_clock, new_id, announce)
    measures = Measures()
    pool, post = build_pool(settings, measures), build_post(settings)
    return Services(
        store=store, pool=pool, clock=system_clock, new_id=new_id, measures=measures, post=post, outside=build_outside(settings),
        sender=WebhookSender(anywhere=settings.webhooks_anywhere),
    )  # fmt: skip


def build_outside(settings: Settings) -> Outside:
    """Our registrations with platforms. What athletes come back to after consent is an address of ours."""
    apps = {}
    for name, app in settings.platforms.items():
        back = f"{settings.public_url}/v1/connections/{name}/callback"
        apps[name] = App(app.client_id, app.client_secret.get_secret_value(), app.base_url, back, app.api_key.get_secret_value())
    return Outside(apps)


def build_post(settings: Settings) -> Post | None:
    """The way letters leave, if a mail server is set."""
    if settings.smtp_host is None:
        return None
    password = None if settings.smtp_password is None else settings.smtp_password.get_secret_value()
    route = Route(
        settings.smtp_host, settings.smtp_port, Security(settings.smtp_security), settings.smtp_sender, settings.smtp_user, password,
        settings.smtp_seconds,
    )  # fmt: skip
    return Post(route, system_clock, settings.coach_pages)


def prepare_database(settings: Settings) -> None:
    """Create and bring up a SQLite database. One on a server belongs to more than this process and is left as it is."""
    if parsed(settings.database_url).drivername == SQLITE:
        from service.jobs import schema  # noqa: PLC0415  a second of loading

        schema.upgrade(settings.database_url)


def insist_on_tables(settings: Settings) -> None:
    """Raises BadInput, with what to do, for a database that was not brought up."""
    from service.jobs import schema  # noqa: PLC0415

    schema.insist_on_tables(settings.database_url)


def build_pool(settings: Settings, measures: Measures) -> WorkerPool:
    limits = Limits(
        size=settings.solves_at_once,
        waiting=settings.solves_waiting,
        wait_s=settings.wait_seconds,
        wall_s=settings.solve_seconds,
        memory_bytes=settings.worker_memory_mb * 1024 * 1024,
    )
    return MeasuredPool(warm_up, limits, measures)


def warm_up() -> None:
    """Load everything that a first request would otherwise wait for, OR-Tools included; runs inside each worker."""
    import service.solver.adjusting  # noqa: F401, PLC0415
    from service.usecases import adjust_plan, assess_reports, lint_plan  # noqa: F401, PLC0415
