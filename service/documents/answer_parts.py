"""What every answer carries: which engine and policy made it, and what its sender should know."""

from __future__ import annotations

from collections.abc import Iterable

from service import __version__
from service.documents.base import LocalDate, Part
from service.domain.adjustment import InputWarning, Lint
from service.domain.policy import Policy
from service.rules import all_rules, catalogue_sha256


class PolicyPart(Part):
    name: str
    version: int


class EnginePart(Part):
    """Program version, number of catalogue rows, and their fingerprint."""

    version: str
    rules: int
    rules_sha256: str


class InputWarningPart(Part):
    code: str
    pointer: str
    text: str


class LintPart(Part):
    code: str
    session_ids: list[str]
    text: str
    rows: list[str]
    start: LocalDate | None


def write_policy(policy: Policy) -> PolicyPart:
    return PolicyPart(name=policy.name, version=policy.version)


def this_engine() -> EnginePart:
    return EnginePart(version=__version__, rules=len(all_rules()), rules_sha256=catalogue_sha256())


def write_warnings(warnings: Iterable[InputWarning]) -> list[InputWarningPart]:
    """Each warning once, in the order in which they were found."""
    return [InputWarningPart(code=w.code, pointer=w.pointer, text=w.text) for w in dict.fromkeys(warnings)]


def write_lint_parts(lints: Iterable[Lint]) -> list[LintPart]:
    return [LintPart(code=x.code, session_ids=list(x.session_ids), text=x.text, rows=list(x.rows), start=x.start) for x in lints]
