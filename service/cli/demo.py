"""`adjuster serve --demo`: a club, a key and a platform to try everything out on, made anew at each start."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import typer

from service.bootstrap import build_services, prepare_database, read_settings
from service.kit.clock import system_clock
from service.settings import Settings
from service.usecases.demo.club import UNDATED, found_club, report_of_today, start_of_undated
from service.usecases.demo.platform import PROVIDER, connect_runner, demo_platform
from service.usecases.services import Services

FOLDER = Path("data") / "demo"


@contextmanager
def demo(host: str | None, port: int | None) -> Iterator[tuple[Settings, Services]]:
    """Settings and services of the demo, while the block lasts. What an earlier demo left is removed first."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob("demo.db*"):
        old.unlink()
    first = read_settings(host=host, port=port)
    with demo_platform(system_clock, port=first.port + 1 if first.port else 0) as (platform, platform_url):
        api_url = f"http://{first.host}:{first.port}"
        settings = read_settings(
            host=host, port=port, database_url=f"sqlite:///{FOLDER}/demo.db", public_url=api_url, webhooks_anywhere=True,
            platforms={PROVIDER: {"client_id": "demo", "client_secret": "demo", "base_url": platform_url}},
        )  # fmt: skip
        prepare_database(settings)
        services = build_services(settings)
        club = found_club(services)
        connect_runner(services, club, platform, api_url=api_url, platform_url=platform_url)
        _write_files(services, club.token, api_url, platform_url)
        typer.echo(_welcome(club.token, api_url, platform_url))
        yield settings, services


def _write_files(services: Services, token: str, api_url: str, platform_url: str) -> None:
    """What the examples of the README use."""
    start = start_of_undated(services.clock().date())
    lines = {"API": f"{api_url}/v1", "AUTH": f"Authorization: Bearer {token}", "START": start.isoformat(), "ICU": f"{platform_url}/demo"}
    (FOLDER / "env.sh").write_text("".join(f"{name}='{value}'\n" for name, value in lines.items()))
    (FOLDER / "report.json").write_text(json.dumps(report_of_today(services), indent=2) + "\n")


def _welcome(token: str, api_url: str, platform_url: str) -> str:
    return (
        f"Demo club with three athletes; everything is made anew at the next start.\n\n"
        f"  API        {api_url}/v1   (reference: {api_url}/docs)\n"
        f"  key        {token}\n"
        f"  platform   {platform_url}/demo/calendar   stands in for intervals.icu\n\n"
        f'In another terminal:  . {FOLDER}/env.sh && curl -s "$API/athletes" -H "$AUTH"\n'
        f"The README walks from there; plans/{UNDATED} is the plan that it uploads.\n"
    )
