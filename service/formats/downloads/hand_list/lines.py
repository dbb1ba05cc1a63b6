"""One line a session: what to do by hand, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from service.documents.adjustment import AdjustmentDocument
from service.documents.adjustment_parts import SessionValues
from service.documents.display_units import units_of
from service.documents.plan import PlanDocument, read_plan
from service.documents.policy import load_policy
from service.domain.adjustment import Action
from service.domain.distances import DistanceUnits, distance_word
from service.domain.naming import words_for
from service.formats.downloads.dated import dated
from service.formats.downloads.differences import Difference, differences_in, differences_of
from service.formats.downloads.words import day_name, minutes_word, one_line

HandLine = Mapping[str, Any]
"""`date`, `session_id`, `actions`, `text`, `reasons`: plain JSON values."""
SHORT_S = 2 * 3600
"""Below this, minutes are compared as minutes."""
ENDS: Mapping[Action, str] = {Action.DROP: "delete {}", Action.REST: "delete {} (rest day)", Action.SUSPEND: "put {} on hold"}


def hand_list(adjustment: AdjustmentDocument) -> list[dict[str, Any]]:
    """The changes of an answer."""
    units = units_of(adjustment.plan)
    return [line_of(difference, units) for difference in differences_of(adjustment.changes)]


def hand_list_of_plan(document: PlanDocument) -> list[dict[str, Any]]:
    """The changes that a revised plan tells by itself, against what its coach wrote. Raises BadInput for an undated plan."""
    policy = load_policy()
    plan = read_plan(dated(document), policy)
    return [line_of(difference, plan.units) for difference in differences_in(plan, policy)]


def line_of(difference: Difference, units: DistanceUnits) -> dict[str, Any]:
    day = (difference.before or difference.after).day
    return {
        "date": day.isoformat(),
        "session_id": difference.session_id,
        "actions": [action.value for action in difference.actions],
        "text": f"{day_name(day)}: {_what_to_do(difference, units)}",
        "reasons": list(difference.reasons),
    }


def _what_to_do(difference: Difference, units: DistanceUnits) -> str:
    """`drag Tempo 3 × 10 to Fri 6 Mar; 60 → 45 min`."""
    was, now = difference.before, difference.after
    if was is None:
        return f"add {named(now)}, {minutes_word(now.duration_s)}"
    for action, words in ENDS.items():
        if action in difference.actions:
            return words.format(named(was))
    renamed = [f"make it: {named(now)}"] if named(was) != named(now) else []
    return "; ".join([_taken_up(was, now), *renamed, *resized(was, now, units)])


def _taken_up(was: SessionValues, now: SessionValues) -> str:
    if was.day != now.day:
        return f"drag {named(was)} to {day_name(now.day)}"
    if was.part_of_day is not now.part_of_day:
        return f"move {named(was)} to another time of the day: {now.part_of_day.value}"
    return f"change {named(was)}"


def resized(was: SessionValues, now: SessionValues, units: DistanceUnits) -> list[str]:
    """`60 → 45 min`, `6.7 → 5 km`."""
    parts: list[str] = []
    if was.duration_s != now.duration_s:
        longest = max(was.duration_s, now.duration_s)
        words = minutes_word if longest >= SHORT_S else lambda seconds: f"{(seconds + 30) // 60} min"
        parts.append(_between(words(was.duration_s), words(now.duration_s)))
    if was.distance_m and now.distance_m and was.distance_m != now.distance_m:
        before, after = distance_word(was.distance_m, units.of(was.sport)), distance_word(now.distance_m, units.of(now.sport))
        parts.append(_between(before, after))
    return parts


def _between(was: str, now: str) -> str:
    """The unit stands once where it is the same."""
    number, _, unit = was.rpartition(" ")
    return f"{number} → {now}" if now.endswith(f" {unit}") and number.replace(".", "").isdigit() else f"{was} → {now}"


def named(session: SessionValues) -> str:
    """The title in the coach's calendar; where there is none, what the session is."""
    return one_line(session.title) or words_for(session.sport, session.kind)
