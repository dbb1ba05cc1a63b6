"""What there is to do, and in which line it waits. The names are written into the database: they may be added to, never changed."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class JobKind(StrEnum):
    """A job and the ids that it carries."""

    ADJUST_PLAN = "adjust-plan"
    """athlete id, and whatever else the use case wants to find again; one at a time for an athlete."""
    SEND_NOTIFICATION = "send-notification"
    """notification id."""
    PROCESS_EVENT = "process-event"
    """organisation id, inbox id: what a platform sent is understood and stored."""
    DELIVER_WEBHOOK = "deliver-webhook"
    """organisation id, delivery id."""
    PUBLISH_PLAN = "publish-plan"
    """organisation id, connection id: the athlete's calendar on the platform gets what the plan says; one at a time for a connection."""
    POLL_CONNECTION = "poll-connection"
    """organisation id, connection id, day: one account is asked for what was missed."""
    POLL_PLATFORMS = "poll-platforms"
    """Every hour, the minute in ISO format: platforms are asked for what they did not tell us."""
    WRITE_DIGESTS = "write-digests"
    """Every minute, the minute in ISO format: coaches whose hour it is get their digest."""
    RECONCILE = "reconcile"
    """Every five minutes: what should have a job and has none gets one, the clean-up of the day among them."""
    CLEAN_UP = "clean-up"
    """Once a day, at night if anybody is at work then: what has been kept long enough is removed."""


@dataclass(frozen=True, slots=True)
class Line:
    """A queue. A worker takes `at_once` jobs of it, and looks for new ones every `look_s` seconds."""

    name: str
    at_once: int
    look_s: float
    takes_turns: bool = False
    """Whether jobs of one athlete, or of whatever else they are about, are done one after the other."""


SOLVING = Line("solving", at_once=max(4, 3 * (os.cpu_count() or 1)), look_s=0.2, takes_turns=True)
SENDING = Line("sending", at_once=8, look_s=0.2)
PUBLISHING = Line("publishing", at_once=4, look_s=0.5, takes_turns=True)
UPKEEP = Line("upkeep", at_once=2, look_s=1.0)
LINES = (SOLVING, SENDING, PUBLISHING, UPKEEP)

LINE_OF: Mapping[JobKind, Line] = {
    JobKind.ADJUST_PLAN: SOLVING,
    JobKind.SEND_NOTIFICATION: SENDING,
    JobKind.PROCESS_EVENT: SENDING,
    JobKind.DELIVER_WEBHOOK: SENDING,
    JobKind.PUBLISH_PLAN: PUBLISHING,
    JobKind.POLL_CONNECTION: SENDING,
    JobKind.POLL_PLATFORMS: UPKEEP,
    JobKind.WRITE_DIGESTS: UPKEEP,
    JobKind.RECONCILE: UPKEEP,
    JobKind.CLEAN_UP: UPKEEP,
}
SCHEDULES: Mapping[JobKind, str] = {
    JobKind.WRITE_DIGESTS: "0 * * * * *",
    JobKind.POLL_PLATFORMS: "50 7 * * * *",
    JobKind.RECONCILE: "20 */5 * * * *",
}
"""Cron in UTC: second, minute, hour, day, month, weekday. Of many workers, one does each tick."""
