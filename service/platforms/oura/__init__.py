"""Oura: sessions done, readiness, and what the athlete notes as tags."""

from service.platforms.oura.platform import Oura

__all__ = ["Oura"]
