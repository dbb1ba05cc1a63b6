"""intervals.icu: what athletes say of days and sessions comes in, what the coach accepted goes into their calendar."""

from service.platforms.intervals_icu.platform import IntervalsIcu

__all__ = ["IntervalsIcu"]
