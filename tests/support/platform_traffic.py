"""Athletes with plans, and a platform that tells of their heavy legs at a steady rate.

Messages are signed, and are sent when they are due whether or not earlier ones were answered: a server that falls behind is not
spared.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Engine, text

from service.kit.clock import system_clock
from service.platforms.standard.signing import headers_for, new_secret
from service.store.engine import reading, see_all_tenants
from service.store.repositories.plans import NewVersion
from service.store.tables import Origin
from service.store.tenancy import Scope
from service.usecases.demo.club import found_club
from service.usecases.platforms.hooks import HookSecretsGiven, create_hook
from service.usecases.services import Services
from tests.support.services import SteppingClock, services_on

HOST = "127.0.0.1"
CLUBS = 10
TEMPLATE = "demo-runner"
"""Half marathon in kilometres; two heavy runs in a row change some of the days ahead."""
PROPOSALS = text(
    "SELECT a.org_id, a.ref, min(p.created_at) FROM athletes a JOIN adjustments p ON p.athlete_id = a.id GROUP BY a.org_id, a.ref"
)


@dataclass(frozen=True)
class Club:
    """A hook address with its secret, and the athletes of whom it tells."""

    org_id: str
    path: str
    secret: str
    athletes: Sequence[str]


@dataclass(frozen=True)
class Message:
    club: Club
    athlete: str
    id: str

    @property
    def whose(self) -> str:
        """As `proposals` names them."""
        return f"{self.club.org_id}/{self.athlete}"

    def as_bytes(self) -> bytes:
        """A whole request: heavy legs of this moment."""
        now = system_clock()
        report = {"observed_at": now.isoformat(), "is_run": True, "heaviness": 7, "timing": "whole", "runs_heavy_in_row": 2}
        told = {"type": "report.submitted", "timestamp": now.isoformat(), "data": {"athlete_ref": self.athlete, "report": report}}
        body = json.dumps(told).encode()
        headers = {
            "Host": HOST, "Content-Type": "application/json", "Content-Length": str(len(body)),
            **headers_for([self.club.secret], self.id, now, body),
        }  # fmt: skip
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        return f"POST {self.club.path} HTTP/1.1\r\n{lines}\r\n".encode() + body


def filled(url: str, athletes: int) -> list[Club]:
    """Clubs with so many athletes in all, each with a plan of these days."""
    services = services_on(url, clock=SteppingClock(system_clock()))
    clubs = [_club(services, max(athletes // CLUBS, 1)) for _ in range(min(CLUBS, athletes))]
    services.store.engine.dispose()
    return clubs


def _club(services: Services, athletes: int) -> Club:
    demo = found_club(services)
    scope = Scope(demo.org_id, "bench", services.clock().date(), sees_all=True)
    refs = with_athletes(services, scope, demo.athlete_ids[TEMPLATE], athletes)
    secret = new_secret()
    hook = create_hook(services, scope, "standard", HookSecretsGiven(signing=secret))
    return Club(demo.org_id, f"/v1/hooks/standard/{hook.key}", secret, refs)


def with_athletes(services: Services, scope: Scope, template_id: str, count: int) -> list[str]:
    """New athletes, each with the plan of the template; the names that a sender knows them by."""
    refs = [f"athlete-{number}" for number in range(count)]
    with services.store.writing(scope) as work:
        template = work.athletes.get(template_id)
        assert template.current_plan_id is not None
        plan = work.plans.get(template.current_plan_id)
        version = NewVersion(plan.name, Origin.IMPORT, plan.document, plan.document)
        for ref in refs:
            athlete = work.athletes.create(name=ref, timezone=template.timezone, profile=template.profile, ref=ref)
            work.athletes.follow(athlete.id, work.plans.create(athlete.id, version).id)
    return refs


def messages(clubs: Sequence[Club], count: int, run: str) -> list[Message]:
    """The clubs take turns, and the athletes of each."""
    rows = zip(*(club.athletes for club in clubs), strict=True)
    turns = [turn for row in rows for turn in zip(clubs, row, strict=True)]
    return [Message(*turns[number % len(turns)], id=f"{run}-{number}") for number in range(count)]


@dataclass(frozen=True)
class Sent:
    """When the first message was due, and of each, in their order, the seconds from when it was due until it was answered."""

    began_at: datetime
    took_s: Sequence[float]


async def send(port: int, due: Sequence[Message], per_s: float) -> Sent:
    """Each on a connection of its own; every answer has to be 2xx."""
    began_at, began = system_clock(), time.perf_counter()
    under_way = []
    for number, message in enumerate(due):
        at = began + number / per_s
        await asyncio.sleep(max(0.0, at - time.perf_counter()))
        under_way.append(asyncio.create_task(_sent(port, message, at)))
    return Sent(began_at, await asyncio.gather(*under_way))


async def _sent(port: int, message: Message, due: float) -> float:
    reader, writer = await asyncio.open_connection(HOST, port)
    writer.write(message.as_bytes())
    head = await reader.readuntil(b"\r\n\r\n")
    took_s = time.perf_counter() - due
    assert head.startswith(b"HTTP/1.1 2"), head
    writer.close()
    return took_s


def proposals(engine: Engine) -> dict[str, datetime]:
    """When each athlete, by the name that their platform has for them, first had a proposal in the inbox."""
    with reading(engine, None) as session:
        see_all_tenants(session)
        rows = session.execute(PROPOSALS).all()
    return {f"{org_id}/{ref}": _instant(at) for org_id, ref, at in rows}


def _instant(kept: datetime | str) -> datetime:
    """SQLite keeps text, in UTC."""
    return kept if isinstance(kept, datetime) else datetime.fromisoformat(kept).replace(tzinfo=UTC)


def quantile(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]
