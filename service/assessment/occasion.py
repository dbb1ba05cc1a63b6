"""What the words are chosen by: the case, the verdict, and the causes found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from service.assessment.causes.case import Case
from service.assessment.verdict import Verdict
from service.domain.assessment import Confidence, Tag, TagName, Urgency
from service.domain.classes import LongThresholds, is_endurance
from service.domain.report_class import ReportClass
from service.domain.session import PlannedSession

ON_HOLD = 5
"""The level at which everything stops."""


@dataclass(frozen=True, slots=True)
class Occasion:
    case: Case
    verdict: Verdict
    tags: tuple[Tag, ...]

    @property
    def level(self) -> int:
        return self.verdict.level

    @property
    def klass(self) -> ReportClass:
        return self.verdict.klass

    @property
    def urgency(self) -> Urgency | None:
        return self.verdict.referral.urgency if self.verdict.referral is not None else None

    @property
    def codes(self) -> frozenset[str]:
        """Codes of the referral."""
        return frozenset(self.verdict.referral.codes) if self.verdict.referral is not None else frozenset()

    def has(self, name: TagName) -> bool:
        return any(tag.tag is name for tag in self.tags)

    def sure(self, name: TagName) -> bool:
        return any(tag.tag is name and tag.confidence is Confidence.NORMAL for tag in self.tags)

    def on(self, row: str) -> bool:
        return self.case.policy.on(row)

    @property
    def told_session(self) -> PlannedSession | None:
        """The session that the deciding report is about."""
        return self.case.deciding.session if self.case.deciding is not None else None

    @property
    def next_session(self) -> PlannedSession | None:
        """The next endurance session that can still be decided."""
        return next((s for s in self.case.timeline.open if is_endurance(s)), None)

    @property
    def told_minutes(self) -> int:
        return self.case.minutes_of(self.case.deciding) if self.case.deciding is not None else 0

    @property
    def longest_minutes(self) -> int:
        """The longer of the reported and the next session."""
        following = self.next_session
        return max(self.told_minutes, following.minutes if following is not None else 0)

    @property
    def sessions_at_hand(self) -> Iterator[PlannedSession]:
        """The reported and the next session, as far as they are known."""
        return (s for s in (self.told_session, self.next_session) if s is not None)

    def was_hard_or_long(self) -> bool:
        told = self.told_session
        if told is None:
            return False
        long = LongThresholds.of((d.session for d in self.case.timeline.done), self.case.features.today, self.case.policy)
        return told.hard or long.is_long(told)

    def sore_at(self, *sites: str) -> bool:
        """Whether pain or soreness was named at one of these places."""
        report = self.case.deciding.report if self.case.deciding is not None else None
        named = (self.case.features.pain_site or "", *(report.soreness_sites if report is not None else ()))
        return any(site in name.casefold() for name in named for site in sites)
