"""What a text says of one session, and the same as plain JSON of `plan/1`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from service.documents.base import UNCLEAN
from service.documents.limits import MOST_TEXT
from service.documents.quantities import SourceOfValue
from service.domain.session import Kind, Priority, Sport
from service.formats.text.measures import Doubt
from service.formats.text.targets import Raw
from service.formats.text.totals import Amount

LONGEST_TITLE = 300
CONFIDENCE = {SourceOfValue.STATED: 0.9, SourceOfValue.DERIVED: 0.75, SourceOfValue.ESTIMATED: 0.5}
DOUBT_COSTS = 0.1


@dataclass(frozen=True, slots=True)
class SessionText:
    """One session as its words tell it, every value with where it came from."""

    raw: str
    """The text as it stood, untouched."""
    title: str
    sport: Sport
    sport_source: SourceOfValue
    kind: Kind
    kind_source: SourceOfValue
    word: str | None = None
    """The phrase that decided the kind."""
    hard: bool | None = None
    """Said only where sport, kind and effort do not tell."""
    duration: Amount | None = None
    """Seconds."""
    distance: Amount | None = None
    """Metres."""
    rpe: tuple[float, float] | None = None
    zones: tuple[float, float] | None = None
    named_pace: str | None = None
    steps: tuple[Raw, ...] = ()
    steps_complete: bool = False
    optional: bool = False
    priority: Priority | None = None
    alternatives: tuple[Raw, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    is_empty: bool = False
    """Nothing was written; shown as rest."""
    is_broken: bool = False
    """A formula without a value stood there; shown as rest."""

    @property
    def confidence(self) -> float:
        """From 0 to 1: how sure the reading is."""
        sources = (self.kind_source,) if self.kind is Kind.REST else (self.sport_source, self.kind_source)
        sure = min(CONFIDENCE[source] for source in sources if source is not SourceOfValue.ESTIMATED or source is self.kind_source)
        return round(max(0.1, sure - DOUBT_COSTS * len(self.doubts)), 2)

    @property
    def is_training(self) -> bool:
        """Whether any word or amount speaks of training or rest; prose and empty cells do not."""
        if self.is_empty or self.is_broken:
            return False
        named = self.kind_source is not SourceOfValue.ESTIMATED or self.sport_source is SourceOfValue.STATED
        return named or self.duration is not None or self.distance is not None or bool(self.steps)

    def fields(self) -> Raw:
        """The session in plain JSON of `plan/1`; the caller adds the day and where in the file it stands."""
        made: Raw = {
            "sport": self.sport.value,
            "kind": self.kind.value,
            "hard": self.hard,
            "title": self.title or None,
            "description": self._kept if self._kept.strip() != self.title else None,
            "planned": self._planned(),
            "intensity": self._intensity(),
            "structure": {"steps": list(self.steps), "complete": self.steps_complete} if self.steps else None,
            "optional": self.optional or None,
            "priority": self.priority.value if self.priority else None,
            "alternatives": list(self.alternatives) or None,
            "source": self._source(),
        }
        return {key: value for key, value in made.items() if value is not None}

    @property
    def _kept(self) -> str:
        """The text as a document can hold it: what nobody typed is shown as a replacement character."""
        return UNCLEAN.sub("\ufffd", self.raw[:MOST_TEXT])

    def _planned(self) -> Raw | None:
        amounts = {"duration_s": self.duration, "distance_m": self.distance}
        return {key: amount.plain() for key, amount in amounts.items() if amount is not None} or None

    def _intensity(self) -> Raw | None:
        made: Raw = {}
        if self.zones is not None:
            made["zones"] = {"low": self.zones[0], "high": self.zones[1]}
        if self.rpe is not None:
            made["rpe"] = {"low": self.rpe[0], "high": self.rpe[1]}
        if self.named_pace is not None:
            made["named_pace"] = self.named_pace
        return made or None

    def _source(self) -> Raw:
        warnings: list[dict[str, Any]] = [{"code": doubt.code, "message": doubt.text} for doubt in self.doubts]
        if self.kind_source is SourceOfValue.ESTIMATED:
            told = f"“{self.title[:60]}” does not say how hard it is and counts as {self.kind.value}"
            warnings.append({"code": "kind-estimated", "message": f"{told}; if it is not, add a word such as tempo, or RPE 7."})
        made: Raw = {"raw": self._kept, "confidence": self.confidence}
        return {**made, "warnings": warnings} if warnings else made
