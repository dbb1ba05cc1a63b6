"""What is handed back to be brought along next time (`state/1`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from service.assessment.features import Features
from service.assessment.measures.blocks import BLOCKS
from service.assessment.measures.illness import as_date
from service.assessment.questions import remember_asked
from service.assessment.transition import Position
from service.assessment.verdict import Verdict
from service.domain.assessment import Question, Tag, TagName
from service.domain.directives import Directives
from service.domain.policy import Policy
from service.domain.report import Illness
from service.domain.report_class import ReportClass
from service.domain.state import LevelSpan, State
from service.kit.weeks import plus


@dataclass(frozen=True, slots=True)
class Found:
    """What this assessment adds to the memory."""

    position: Position
    """Where the rules alone stand, below an override."""
    level: int
    """In force."""
    mild_start: bool
    tags: tuple[Tag, ...]


def in_force(found: Found, features: Features, state: State, policy: Policy) -> Mapping[str, object]:
    """Facts that outlive their reports, by name. Dates are dates."""
    kept: dict[str, object] = {}
    kept.update(_illness(features))
    kept.update(_source(found.position, features, state))
    kept.update(_form(found, features, state, policy))
    if found.level > 0:
        if features.affected_sport is not None:
            kept["affected_sport"] = features.affected_sport.value
        kept.update(_passing_cause(found.position, features, state))
    if found.mild_start:
        kept["mild_start"] = True
    if found.level != found.position.level:
        kept.update(_underlying(found.position))
    return kept


def _illness(features: Features) -> dict[str, object]:
    facts, kept = features.illness, dict[str, object]()
    if facts.now is not Illness.NONE:
        kept["illness_now"] = facts.now.value
    if facts.was_acute:
        kept["illness_acute"] = True
    told = {"illness_end": facts.end, "illness_days": facts.days, "illness_since": facts.since}
    kept.update({name: value for name, value in told.items() if value is not None})
    return kept


def _source(position: Position, features: Features, state: State) -> dict[str, object]:
    """The session that made the legs sore, while its class is in force."""
    if position.klass is not ReportClass.EXPECTED_DOMS or position.level == 0:
        return {}
    source = features.doms_source or features.strength_source
    if position.new_windows and source is not None:
        return {"source_date": source.day}
    known = as_date(state.overrides_in_force.get("source_date"))
    return {"source_date": known} if known is not None else {}


PASSING = (TagName.HEAT, TagName.TRAVEL, TagName.STRESS)
"""Causes outside training that pass by themselves; illness has its own rules."""


def _passing_cause(position: Position, features: Features, state: State) -> dict[str, object]:
    """Kept while the level that it led to is in force; never for a level above 2."""
    if position.level not in (1, 2):
        return {}
    if not position.new_windows or position.anchor == state.anchor:
        known = state.overrides_in_force.get("passing_cause")
        return {"passing_cause": known} if known is not None and position.anchor == state.anchor else {}
    causes = [cause for cause in PASSING if cause in features.causes]
    return {"passing_cause": causes[0].value} if causes else {}


def _form(found: Found, features: Features, state: State, policy: Policy) -> dict[str, object]:
    """The seven days of FORM last whatever later reports say; it is looked at again after three weeks (S2-74)."""
    until = as_date(state.overrides_in_force.get("form_until"))
    review = as_date(state.overrides_in_force.get("form_review_on"))
    if until is not None and review is not None and features.today <= review:
        return {"form_until": until, "form_review_on": review}
    if TagName.FORM not in {tag.tag for tag in found.tags} or found.level < 2:
        return {}
    numbers, start = policy.thresholds, max(found.position.day0, features.today)
    days_to_review = numbers.form_review_days if policy.on("S2-74") else numbers.form_days
    return {"form_until": plus(start, numbers.form_days - 1), "form_review_on": plus(start, days_to_review)}


def _underlying(position: Position) -> dict[str, object]:
    return {
        "underlying_level": position.level,
        "underlying_anchor": position.anchor,
        "underlying_since": position.level_since,
        "underlying_class": position.klass.value,
    }


def next_state(verdict: Verdict, directives: Directives, questions: Sequence[Question], features: Features, state: State) -> State:
    """The state to hand back; it holds all that the next assessment needs of this one."""
    return State(
        level=verdict.level,
        anchor=verdict.anchor,
        level_since=verdict.level_since,
        levels=_levels(state, verdict, features.today),
        klass=verdict.class_in_force,
        overrides_in_force=verdict.in_force,
        windows=directives.windows,
        review_on=verdict.review_on,
        good_reports=verdict.good_reports,
        open_flags=verdict.open_flags,
        asked=remember_asked(state.asked, questions, features.today, 7 * BLOCKS),
        needs_coach=verdict.needs_coach,
    )


def _levels(state: State, verdict: Verdict, today: date) -> tuple[LevelSpan, ...]:
    """Levels in force over the last six weeks, oldest first; the span that reaches into them starts with them."""
    spans = list(state.levels)
    if not spans and state.level_since is not None:
        spans = [LevelSpan(state.level_since, state.level)]
    last = spans[-1].level if spans else 0
    if verdict.level != last or not spans:
        start = max(verdict.level_since, spans[-1].start) if spans else verdict.level_since
        spans = [s for s in spans if s.start < start] + [LevelSpan(start, verdict.level)]
    since = today - timedelta(days=7 * BLOCKS)
    recent = [s for s in spans if s.start > since]
    earlier = [s for s in spans if s.start <= since]
    return (*([LevelSpan(since, earlier[-1].level)] if earlier else []), *recent)
