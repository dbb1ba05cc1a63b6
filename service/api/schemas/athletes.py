"""An athlete, in and out."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field

from service.api.schemas.out import Out
from service.documents.athlete import RequestAthlete
from service.documents.base import CLEAN, Flag, Identifier, Instant, KeptName, Part, Zone
from service.store.repositories.athletes import AthleteRecord
from service.usecases.athletes import AthleteFacts

Email = Annotated[str, Field(strict=True, max_length=320, pattern=r"^[^@\s\x00-\x1F\x7F-\x9F]+@[^@\s\x00-\x1F\x7F-\x9F]+$")]


class AutoApply(Part):
    """Within these limits a proposal is accepted by itself; never with a gate, a red flag or in race week."""

    max_level: Annotated[int, Field(strict=True, ge=1, le=3)] = 2
    max_changes: Annotated[int, Field(strict=True, ge=1, le=50)] = 3
    max_load_cut_pct: Annotated[int, Field(strict=True, ge=0, le=100)] = 30
    keep_key_sessions: Flag = True


class Consent(Part):
    """That the athlete agreed to their health reports being kept, and to which text."""

    version: Annotated[str, Field(strict=True, min_length=1, max_length=64), CLEAN]
    given_at: Instant
    withdrawn_at: Instant | None = None


class AthleteIn(Part):
    name: KeptName
    timezone: Zone
    email: Email | None = None
    profile: RequestAthlete = Field(default_factory=RequestAthlete)
    auto_apply: AutoApply | None = None
    policy: Identifier | None = None
    consent: Consent | None = None

    def facts(self) -> AthleteFacts:
        consent = self.consent
        return AthleteFacts(
            name=self.name,
            timezone=self.timezone,
            email=self.email,
            profile=self.profile.model_dump_json(),
            auto_apply=None if self.auto_apply is None else self.auto_apply.model_dump_json(),
            policy_name=self.policy,
            consent_version=None if consent is None else consent.version,
            consent_given_at=None if consent is None else consent.given_at,
            consent_withdrawn_at=None if consent is None else consent.withdrawn_at,
        )


class NewAthlete(AthleteIn):
    ref: Annotated[str, Field(strict=True, min_length=1, max_length=128), CLEAN] | None = None


class AthleteOut(Out):
    id: str
    ref: str | None
    name: str
    timezone: str
    email: str | None
    profile: RequestAthlete
    auto_apply: AutoApply | None
    policy: str | None
    consent: Consent | None
    current_plan_id: str | None
    version: int
    created_at: Instant
    updated_at: Instant

    @classmethod
    def of(cls, record: AthleteRecord) -> Self:
        consent = record.consent_version and Consent(
            version=record.consent_version, given_at=record.consent_given_at, withdrawn_at=record.consent_withdrawn_at
        )
        return cls.like(
            record,
            profile=RequestAthlete.model_validate_json(record.profile),
            auto_apply=None if record.auto_apply is None else AutoApply.model_validate_json(record.auto_apply),
            policy=record.policy_name,
            consent=consent or None,
        )


class AthleteList(Part):
    items: list[AthleteOut]
    next_cursor: str | None
