"""Strava: only that a session was done, and its id, date, sport and duration. Off unless the operator registers an app."""

from service.platforms.strava.platform import Strava

__all__ = ["Strava"]
