"""The same session often comes from several accounts: a watch tells its own platform, which tells others. It was done once.

Whose figures count goes by `RANK`; what the first in rank does not tell is filled in from the others. Strava's figures are mixed
with nobody's and shown to nobody, for its terms forbid both: they are forgotten as soon as somebody else tells of the session.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from service.documents.completions import holdable
from service.platforms.events import ActivityCompleted, ScoreKind
from service.platforms.terms import WITHHELD

RANK = ("standard", "intervals_icu", "upload", "garmin", "wahoo", "polar", "suunto", "trainingpeaks", "whoop", "oura", "strava")
"""First those that pass on the athlete's own words, then recordings, then summaries of devices."""
STARTS_APART = timedelta(minutes=15)
LEAST_SHARE = 0.7
"""How much of the longer one the shorter has to last: pauses are counted by some and not by others."""
IN_PARTS = frozenset({"garmin"})
"""They tell the figures of a session in one message, and in another one what the athlete entered on the watch."""
MOST_OTHERS = 20
"""Sources that plan/1 has room for beside the first."""
Figures = Mapping[str, Any]
"""What is kept of a session that was done, as `completed` of plan/1. Without a `source`, a person has said so."""


def figures_of(event: ActivityCompleted) -> dict[str, Any]:
    """What a plan can hold of it: a watch that ran on for days tells no duration."""
    said = {score.kind: score.value for score in event.scores}
    rpe = said.get(ScoreKind.RPE)
    source = {"format": event.provider, "external_id": event.activity_id}
    values = {
        "at": event.started_at.isoformat() if event.has_clock else None, "duration_s": event.moving_s, "distance_m": event.distance_m,
        "rpe": rpe if rpe is None or rpe >= 1 else None, "feel": said.get(ScoreKind.FEEL),
    }  # fmt: skip
    told = holdable({name: value for name, value in values.items() if value is not None})
    return {**told, "source": {**source, "withheld": True} if event.provider in WITHHELD else source}


def tells_of_the_same(known: Figures, event: ActivityCompleted, *, fits: bool) -> bool:
    """Whether both began within minutes and lasted about as long.

    Where one of them tells no time of day, both lengths have to be known, and the day and the sport have to fit (`fits`).
    """
    lengths = [length for length in (known.get("duration_s"), event.moving_s) if length]
    are_alike = len(lengths) < 2 or min(lengths) >= LEAST_SHARE * max(lengths)
    if "at" in known and event.has_clock:
        return are_alike and abs(datetime.fromisoformat(known["at"]) - event.started_at) <= STARTS_APART
    return are_alike and len(lengths) == 2 and fits


def merged(known: Figures | None, event: ActivityCompleted) -> dict[str, Any]:
    """What is kept once this event has told too."""
    told = figures_of(event)
    if known is None or _is_withheld(known.get("source")):
        return told
    if known.get("source") == told["source"] and "also_from" not in known:
        return {**known, **told} if event.provider in IN_PARTS else told
    if event.provider in WITHHELD:
        return dict(known)
    first = known.get("source")
    others = [source for source in sources_of(known) if source not in (first, told["source"])]
    if first is None or _rank(first) < _rank(told["source"]):
        return _with_sources({**told, **known}, first, [*others, told["source"]])
    return _with_sources({**known, **told}, told["source"], [first, *others] if first != told["source"] else others)


def without(known: Figures, provider: str, activity_id: str) -> dict[str, Any] | None:
    """What is kept once a source has taken back its word; None where nobody says so any more."""
    left = [source for source in sources_of(known) if not _is(source, provider, activity_id)]
    if "source" not in known:
        return _with_sources(dict(known), None, left)
    return _with_sources(dict(known), left[0], left[1:]) if left else None


def is_source(known: Figures, provider: str, activity_id: str) -> bool:
    return any(_is(source, provider, activity_id) for source in sources_of(known))


def is_by_hand(known: Figures) -> bool:
    return "source" not in known


def sources_of(known: Figures) -> list[Mapping[str, Any]]:
    """The one whose figures count, then the others."""
    first = known.get("source")
    return [*([] if first is None else [first]), *known.get("also_from", [])]


def _with_sources(figures: dict[str, Any], first: Mapping[str, Any] | None, others: list[Mapping[str, Any]]) -> dict[str, Any]:
    plain = {name: value for name, value in figures.items() if name not in ("source", "also_from")}
    kept = [dict(other) for other in others[-MOST_OTHERS:]]
    return plain | ({} if first is None else {"source": dict(first)}) | ({"also_from": kept} if kept else {})


def _is(source: Mapping[str, Any], provider: str, activity_id: str) -> bool:
    return (source.get("format"), source.get("external_id")) == (provider, activity_id)


def _is_withheld(source: Mapping[str, Any] | None) -> bool:
    return source is not None and source.get("withheld") is True


def _rank(source: Mapping[str, Any]) -> int:
    """Of a file that somebody brought in: as an upload."""
    name = source.get("format")
    return RANK.index(name) if name in RANK else RANK.index("upload")
