"""What a ZWO step asks for: power in percent of FTP, running pace as a share of a race pace, cadence."""

from __future__ import annotations

from dataclasses import dataclass

from service.formats.steps import Raw, second, target
from service.formats.zwo.attributes import Attributes

PACES = ("1 mile", "5 km", "10 km", "half marathon", "marathon")
"""What the `pace` of a run step counts through."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What holds for the whole file."""

    sport: str
    in_metres: bool
    threshold_s_per_km: float | None = None
    first_pace: int = 0
    """Files in the wild count the paces from 0; one that names a fifth counts from 1."""

    def effort(self, start: float | None, end: float | None, attributes: Attributes) -> list[Raw]:
        """Targets for percent `start` to `end`: a ramp where they differ. None where there is no target."""
        if start is None or end is None:
            return []
        if self.sport != "run":
            return [_percent("power", "pct_ftp", start, end)]
        index = attributes.number("pace")
        if self.threshold_s_per_km is not None:
            return [_percent("pace", "pct_threshold_pace", start, end), *self._in_seconds(start, end)]
        if index is None:
            return [_percent("pace", "pct_threshold_pace", start, end)]
        place = min(max(int(index) - self.first_pace, 0), len(PACES) - 1)
        return [{**_percent("pace", "named", start, end), "name": PACES[place]}]

    def _in_seconds(self, start: float, end: float) -> list[Raw]:
        """The pace itself; at no speed at all there is none."""
        assert self.threshold_s_per_km is not None
        if min(start, end) <= 0:
            return []
        paces = (self.threshold_s_per_km * 100 / start, self.threshold_s_per_km * 100 / end)
        return [second(target("pace", "s_per_km", *paces, ramp=start != end))]


def _percent(metric: str, unit: str, start: float, end: float) -> Raw:
    return target(metric, unit, start, end, ramp=start != end)


def cadence(attributes: Attributes, low: str = "cadencelow", high: str = "cadencehigh", one: str = "cadence") -> list[Raw]:
    """The cadence beside the effort, where one is asked for."""
    ends = [value for key in (low, high) if (value := attributes.number(key))]
    if len(ends) < 2:
        ends = [value for value in (attributes.number(one),) if value]
    return [second(target("cadence", "rpm", ends[0], ends[-1]))] if ends else []
