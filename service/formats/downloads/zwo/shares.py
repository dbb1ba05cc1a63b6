"""Targets as shares of threshold, the one unit that ZWO knows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from service.documents.athlete import ThresholdPart
from service.documents.structure import Step, Target
from service.domain.session import Sport
from service.formats.downloads.folder import NotAWorkout
from service.formats.intervals.steps_text import in_words


@dataclass(frozen=True, slots=True)
class Share:
    """From `start` to `end`; where they differ and it is no ramp, they are the ends of a range."""

    start: float
    end: float
    is_ramp: bool = False

    @property
    def middle(self) -> float:
        return (self.start + self.end) / 2


@dataclass(frozen=True, slots=True)
class Setting:
    """What holds for the whole file."""

    sport: Sport
    known: ThresholdPart
    in_metres: bool

    @property
    def threshold_s_per_km(self) -> float | None:
        return self.known.threshold_pace_s_per_km

    def share(self, step: Step) -> Share | None:
        """What the step asks for; None where nothing can be told as a share of threshold."""
        return next((share for target in step.targets or () if (share := self._share(target)) is not None), None)

    def untold(self, step: Step) -> Iterator[str]:
        """Targets that are no share of threshold, in words."""
        for target in step.targets or ():
            if target.metric not in ("cadence", "none") and self._share(target) is None and (words := in_words(target)):
                yield words

    def length(self, step: Step) -> float:
        """Seconds, or metres in a file that counts in them. Raises NotAWorkout for an end that neither can tell."""
        end = step.end
        if end is not None and end.type == "distance" and end.m is not None:
            return end.m if self.in_metres else self._seconds(end.m, step)
        if end is not None and end.type == "time" and end.s is not None:
            return end.s
        raise NotAWorkout("has a step with an open end, or one that a heart rate or a power decides.")

    def _seconds(self, metres: float, step: Step) -> float:
        share = self.share(step)
        if self.sport is Sport.BIKE or share is None or not share.middle or not self.threshold_s_per_km:
            raise NotAWorkout("has a step that ends by distance, beside steps or targets that tell no pace.")
        return round(metres / 1000 * self.threshold_s_per_km / share.middle)

    def _share(self, target: Target) -> Share | None:
        ends = [end for end in (target.low, target.high) if end is not None]
        shares = [share for end in ends if (share := self._of_threshold(end, target)) is not None and share > 0]
        if not ends or len(shares) < len(ends):
            return None
        return Share(shares[0], shares[-1], is_ramp=bool(target.ramp) and shares[0] != shares[-1])

    def _of_threshold(self, value: float, target: Target) -> float | None:
        if self.sport is Sport.BIKE:
            if target.unit == "pct_ftp":
                return value / 100
            return value / self.known.ftp_w if target.unit == "w" and self.known.ftp_w else None
        threshold = self.threshold_s_per_km or 0
        match target.unit:
            case "pct_threshold_pace":
                return value / 100
            case "s_per_km":
                return threshold / value if value else None
            case "m_per_s":
                return value * threshold / 1000
        return None
