"""What an operator may set, from the environment (`ADJUSTER_PORT=9000`) or the command line; nothing else is configurable."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "ADJUSTER_"
MOST_BODY_BYTES = 10 * 1024 * 1024
"""Documents are not read beyond this size either."""


class PlatformApp(BaseModel):
    """Our registration with one platform."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    client_id: str = ""
    client_secret: SecretStr = SecretStr("")
    base_url: str | None = None
    """Another address than the platform's own, for trying things out."""
    api_key: SecretStr = SecretStr("")
    """Suunto's subscription key."""


class Settings(BaseSettings):
    """Defaults suit one small machine. A name that is not known stops the start."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="forbid", frozen=True)

    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 8000
    database_url: str = "sqlite:///./data/adjuster.db"
    """SQLite file or PostgreSQL; `adjuster serve` creates and migrates a SQLite file by itself."""
    encryption_keys: list[SecretStr] = Field(default_factory=list)
    """Keys that seal health text at rest, as a JSON list; the first seals, all of them open."""
    calls_per_minute: Annotated[int, Field(ge=1, le=1_000_000)] = 600
    """Of one key, counted in each server process."""
    solves_per_minute: Annotated[int, Field(ge=1, le=1_000_000)] = 60
    """Calls of one organisation that have the solver work."""
    oidc_issuer: str | None = None
    """Issuer whose tokens are accepted beside our own keys; needs the audience and the address of its keys."""
    oidc_audience: str | None = None
    oidc_keys_url: str | None = None
    oidc_organisation_claim: str = "org_id"
    oidc_coach_claim: str = "coach_id"
    oidc_permissions_claim: str = "permissions"
    drain_seconds: Annotated[float, Field(ge=0, le=300)] = 2.0
    """After SIGTERM: how long `/readyz` says 503 before connections are closed, so that a load balancer can look away."""
    public_url: str = "http://127.0.0.1:8000"
    """Where the outside reaches the service: platforms with their messages, athletes coming back from them."""
    coach_pages: Annotated[str | None, Field(pattern=r"^https?://[^\s?#]+$", max_length=500)] = None
    """Where the front end begins in which coaches decide. Letters link to `/inbox` and `/adjustments/<id>` in it; without one they
    say what to look for.
    """
    platforms: dict[str, PlatformApp] = Field(default_factory=dict)
    """Registrations with training platforms by name, as JSON; a platform without one can be neither connected nor written to."""
    webhooks_anywhere: bool = False
    """Let webhooks go to plain http and inner addresses too: for trying things out on one machine."""
    smtp_host: str | None = None
    """Mail server for letters to coaches; none is sent without."""
    smtp_port: Annotated[int, Field(ge=1, le=65535)] = 587
    smtp_security: Literal["starttls", "tls", "none"] = "starttls"
    smtp_user: str | None = None
    smtp_password: SecretStr | None = None
    smtp_sender: str = "adjuster@localhost"
    smtp_seconds: Annotated[float, Field(gt=0, le=300)] = 15.0
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    traces: bool = False
    """Send traces as the standard `OTEL_*` variables say; needs the packages of OpenTelemetry."""
    max_body_bytes: Annotated[int, Field(ge=1_024, le=MOST_BODY_BYTES)] = MOST_BODY_BYTES
    body_seconds: Annotated[float, Field(gt=0, le=600)] = 30.0
    """A request body that has not fully arrived by then is given up."""
    job_drain_seconds: Annotated[int, Field(ge=0, le=600)] = 30
    """Running jobs are given this long when the process is told to stop; what is not finished goes on after the next start."""
    worker_metrics_port: Annotated[int | None, Field(ge=0, le=65535)] = None
    """Where `adjuster worker` serves its figures for Prometheus; nowhere without. 0 takes a free one."""
    worker_metrics_host: str = "127.0.0.1"
    solves_at_once: Annotated[int, Field(ge=1, le=256)] = Field(default_factory=lambda: os.cpu_count() or 1)
    solves_waiting: Annotated[int, Field(ge=0, le=10_000)] = 16
    wait_seconds: Annotated[float, Field(gt=0, le=600)] = 5.0
    """A request that found no free worker by then is answered 503."""
    solve_seconds: Annotated[float, Field(gt=0, le=600)] = 20.0
    """Wall limit of one request; the worker that overruns it is killed."""
    worker_memory_mb: Annotated[int, Field(ge=512, le=1_000_000)] = 4096
    """Address space of one worker process."""


def unknown_names(environment: Mapping[str, str]) -> list[str]:
    """Variables that look like settings and are none: a typing error must not pass as a default."""
    known = {f"{PREFIX}{name}".upper() for name in Settings.model_fields}
    return sorted(name for name in environment if name.upper().startswith(PREFIX) and name.upper() not in known)
