"""What the specification cannot say of a good call, told to the fuzz: loaded by schemathesis, by `tests/api/fuzz.py`.

Where a part of a call is meant to be good, it names what there is; parts that are meant to be bad are sent as they come.
"""

from __future__ import annotations

import json
import os
import re
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import count
from typing import Any
from zoneinfo import available_timezones

import httpx2
import schemathesis
from hypothesis import strategies as st
from schemathesis.core.parameters import ParameterLocation
from schemathesis.generation.meta import TestPhase

from service.documents.base import UNCLEAN, ZONE_FORMAT
from service.documents.limits import EARLIEST_DATE, LARGEST_INT, LATEST_DATE
from tests.support.services import bearing

THINGS: dict[str, dict[str, str]] = json.loads(os.environ["FUZZ_THINGS"])
"""Ids by the part of an address that they stand behind: of what is kept to the end, and of what those operations may put an end to."""
IN_BODIES = {"adjustment_id": "adjustments", "athlete_id": "athletes", "deputy_id": "other-coaches", "session_id": "sessions"}
SPARE = {
    "eraseAthlete": "erased", "archivePlan": "archived", "resolveAdjustment": "judged", "askWhyNot": "judged",
    **dict.fromkeys(
        ("revokeFeed", "unassignCoach", "dismissDeputy", "disconnect", "revokeHook", "removeEndpoint", "acceptAdjustment",
         "rejectAdjustment"), "given_up",
    ),
}  # fmt: skip
STRANGERS = 5
"""One call in so many names somebody that there is not."""
BEHIND = re.compile(r"([^/]+)/\{(\w+)\}")
HEADERS = bearing(os.environ["FUZZ_TOKEN"])
DAY = timedelta(days=1)
OFFSETS = st.sampled_from([UTC, timezone(timedelta(hours=1)), timezone(timedelta(hours=-9, minutes=-30))])
used_keys: set[str] = set()
numbers = count()

TODAY = datetime.now(UTC).date()
schemathesis.openapi.format("date", st.one_of(st.dates(TODAY, TODAY + 10 * DAY), st.dates(EARLIEST_DATE, LATEST_DATE)).map(date.isoformat))
schemathesis.openapi.format(
    "date-time",
    st.datetimes(
        datetime.combine(EARLIEST_DATE + DAY, datetime.min.time()),
        datetime.combine(LATEST_DATE - DAY, datetime.min.time()),
        timezones=OFFSETS,
    ).map(datetime.isoformat),
)
schemathesis.openapi.format(ZONE_FORMAT, st.sampled_from(sorted(available_timezones() - {"localtime", "Factory"})))


@schemathesis.hook
def map_case(_context: Any, case: Any) -> Any:
    """Ids and ETags of things that there are, whole numbers as we take them, no place in a list that no list gave, and no key twice."""
    if case.meta is None:
        return case
    if case.meta.phase.name is not TestPhase.STATEFUL and next(numbers) % STRANGERS:
        _name_things(case)
    if not case.meta.generation.mode.is_positive:
        return case
    if case.media_type == "application/json":
        case.body = _as_people_write(case.body, _things_for(case))
    if case.query:
        case.query = {name: value for name, value in case.query.items() if name != "cursor"}
    if case.headers and (key := case.headers.get("Idempotency-Key")) is not None:
        case.headers["Idempotency-Key"] = key if key not in used_keys else f"another-{next(numbers)}"
        used_keys.add(key)
    return case


def _name_things(case: Any) -> None:
    """Where the address is meant to be good, that of something that there is; where If-Match is, the ETag that it has."""
    operation, things = case.operation, _things_for(case)
    named = {parameter: things[behind] for behind, parameter in BEHIND.findall(operation.path) if behind in things}
    if not named or case.meta.is_negative_at(ParameterLocation.PATH):
        return
    case.path_parameters = {**case.path_parameters, **named}
    if case.headers and "If-Match" in case.headers and not case.meta.is_negative_at(ParameterLocation.HEADER):
        read = operation.path[: operation.path.rindex("}") + 1].format(**case.path_parameters)
        answer = httpx2.get(f"{operation.base_url.rstrip('/')}{read}", headers=HEADERS, trust_env=False)
        case.headers["If-Match"] = answer.headers.get("ETag", case.headers["If-Match"])


def _things_for(case: Any) -> dict[str, str]:
    return THINGS[SPARE.get(case.operation.definition.raw["operationId"], "kept")]


def _as_people_write(value: Any, things: dict[str, str]) -> Any:
    """Printable also where any key and any value may stand, with ids that there are; 7.0 and 1e300 are whole to JSON Schema."""
    if isinstance(value, str):
        return UNCLEAN.sub("-", value)
    if isinstance(value, int | float) and not isinstance(value, bool) and value == int(value):
        return max(-LARGEST_INT, min(int(value), LARGEST_INT))
    if isinstance(value, dict):
        return {UNCLEAN.sub("-", key): _named(key, things) or _as_people_write(held, things) for key, held in value.items()}
    if isinstance(value, list):
        return [_as_people_write(held, things) for held in value]
    return value


def _named(key: str, things: dict[str, str]) -> str | None:
    return things.get(IN_BODIES.get(key, "")) if next(numbers) % STRANGERS else None
