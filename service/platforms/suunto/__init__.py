"""Suunto: sessions done."""

from service.platforms.suunto.platform import Suunto

__all__ = ["Suunto"]
