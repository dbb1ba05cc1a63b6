"""What to say: cards for the athlete, questions, checks, and notes to the coach."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from service.assessment.card_choice import chosen_cards
from service.assessment.causes.case import Case
from service.assessment.checks import checks_for
from service.assessment.features import Features
from service.assessment.line_conditions import holds
from service.assessment.notices import notices_for
from service.assessment.occasion import Occasion
from service.assessment.questions import questions_for
from service.assessment.verdict import Verdict
from service.assessment.wording import cards, pattern_line, stays_line
from service.domain.assessment import AdviceCard, AdviceLine, Check, Notice, Question, Tag
from service.domain.athlete import Athlete
from service.domain.history import Timeline
from service.domain.plan import Plan
from service.domain.policy import Policy


@dataclass(frozen=True, slots=True)
class Counsel:
    questions: tuple[Question, ...]
    advice: tuple[AdviceCard, ...]
    notices: tuple[Notice, ...]
    checks: tuple[Check, ...]


def advise(
    verdict: Verdict, features: Features, tags: Iterable[Tag], plan: Plan, timeline: Timeline, athlete: Athlete, policy: Policy
) -> Counsel:
    """The words that go with a verdict. The first card says what stays whenever something changes (G18)."""
    occasion = Occasion(Case(features, plan, timeline, athlete, policy), verdict, tuple(tags))
    return Counsel(questions_for(occasion), _advice(occasion), notices_for(occasion), checks_for(occasion))


def _advice(occasion: Occasion) -> tuple[AdviceCard, ...]:
    shown: list[AdviceCard] = []
    for code in chosen_cards(occasion):
        lines = _lines(code, occasion)
        if not lines:
            continue
        closing = (stays_line(occasion.level) if not shown else None, pattern_line())
        ends = tuple(line for line in closing if line is not None and _acts(line, occasion))
        shown.append(AdviceCard(code, cards()[code].title, (*lines, *ends)))
    return tuple(shown)


def _lines(code: str, occasion: Occasion) -> tuple[AdviceLine, ...]:
    """Lines whose conditions hold and whose rows all act."""
    return tuple(
        entry.line for entry in cards()[code].lines if _acts(entry.line, occasion) and all(holds(name, occasion) for name in entry.when)
    )


def _acts(line: AdviceLine, occasion: Occasion) -> bool:
    return all(occasion.on(row) for row in line.rows)
