"""A small body for every operation that takes one, by the name of its model; shown in the specification and sent by tests."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from service.api.examples import REQUEST_EXAMPLE

ATHLETE: dict[str, Any] = {
    "name": "Eva Muster",
    "timezone": "Europe/Vienna",
    "email": "eva@example.org",
    "profile": {"training_age_months": 60, "goal": "race", "cross_training": ["bike"]},
    "consent": {"version": "2026-01", "given_at": "2026-01-10T08:00:00+01:00"},
}
REPORT: dict[str, Any] = {
    "schema": "report/1",
    "id": "r-1",
    "observed_at": "2026-03-04T08:30:00+01:00",
    "is_run": True,
    "heaviness": 7,
    "timing": "whole",
}
COACH: dict[str, Any] = {"name": "Ada Muster", "timezone": "Europe/Vienna", "email": "ada@example.org", "digest_at": "06:00"}
ENDPOINT: dict[str, Any] = {"url": "https://club.example/adjuster", "events": ["adjustment.proposed", "referral.raised"]}

BODY_EXAMPLES: Mapping[str, Any] = {
    "AdjustRequestDocument": REQUEST_EXAMPLE,
    "NewAthlete": ATHLETE | {"ref": "a-17"},
    "AthleteIn": ATHLETE,
    "PlanDocument": REQUEST_EXAMPLE["plan"],
    "EditsDocument": {
        "operations": [{"op": "move", "session_id": "s-4", "to": "2026-03-06"}],
        "note": "She travels on Saturday.",
    },
    "RevertIn": {"to_version": 1, "note": "Back to what we had."},
    "CompletionDocument": {"status": "done", "duration_s": 3540, "rpe": 6},
    "ReportDocument": REPORT,
    "BatchIn": {"items": [{"athlete_ref": "a-17", "report": REPORT}]},
    "AcceptIn": {"message": "Two easy days, then we look again."},
    "RejectIn": {"reason": "The legs were heavy from the move, not from training."},
    "ResolveIn": {"pins": [{"session_id": "s-5", "date": "2026-03-08"}]},
    "WhyNotPart": {"session_id": "s-3", "date": "2026-03-06"},
    "WhyNotRequest": {"session_id": "s-3", "date": "2026-03-06", "request": REQUEST_EXAMPLE},
    "OverrideIn": {"scope": "level", "value": 1, "reason": "Seen at the track: light legs.", "expires_on": "2026-03-10"},
    "ClearanceDocument": {"by": "Dr Muster", "date": "2026-03-04", "note": "Examined, nothing found."},
    "MessageIn": {"words": "Slept well, the legs are better."},
    "PolicyIn": {"numbers": {}},
    "CoachIn": COACH,
    "CoachChange": COACH | {"active": True},
    "DeputyIn": {"deputy_id": "coach_019cba01b500725aa5a45bc7b4b8f2a1", "from_date": "2026-03-05", "until_date": "2026-03-12"},
    "KeyIn": {
        "name": "watch importer",
        "permissions": ["reports:write"],
        "coach_id": "coach_019cba01b500725aa5a45bc7b4b8f2a1",
        "expires_at": "2027-03-04T00:00:00Z",
    },
    "EndpointIn": ENDPOINT,
    "EndpointChange": ENDPOINT | {"enabled": True},
    "HookIn": {"provider": "standard"},
    "SecretIn": {"signing": "whsec_bm90IGEgcmVhbCBzZWNyZXQsIG9ubHkgYW4gZXhhbXBsZQ=="},
    "ConsentIn": {"provider": "strava"},
    "KeepIn": {"keep": "ours"},
    "PlatformKeyIn": {"provider": "intervals_icu", "key": "not-a-real-key"},
}
