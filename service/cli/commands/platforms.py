"""`adjuster platforms`: have training platforms send to us, see what they send, have them stop."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

from service.cli.edge import unbroken
from service.cli.operator import operator

if TYPE_CHECKING:
    from service.store.tenancy import Scope
    from service.usecases.platforms.subscriptions import Seen
    from service.usecases.services import Services

platforms = typer.Typer(no_args_is_help=True, help="Training platforms that send only once they were asked to: ask, look, stop.")
NAME = Annotated[str, typer.Argument(metavar="NAME", help="strava, polar or oura.")]
JSON_OUT = Annotated[bool, typer.Option("--json", help="JSON on standard output and nothing else.")]
ORG_ID = Annotated[
    str | None, typer.Option("--org-id", help="Organisation; needed only where there are several.", metavar="ID", show_default=False)
]


def subscribe(name: NAME, org_id: ORG_ID = None, as_json: JSON_OUT = False) -> None:
    """Have a platform send to a new secret address of ours. A second time, nothing is changed.

    The server has to run, and to be reached under ADJUSTER_PUBLIC_URL: the platform calls it before it agrees.

    Examples:
      adjuster platforms subscribe strava

      adjuster platforms subscribe oura --json

    """
    from service.usecases.platforms import subscriptions  # noqa: PLC0415

    with _at_work(org_id) as (services, scope, public_url):
        _show(subscriptions.subscribe(services, scope, name, public_url), name, as_json)


def status(name: NAME, org_id: ORG_ID = None, as_json: JSON_OUT = False) -> None:
    """What a platform says that it sends: id, what about, until when, and whether it comes to us.

    Examples:
      adjuster platforms status polar

    """
    from service.usecases.platforms import subscriptions  # noqa: PLC0415

    with _at_work(org_id) as (services, scope, _):
        _show(subscriptions.list_subscriptions(services, scope, name), name, as_json)


def unsubscribe(name: NAME, org_id: ORG_ID = None, as_json: JSON_OUT = False) -> None:
    """Have a platform send nothing any more, and revoke the address it sent to. Shows what was given up.

    Examples:
      adjuster platforms unsubscribe polar

    """
    from service.usecases.platforms import subscriptions  # noqa: PLC0415

    with _at_work(org_id) as (services, scope, _):
        _show(subscriptions.unsubscribe(services, scope, name), name, as_json)


@contextmanager
def _at_work(org_id: str | None) -> Iterator[tuple[Services, Scope, str]]:
    from service.bootstrap import build_services, prepare_database, read_settings  # noqa: PLC0415
    from service.errors import BadInput, Conflict, Finding  # noqa: PLC0415
    from service.platforms.http import TryLater  # noqa: PLC0415

    settings = read_settings()
    prepare_database(settings)
    services = build_services(settings)
    scope = operator(services, org_id)
    try:
        yield services, scope, settings.public_url
    except (Conflict, TryLater) as error:
        raise BadInput(error.message, findings=[Finding("NAME", error.code, error.message)], place="command line") from None
    finally:
        services.outside.http.close()


def _show(seen: Sequence[Seen], name: str, as_json: bool) -> None:
    shown = [_shown(each) for each in seen]
    if as_json:
        typer.echo(json.dumps(shown))
    elif not shown:
        typer.echo(f"{name} sends nothing")
    for each in () if as_json else shown:
        until = f"until {each['ends_at']}" if each["ends_at"] else "without an end"
        asleep = "" if each["active"] else "  asleep"
        typer.echo(f"{each['id']:<14}  {each['about']:<24}  {until}  to {each['hook_id'] or 'another address'}{asleep}")


def _shown(seen: Seen) -> dict[str, Any]:
    """The address itself is a secret, and is not shown."""
    told = seen.subscription
    return {
        "id": told.id, "about": told.about, "active": told.is_active,
        "ends_at": None if told.ends_at is None else told.ends_at.isoformat(timespec="seconds"),
        "hook_id": None if seen.hook is None else seen.hook.id,
    }  # fmt: skip


for command in (subscribe, status, unsubscribe):
    platforms.command(command.__name__)(unbroken(command))
