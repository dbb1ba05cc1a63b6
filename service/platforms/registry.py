"""The platforms, by the name that stands in their addresses."""

from __future__ import annotations

from collections.abc import Mapping

from service.platforms.base import Platform, Subscribes
from service.platforms.garmin import Garmin
from service.platforms.intervals_icu import IntervalsIcu
from service.platforms.oura import Oura
from service.platforms.oura.subscribing import OuraSubscribing
from service.platforms.polar import Polar
from service.platforms.polar.subscribing import PolarSubscribing
from service.platforms.standard import StandardWebhooks
from service.platforms.strava import Strava
from service.platforms.strava.subscribing import StravaSubscribing
from service.platforms.suunto import Suunto
from service.platforms.trainingpeaks import TrainingPeaks
from service.platforms.wahoo import Wahoo
from service.platforms.whoop import Whoop

ALL: tuple[Platform, ...] = (
    StandardWebhooks(),
    IntervalsIcu(),
    Strava(),
    Polar(),
    Suunto(),
    Wahoo(),
    Whoop(),
    Oura(),
    Garmin(),
    TrainingPeaks(),
)
PLATFORMS: Mapping[str, Platform] = {platform.name: platform for platform in ALL}
WITHOUT_ACCOUNTS = frozenset(
    name for name, platform in PLATFORMS.items() if not hasattr(platform, "exchange") and not hasattr(platform, "check_key")
)
"""Programs that sign for themselves: they name an athlete by our id or by the caller's own name for them."""
SUBSCRIBERS: Mapping[str, Subscribes] = {"strava": StravaSubscribing(), "polar": PolarSubscribing(), "oura": OuraSubscribing()}
"""Those that send only once they were asked to; with the others it is set on a page of theirs."""
