"""FIT workouts and recordings that tests and sample files are made of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from tests.support.fit_bytes import ACTIVITY, RECORD, SESSION, STEP, WORKOUT, Field, Message, file_id, fit_file, stamp

RUNNING, CYCLING, SWIMMING = 1, 2, 5
TIME, DISTANCE, OPEN, REPEAT = 0, 1, 5, 6
SPEED, HEART_RATE, NO_TARGET, POWER = 0, 1, 2, 4
ACTIVE, REST, WARMUP, COOLDOWN = 0, 1, 2, 3
BEGAN = datetime(2026, 3, 4, 17, 30, tzinfo=UTC)


def workout(
    steps: Sequence[Sequence[Field]], *, name: str | bytes = "8 x 400 m", sport: int | None = RUNNING, stated_steps: int = 2
) -> bytes:
    """A workout file that, like those of the format's authors, states fewer steps than it has."""
    sports: list[Field] = [] if sport is None else [(4, "enum", sport)]
    head: Message = (WORKOUT, [(8, "text", name), (6, "u16", stated_steps), *sports])
    numbered: list[Message] = [(STEP, [(254, "u16", place), *fields]) for place, fields in enumerate(steps)]
    return fit_file([file_id(5), head, *numbered])


def step(
    kind: int, length: int | None, intensity: int = ACTIVE, target: Sequence[Field] = ((3, "enum", NO_TARGET),), name: str = ""
) -> list[Field]:
    """`length` in the unit of the file: milliseconds or centimetres."""
    lengths: list[Field] = [] if length is None else [(2, "u32", length)]
    names: list[Field] = [(0, "text", name)] if name else []
    return [*names, (1, "enum", kind), *lengths, *target, (7, "enum", intensity)]


def repeat(first: int, rounds: int) -> list[Field]:
    return [(1, "enum", REPEAT), (2, "u32", first), (3, "enum", NO_TARGET), (4, "u32", rounds), (7, "enum", ACTIVE)]


def own_range(kind: int, low: int, high: int) -> list[Field]:
    """A target that is a range of its own and no zone."""
    return [(3, "enum", kind), (4, "u32", 0), (5, "u32", low), (6, "u32", high)]


def track_workout() -> bytes:
    """Warm up 2 km, 8 x 400 m at 4:00 to 4:10 per km with 90 s easy, cool down until the button is pressed."""
    pace = own_range(SPEED, 4000, 4167)
    return workout(
        [
            step(DISTANCE, 200_000, WARMUP, [(3, "enum", HEART_RATE), (4, "u32", 2)]),
            step(DISTANCE, 40_000, ACTIVE, pace, "fast"),
            step(TIME, 90_000, REST),
            repeat(1, 8),
            step(OPEN, None, COOLDOWN),
        ]
    )


def session(started: datetime, seconds: int, sport: int = RUNNING, metres: int | None = None, more: Sequence[Field] = ()) -> Message:
    fields: list[Field] = [
        (253, "u32", stamp(started) + seconds),
        (2, "u32", stamp(started)),
        (5, "enum", sport),
        (8, "u32", seconds * 1000),
    ]
    return SESSION, [*fields, *([] if metres is None else [(9, "u32", metres * 100)]), *more]


def local_clock(ended: datetime, hours: int) -> Message:
    """The message in which the device tells both of its clocks."""
    return ACTIVITY, [(253, "u32", stamp(ended)), (5, "u32", stamp(ended + timedelta(hours=hours)))]


def records(started: datetime, seconds: int, metres: int, every: int = 30) -> list[Message]:
    count = seconds // every
    return [
        (RECORD, [(253, "u32", stamp(started) + n * every), (5, "u32", metres * 100 * n // count), (3, "u8", 150)])
        for n in range(count + 1)
    ]


def recording(*, rpe: int | None = 70, feel: int | None = 25, hours: int = 1) -> bytes:
    """A run of 50 minutes and 10 km in the evening, with what the athlete entered afterwards."""
    entered: list[Field] = [(16, "u8", 152)]
    entered += [] if feel is None else [(192, "u8", feel)]
    entered += [] if rpe is None else [(193, "u8", rpe)]
    messages = [file_id(4), *records(BEGAN, 3000, 10_000), session(BEGAN, 3000, metres=10_000, more=entered)]
    return fit_file([*messages, local_clock(BEGAN + timedelta(seconds=3000), hours)])
