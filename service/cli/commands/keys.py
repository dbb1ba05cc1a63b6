"""`adjuster keys`: who may call the API."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from service.cli.edge import unbroken
from service.cli.operator import operator

if TYPE_CHECKING:
    from service.store.repositories.organisations import KeyRecord
    from service.store.tenancy import Scope
    from service.usecases.keys import Permission
    from service.usecases.services import Services

keys = typer.Typer(no_args_is_help=True, help="Keys of the API: make, list, revoke.")
JSON_OUT = Annotated[bool, typer.Option("--json", help="JSON on standard output and nothing else.")]
ORG_ID = Annotated[
    str | None, typer.Option("--org-id", help="Organisation; needed only where there are several.", metavar="ID", show_default=False)
]


def create(
    org: Annotated[str | None, typer.Option(help="Found a new organisation of this name first.", metavar="NAME")] = None,
    org_id: ORG_ID = None,
    name: Annotated[str, typer.Option(help="What the key is for.")] = "made on the command line",
    may: Annotated[list[str] | None, typer.Option(help="A permission, several times if need be. [default: all]", metavar="WORD")] = None,
    coach: Annotated[str | None, typer.Option(help="The key sees what this coach sees.", metavar="ID")] = None,
    as_json: JSON_OUT = False,
) -> None:
    """Make a key. The token is shown this once: keep it where secrets are kept.

    Examples:
      adjuster keys create --org "Tri Club"

      adjuster keys create --coach coach_0198 --may plans:read --may reports:write --name "watch importer"

    """
    from service.usecases.keys import Permission, found_organisation  # noqa: PLC0415

    services = _services()
    if org is not None:
        record, token = found_organisation(services, org)
    else:
        wanted = list(Permission) if may is None and coach is None else _permissions(may)
        record, token = _made(services, operator(services, org_id), name, wanted, coach)
    if as_json:
        typer.echo(json.dumps({"id": record.id, "org_id": record.org_id, "token": token}))
    else:
        typer.echo(f"organisation  {record.org_id}\nkey           {record.id}\ntoken         {token}")


def list_(org_id: ORG_ID = None, as_json: JSON_OUT = False) -> None:
    """All keys of an organisation: id, state, last use, permissions, name.

    Examples:
      adjuster keys list

    """
    from service.usecases.keys import list_keys  # noqa: PLC0415

    services = _services()
    found = list_keys(services, operator(services, org_id))
    if as_json:
        typer.echo(json.dumps([_shown(record, services) for record in found]))
        return
    for record in found:
        shown = _shown(record, services)
        typer.echo(f"{record.id}  {shown['state']:<7}  {shown['last_used_at'] or 'never used':<25}  {record.scopes}  {record.name}")


def revoke(
    key_id: Annotated[str, typer.Argument(metavar="ID", help="Key that opens nothing any more.")],
    org_id: ORG_ID = None,
) -> None:
    """Let a key open nothing any more, at once and for good.

    Examples:
      adjuster keys revoke key_01980b5a2f6c7d3e8a9b0c1d2e3f4a5b

    """
    from service.errors import BadInput, Finding, NotFound  # noqa: PLC0415
    from service.usecases.keys import revoke_key  # noqa: PLC0415

    services = _services()
    try:
        revoke_key(services, operator(services, org_id), key_id)
    except NotFound:
        detail = f"There is no key {key_id}. `adjuster keys list` shows them all."
        raise BadInput(detail, findings=[Finding("ID", "unknown-key", detail)], place="command line") from None
    typer.echo(f"{key_id} is revoked")


def _made(services: Services, scope: Scope, name: str, wanted: list[Permission], coach: str | None) -> tuple[KeyRecord, str]:
    """Raises BadInput, also for a coach who is not there."""
    from service.errors import BadInput, Finding, NotFound  # noqa: PLC0415
    from service.usecases.keys import create_key  # noqa: PLC0415

    try:
        return create_key(services, scope, name=name, permissions=wanted, coach_id=coach)
    except NotFound:
        detail = f"There is no coach {coach} in this organisation. GET /v1/coaches lists them."
        raise BadInput(detail, findings=[Finding("--coach", "unknown-coach", detail)], place="command line") from None


def _services() -> Services:
    from service.bootstrap import build_services, prepare_database, read_settings  # noqa: PLC0415

    settings = read_settings()
    prepare_database(settings)
    return build_services(settings)


def _permissions(words: list[str] | None) -> list[Permission]:
    """Those named, or what coaches have. Raises BadInput for a word that is none."""
    from service.errors import BadInput, Finding  # noqa: PLC0415
    from service.usecases.keys import COACH_PERMISSIONS, Permission  # noqa: PLC0415

    if words is None:
        return sorted(COACH_PERMISSIONS)
    known = {permission.value for permission in Permission}
    if unknown := sorted(set(words) - known):
        detail = f"There is no permission {unknown[0]}. There are: {', '.join(sorted(known))}."
        raise BadInput(detail, findings=[Finding("--may", "unknown-permission", detail)], place="command line")
    return [Permission(word) for word in words]


def _shown(record: KeyRecord, services: Services) -> dict[str, str | None]:
    expired = record.expires_at is not None and record.expires_at <= services.clock()
    return {
        "id": record.id,
        "name": record.name,
        "state": "revoked" if record.revoked_at else "expired" if expired else "live",
        "permissions": record.scopes,
        "coach_id": record.coach_id,
        "last_used_at": record.last_used_at.isoformat(timespec="seconds") if record.last_used_at else None,
    }


for command, name in ((create, "create"), (list_, "list"), (revoke, "revoke")):
    keys.command(name)(unbroken(command))
