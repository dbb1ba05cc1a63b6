"""The catalogue of rules: what each says, who said it, and where it acts."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from fastapi import APIRouter

from service.api.problems import Problem
from service.rules import all_rules, find_rule, nearest

router = APIRouter(prefix="/v1/rules", tags=["rules"])


@router.get("", operation_id="listRules", summary="All rules with their sources")
async def list_rules() -> dict[str, list[dict[str, Any]]]:
    return {"rules": [asdict(rule) for rule in all_rules()]}


@router.get("/{rule_id}", operation_id="getRule", summary="One rule")
async def get_rule(rule_id: str) -> dict[str, Any]:
    rule = find_rule(rule_id)
    if rule is None:
        close = nearest(rule_id)
        hint = f"The nearest is {close}." if close else "GET /v1/rules lists them all."
        raise Problem("unknown-rule", f"There is no rule of that id. {hint}")
    return asdict(rule)
