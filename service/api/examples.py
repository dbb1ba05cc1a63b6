"""Small documents shown in the OpenAPI document; tests send them."""

from __future__ import annotations

from typing import Any

from service.api.problems import PROBLEM_TYPES, TYPE_PREFIX

REQUEST_EXAMPLE: dict[str, Any] = {
    "schema": "adjust-request/1",
    "now": "2026-03-04T19:00:00+01:00",
    "plan": {
        "schema": "plan/1",
        "name": "10 km, week 5",
        "timezone": "Europe/Vienna",
        "sessions": [
            {
                "id": "s-1",
                "date": "2026-03-03",
                "sport": "run",
                "kind": "interval",
                "planned": {"duration_s": 3600},
                "rpe": 7,
                "priority": "key",
            },
            {"id": "s-2", "date": "2026-03-04", "sport": "run", "kind": "easy", "planned": {"duration_s": 2700}, "rpe": 3},
            {
                "id": "s-3",
                "date": "2026-03-05",
                "sport": "run",
                "kind": "tempo",
                "planned": {"duration_s": 3000},
                "rpe": 7,
                "priority": "key",
            },
            {"id": "s-4", "date": "2026-03-07", "sport": "run", "kind": "easy", "planned": {"duration_s": 2400}, "rpe": 3},
            {
                "id": "s-5",
                "date": "2026-03-08",
                "sport": "run",
                "kind": "long",
                "planned": {"duration_s": 6300},
                "rpe": 4,
                "priority": "key",
            },
        ],
    },
    "athlete": {"ref": "a-17", "timezone": "Europe/Vienna", "training_age_months": 60, "cross_training": ["bike"]},
    "reports": [
        {"schema": "report/1", "id": "r-1", "observed_at": "2026-03-04T08:30:00+01:00", "is_run": True, "heaviness": 7, "timing": "whole"}
    ],
}

PROBLEM_EXAMPLE: dict[str, Any] = {
    "type": TYPE_PREFIX + "bad-input",
    "title": PROBLEM_TYPES["bad-input"].title,
    "status": 422,
    "detail": "body: /plan/sessions/3/date: date must be a date written YYYY-MM-DD, without a time",
    "instance": "urn:uuid:0b6a4f0e-6f0c-4c39-9a53-0f3d0f4f8f5e",
    "errors": [
        {"pointer": "/plan/sessions/3/date", "code": "bad-date", "detail": "date must be a date written YYYY-MM-DD, without a time"}
    ],
}
