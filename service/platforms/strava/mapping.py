"""From Strava's words to ours. Its terms are narrow: id, date, sport and duration are taken, and no text, distance or pulse ever."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from service.domain.session import Sport
from service.formats.intervals.sessions import SPORTS
from service.platforms.events import ActivityCompleted
from service.platforms.values import instant, local, own_id, seconds

PROVIDER = "strava"


def completed(told: Mapping[str, Any]) -> ActivityCompleted | None:
    """A session that was done; None where its id or its time is missing. The local time carries a `Z` that means nothing."""
    id, started, day = own_id(told.get("id")), instant(told.get("start_date")), local(told.get("start_date_local"))
    if id is None or started is None:
        return None
    return ActivityCompleted(
        PROVIDER,
        id,
        sport_of(told.get("sport_type") or told.get("type")),
        started,
        (day or started).date(),
        moving_s=seconds(told.get("moving_time")),
        elapsed_s=seconds(told.get("elapsed_time")),
    )


def sport_of(type: Any) -> Sport:
    """The list of types grows; a new one is another sport."""
    return SPORTS.get(str(type or "").casefold(), Sport.OTHER)
