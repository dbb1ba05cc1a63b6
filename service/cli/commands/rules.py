"""`adjuster rules`: what stands behind the ids that reasons name."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Annotated

import typer

from service.cli.commands.options import AS_JSON


def rules(
    rule_id: Annotated[str | None, typer.Argument(metavar="[ID]", help="One rule in full.", show_default=False)] = None,
    as_json: AS_JSON = False,
) -> None:
    """The catalogue of rules: what each says, who said it, what the service makes of it, and where it acts.

    Examples:
      adjuster rules

      adjuster rules S2-62

    """
    from service.cli.files import print_bytes  # noqa: PLC0415
    from service.errors import BadInput, Finding  # noqa: PLC0415
    from service.rules import all_rules, find_rule, nearest  # noqa: PLC0415

    if rule_id is None:
        chosen = list(all_rules())
    elif (found := find_rule(rule_id)) is not None:
        chosen = [found]
    else:
        close = nearest(rule_id)
        detail = f"There is no rule {rule_id}. " + (f"Did you mean {close}?" if close else "`adjuster rules` lists them all.")
        raise BadInput(detail, findings=[Finding("ID", "unknown-rule", detail)], place="command line")
    if as_json:
        shown = asdict(chosen[0]) if rule_id is not None else [asdict(rule) for rule in chosen]
        print_bytes(json.dumps(shown, ensure_ascii=False, indent=2).encode() + b"\n")
        return
    from rich.console import Console  # noqa: PLC0415

    from service.cli.view.rules import show_rule, show_rules  # noqa: PLC0415

    if rule_id is None:
        show_rules(chosen, Console())
    else:
        show_rule(chosen[0], Console())
