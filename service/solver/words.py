"""Rules, pins and refusals in the coach's words, for conflicts."""

from __future__ import annotations

from service.domain.adjustment import Pin, Refusal

RULE_WORDS = {
    "past": "nothing moves into the past or onto a day that is over",
    "fixed-date": "sessions with a fixed date stay on it",
    "soon": "what starts soon does not move",
    "move-limit": "sessions move by a few days only",
    "zone-crossing": "sessions stay in their window",
    "moved-or-changed": "a session is moved or changed, not both",
    "spared": "sports that did not cause the heaviness keep their sessions",
    "availability": "the athlete's available days, times and sports",
    "placing": "the coach's limits on where a session may stand",
    "no-move-in": "nothing is moved into protected days",
    "first-hard": "no hard session before the date that the level names",
    "easy-until": "hard sessions stay easy for now",
    "first-speed": "no speed until a good report has come",
    "first-strength": "no leg strength before the date that the level names",
    "first-long": "no long session before the date that the level names",
    "long-ratio": "long sessions are cut as the level asks",
    "session-length": "no run lasts longer than the directive allows",
    "day-rule": "what single days forbid",
    "rest-dates": "days of complete rest",
    "never-harder": "no session becomes harder",
    "protected": "openers before a race are not dropped",
    "pin": "pinned sessions",
    "refusal": "refused changes",
    "modality": "cross-training only in what the athlete can do",
    "load-cap": "the load cap of the window",
    "max-hard": "the number of hard sessions that the level allows",
    "max-runs": "the number of runs that the level allows",
    "min-rest-days": "the rest days that the level asks for",
    "rest-by": "a rest day soon",
    "cross-training-max": "the number of swaps that the level allows",
    "run-minutes-cap": "the cap on run minutes",
    "hard-to-hard": "distance between hard sessions",
    "hard-to-long": "distance from a hard to a long session",
    "long-to-hard": "distance from a long to a hard session",
    "long-to-long": "distance between long sessions",
    "after-long": "a short and easy day after a long session",
    "strength-spacing": "leg strength away from hard and long sessions",
    "insertions": "core sessions only where they are wanted",
    "speed-strength-rest": "a rest day after speed and leg strength",
    "race-spacing": "recovery after a race",
    "rest-in-seven": "rest days in every seven",
    "load-ceiling": "no jump in weekly load",
    "run-spike": "no single run far beyond the longest",
    "hard-count": "few hard sessions for beginners and minors",
    "sessions-per-day": "the number of sessions on a day",
    "one-run-a-day": "one run a day",
    "no-new-double": "no new doubles",
    "minutes-per-day": "the minutes that a day has",
    "training-days": "no more training days in a week than planned",
    "no-make-up": "lost load is not made up for",
    "group-together": "grouped sessions stay together",
    "after-sequence": "easy days after a back-to-back",
    "needless-moves": "few moves without need",
}


def say_pin(pin: Pin) -> str:
    part = "" if pin.part_of_day is None else f", {pin.part_of_day.value}"
    return f"{pin.session_id} pinned to {pin.date:%a %-d %b}{part}"


def say_refusal(refusal: Refusal) -> str:
    return f"{refusal.key} refused"
