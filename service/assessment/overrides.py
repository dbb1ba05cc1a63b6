"""A coach's word against the computed answer: applied, void or refused, and never against a red flag (3.10)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from service.assessment.features import Features
from service.assessment.memory import STOPPED
from service.domain.directives import Directives
from service.domain.override_scopes import OVERRIDE_SCOPES, ValueKind
from service.domain.policy import Policy
from service.domain.state import OpenFlag, Override, OverrideAnswer, OverrideResult
from service.errors import BadInput, Finding
from service.kit.weeks import local_date

LEVEL = "level"


@dataclass(frozen=True, slots=True)
class Heard:
    """Answers in the order of the request, and the override that sets the level."""

    answers: tuple[OverrideAnswer, ...] = ()
    level: Override | None = None


def validate(overrides: Sequence[Override], policy: Policy, timezone: str) -> None:
    """Raises BadInput naming the field of every override that is not one."""
    findings = [finding for index, override in enumerate(overrides) for finding in _faults(index, override, policy, timezone)]
    if findings:
        first = findings[0]
        raise BadInput(f"{first.pointer}: {first.detail}", findings=findings)


def _faults(index: int, override: Override, policy: Policy, timezone: str) -> list[Finding]:
    numbers, at = policy.thresholds, f"/overrides/{index}"
    created = local_date(override.created_at, timezone)
    latest = created + timedelta(days=numbers.override_days)
    faults: list[Finding] = []
    if not override.coach.strip():
        faults.append(Finding(f"{at}/coach", "override-coach", "An override needs the coach who decides it."))
    if len(override.reason.strip()) < numbers.override_reason_length:
        faults.append(Finding(f"{at}/reason", "override-reason", f"A reason needs at least {numbers.override_reason_length} characters."))
    if not created <= override.expires_on <= latest:
        faults.append(Finding(f"{at}/expires_on", "override-expiry", f"An override ends between {created} and {latest}."))
    kind = OVERRIDE_SCOPES.get(override.scope)
    if kind is None:
        faults.append(Finding(f"{at}/scope", "override-scope", f"Use one of: {', '.join(OVERRIDE_SCOPES)}."))
    elif not _fits(override.value, kind):
        faults.append(Finding(f"{at}/value", "override-value", f"{override.scope} takes {kind.value}."))
    return faults


def _fits(value: object, kind: ValueKind) -> bool:
    if kind is ValueKind.DATE:
        return isinstance(value, date)
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        return False
    if kind is ValueKind.RATIO:
        return value <= 1
    if kind is ValueKind.LEVEL:
        return isinstance(value, int) and value < STOPPED
    return kind is ValueKind.AMOUNT or isinstance(value, int)


@dataclass(frozen=True, slots=True)
class Standing:
    """What an override is judged against."""

    computed: int
    """Today's level from the reports alone."""
    in_force: int
    """The level before any override."""
    flags: tuple[OpenFlag, ...]
    features: Features
    policy: Policy


def hear(overrides: Sequence[Override], standing: Standing) -> Heard:
    """An answer to each; among those that apply, the newest of a scope binds."""
    answers = [_answer(override, standing) for override in overrides]
    newest: dict[str, int] = {}
    for index in sorted(range(len(overrides)), key=lambda i: (overrides[i].created_at, i)):
        if answers[index][0] is OverrideResult.APPLIED:
            newest[overrides[index].scope] = index
    told: list[OverrideAnswer] = []
    for index, (result, reason) in enumerate(answers):
        if result is OverrideResult.APPLIED and newest[overrides[index].scope] != index:
            told.append(OverrideAnswer(index, OverrideResult.VOID, "A newer override of the same scope binds."))
        else:
            told.append(OverrideAnswer(index, result, reason))
    level = newest.get(LEVEL)
    return Heard(tuple(told), None if level is None else overrides[level])


def _answer(override: Override, standing: Standing) -> tuple[OverrideResult, str]:
    in_force, computed, flags, features = standing.in_force, standing.computed, standing.flags, standing.features
    lowers = override.scope != LEVEL or (isinstance(override.value, int) and override.value < in_force)
    if override.created_at > features.now:
        return OverrideResult.VOID, "It has not been decided yet."
    if override.expires_on < features.today:
        return OverrideResult.VOID, f"It ended on {override.expires_on}."
    if any(flag.observed_at > override.created_at for flag in flags):
        return OverrideResult.VOID, "A new safety sign came after it."
    if in_force == STOPPED or flags:
        return OverrideResult.REFUSED, "Training is on hold until a clearance; an override does not replace one."
    if features.illness.acute and lowers and standing.policy.on("G1"):
        return OverrideResult.REFUSED, "Rest during an acute illness is not shortened."
    if override.computed_level is not None and computed > override.computed_level:
        return OverrideResult.VOID, f"The reports now give level {computed}, more than when it was decided."
    return OverrideResult.APPLIED, override.reason


def binding_directives(answers: Sequence[OverrideAnswer], overrides: Sequence[Override]) -> tuple[Override, ...]:
    """Those of single directives that apply, in the order of their names."""
    applied = [overrides[a.index] for a in answers if a.result is OverrideResult.APPLIED]
    return tuple(sorted((o for o in applied if o.scope != LEVEL), key=lambda o: o.scope))


def with_overrides(directives: Directives, binding: Sequence[Override]) -> Directives:
    """The same with the coach's values in place of the computed ones."""
    for override in binding:
        directives = _overridden(directives, override.scope, override.value)
    return directives


def _overridden(directives: Directives, scope: str, value: Any) -> Directives:
    name, _, window = scope.rpartition("_")
    if window in ("w1", "w2"):
        limit: dict[str, Any] = {name: float(value) if name == "load_cap" else value}
        fields: dict[str, Any] = {window: replace(getattr(directives, window), **limit)}
    elif scope.startswith("cross_training_"):
        fields = {"cross_training": replace(directives.cross_training, **{window: value})}
    else:
        fields = {scope: value}
    return replace(directives, **fields)


def overall(answers: Sequence[OverrideAnswer], overrides: Sequence[Override]) -> OverrideResult | None:
    """One word for all: that on the level where there is one, else that on the last directive."""
    if not answers:
        return None
    on_level = [answer for answer in answers if overrides[answer.index].scope == LEVEL]
    applied = [answer for answer in on_level or answers if answer.result is OverrideResult.APPLIED]
    return applied[0].result if applied else (on_level or list(answers))[-1].result
