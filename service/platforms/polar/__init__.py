"""Polar: sessions done, with how hard the athlete says they were."""

from service.platforms.polar.platform import Polar

__all__ = ["Polar"]
