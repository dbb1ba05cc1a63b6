"""WHOOP: sessions done, and how a night was. Nobody's own words."""

from service.platforms.whoop.platform import Whoop

__all__ = ["Whoop"]
