"""Wahoo: sessions done come in; rides and runs to come go out."""

from service.platforms.wahoo.platform import Wahoo

__all__ = ["Wahoo"]
