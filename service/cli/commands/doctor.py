"""`adjuster doctor`: whether this installation is fit for athletes' data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from service.cli.edge import Exit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from service.settings import Settings
    from service.store.condition import Remark


THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


def doctor(strict: Annotated[bool, typer.Option("--strict", help="End with 1 for doubts, too.")] = False) -> None:
    """Look at database, queue and settings, and say what to do. Ends with 1 when something would not work.

    Examples:
      adjuster doctor

      adjuster doctor --strict

    """
    from service.bootstrap import read_settings  # noqa: PLC0415
    from service.store.condition import State  # noqa: PLC0415

    states = set()
    for remark in _remarks(read_settings()):
        typer.echo(f"{remark.state:<4}  {remark.subject}: {remark.detail}")
        states.add(remark.state)
    if State.BAD in states or (strict and State.DOUBTFUL in states):
        raise typer.Exit(Exit.UNRESOLVED)


def _remarks(settings: Settings) -> Iterator[Remark]:
    from service.errors import BadInput  # noqa: PLC0415
    from service.store.condition import Remark, State, remarks_on  # noqa: PLC0415

    try:
        yield from remarks_on(settings.database_url)
        yield _remark_on_queue(settings.database_url)
    except BadInput as error:
        yield Remark(State.BAD, "database", error.findings[0].detail if error.findings else error.message)
    yield _remark_on_keys(settings)
    yield _remark_on_mail(settings)
    if settings.worker_metrics_port is not None:
        yield _remark_on_figures(settings)
    if settings.smtp_host is not None:
        yield _remark_on_pages(settings)


def _remark_on_queue(url: str) -> Remark:
    from service.jobs import records  # noqa: PLC0415
    from service.jobs.schema import queue_of  # noqa: PLC0415
    from service.store.condition import Remark, State  # noqa: PLC0415

    with queue_of(url) as engine:
        dead = len(records.list_dead(engine))
    detail = f"{dead} dead jobs: `adjuster jobs dead` says why" if dead else "no dead jobs"
    return Remark(State.DOUBTFUL if dead else State.GOOD, "queue", detail)


def _remark_on_keys(settings: Settings) -> Remark:
    from service.store.condition import Remark, State  # noqa: PLC0415
    from service.store.sealing import Vault  # noqa: PLC0415

    if not settings.encryption_keys:
        return Remark(State.DOUBTFUL, "encryption", "health text is stored as it is: set ADJUSTER_ENCRYPTION_KEYS")
    Vault([key.get_secret_value() for key in settings.encryption_keys])
    return Remark(State.GOOD, "encryption", "health text is sealed")


def _remark_on_figures(settings: Settings) -> Remark:
    from service.store.condition import Remark, State  # noqa: PLC0415

    where = f"{settings.worker_metrics_host}:{settings.worker_metrics_port}"
    if settings.worker_metrics_host not in THIS_MACHINE:
        return Remark(State.DOUBTFUL, "figures", f"workers show theirs without a key at {where}: let nothing but your Prometheus reach it")
    return Remark(State.GOOD, "figures", f"workers show theirs at {where}")


def _remark_on_mail(settings: Settings) -> Remark:
    from service.store.condition import Remark, State  # noqa: PLC0415

    if settings.smtp_host is None:
        return Remark(State.DOUBTFUL, "mail", "no coach is told of a warning sign: set ADJUSTER_SMTP_HOST")
    if settings.smtp_security == "none" and settings.smtp_host not in THIS_MACHINE:
        return Remark(State.DOUBTFUL, "mail", "letters and password travel unencrypted: set ADJUSTER_SMTP_SECURITY to starttls or tls")
    return Remark(State.GOOD, "mail", f"letters leave by {settings.smtp_host}")


def _remark_on_pages(settings: Settings) -> Remark:
    from service.store.condition import Remark, State  # noqa: PLC0415

    if settings.coach_pages is None:
        return Remark(State.DOUBTFUL, "links", "letters say what to look for but lead nowhere: set ADJUSTER_COACH_PAGES")
    return Remark(State.GOOD, "links", f"letters lead to {settings.coach_pages}")
