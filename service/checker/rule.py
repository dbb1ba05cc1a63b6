"""What a rule is: its name in the model, the catalogue rows it stands on, and the function that judges it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from service.checker.case import Case, Standing
from service.domain.adjustment import Violation
from service.domain.policy import Policy


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong, in words, and the sessions concerned."""

    text: str
    session_ids: tuple[str, ...] = ()


UnaryJudge = Callable[[Case, Standing], str | None]
"""Says what is wrong with where and how one session stands, or None."""
PlanJudge = Callable[[Case], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class UnaryRule:
    name: str
    judge: UnaryJudge
    rows: tuple[str, ...] = ()

    def acts(self, policy: Policy) -> bool:
        return all(policy.on(row) for row in self.rows)

    def forbids(self, case: Case, standing: Standing) -> str | None:
        return self.judge(case, standing) if self.acts(case.policy) else None

    def violations(self, case: Case) -> Iterator[Violation]:
        for standing in case.movable:
            text = self.forbids(case, standing)
            if text is not None:
                yield Violation(self.name, text, (standing.now.id,), self.rows)


@dataclass(frozen=True, slots=True)
class PlanRule:
    name: str
    judge: PlanJudge
    rows: tuple[str, ...] = ()

    def violations(self, case: Case) -> Iterator[Violation]:
        if all(case.policy.on(row) for row in self.rows):
            for finding in self.judge(case):
                yield Violation(self.name, finding.text, finding.session_ids, self.rows)
