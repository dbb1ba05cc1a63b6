"""Garmin: sessions done, with what the athlete entered on the watch, come in; workouts to come go out."""

from service.platforms.garmin.platform import Garmin

__all__ = ["Garmin"]
