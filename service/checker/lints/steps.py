"""Warming up and cooling down, where the plan says how long."""

from __future__ import annotations

from collections.abc import Iterator

from service.checker.lints.reading import Reading, Spot, day_name


def warm_up(reading: Reading) -> Iterator[Spot]:
    """Runs that start too abruptly: hard ones need more than easy ones."""
    numbers, policy = reading.policy.lints, reading.policy
    for run in reading.runs:
        if run.warmup_min is None or run.is_race:
            continue
        rows: list[str] = []
        needed = numbers.warmup_hard_minutes if run.hard else numbers.warmup_easy_minutes
        if policy.on("S0-06") and run.warmup_min < needed:
            rows.append("S0-06")
        if policy.on("S4-02") and run.hard and run.warmup_min < numbers.warmup_least_hard_minutes:
            rows.append("S4-02")
            needed = needed if "S0-06" in rows else numbers.warmup_least_hard_minutes
        if rows:
            text = f"{day_name(run.date)}: {run.warmup_min:g} minutes of walking and slow jogging before it; {needed} are sensible."
            yield Spot(text, run.date, run.date, (run.id,), tuple(rows))


def cool_down(reading: Reading) -> Iterator[Spot]:
    """Hard and long runs that end without some easy minutes."""
    policy, least = reading.policy, reading.policy.lints.cooldown_minutes
    for run in reading.runs:
        long = reading.is_long(run)
        if run.cooldown_min is None or run.is_race or not (run.hard or long) or run.cooldown_min >= least:
            continue
        rows = tuple(row for row, speaks in (("S0-23", long), ("S3-12", True)) if speaks and policy.on(row))
        if rows:
            text = f"{day_name(run.date)}: {run.cooldown_min:g} easy minutes at the end; {least} or more help the next run."
            yield Spot(text, run.date, run.date, (run.id,), rows)
