"""What the specification cannot say of a good call, told to the fuzz: loaded by schemathesis, by `tests/api/fuzz.py`.

Only calls that are meant to be good are mended here; those that are meant to be bad are sent as they come.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from itertools import count
from typing import Any

import schemathesis
from hypothesis import strategies as st

from service.documents.base import UNCLEAN
from service.documents.limits import EARLIEST_DATE, LARGEST_INT, LATEST_DATE

DAY = timedelta(days=1)
used_keys: set[str] = set()
numbers = count()
OFFSETS = st.sampled_from([UTC, timezone(timedelta(hours=1)), timezone(timedelta(hours=-9, minutes=-30))])

schemathesis.openapi.format("date", st.dates(EARLIEST_DATE, LATEST_DATE).map(date.isoformat))
schemathesis.openapi.format(
    "date-time",
    st.datetimes(
        datetime.combine(EARLIEST_DATE + DAY, datetime.min.time()),
        datetime.combine(LATEST_DATE - DAY, datetime.min.time()),
        timezones=OFFSETS,
    ).map(datetime.isoformat),
)


@schemathesis.hook
def map_case(_context: Any, case: Any) -> Any:
    """Texts as people type them, numbers as we take them, no place in a list that no list has given, and no key sent twice."""
    if case.meta is None or not case.meta.generation.mode.is_positive:
        return case
    if case.media_type == "application/json":
        case.body = _as_typed(case.body)
    if case.query:
        case.query = {name: value for name, value in case.query.items() if name != "cursor"}
    if case.headers and (key := case.headers.get("Idempotency-Key")) is not None:
        case.headers["Idempotency-Key"] = key if key not in used_keys else f"another-{next(numbers)}"
        used_keys.add(key)
    return case


def _as_typed(value: Any) -> Any:
    if isinstance(value, str):
        return UNCLEAN.sub("-", value)
    if isinstance(value, int | float) and not isinstance(value, bool) and value == int(value):
        return max(-LARGEST_INT, min(int(value), LARGEST_INT))  # 7.0 and 1e300 are whole numbers to JSON Schema
    if isinstance(value, dict):
        return {_as_typed(key): _as_typed(held) for key, held in value.items()}
    if isinstance(value, list):
        return [_as_typed(held) for held in value]
    return value
