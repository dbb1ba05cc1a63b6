"""Whatever callers do and in whatever order: one plan version counts, none is lost, and no stale proposal is ever accepted."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule, run_state_machine_as_test
from starlette.testclient import TestClient

from service.api.app import create_app
from service.api.body import BodyLimits
from tests.api.test_athletes import taken_in
from tests.support.coached import GOOD_LEGS, Coached, QuickPool, keys_of
from tests.support.databases import sqlite_url
from tests.support.plain import Json
from tests.support.services import SteppingClock, a_club, services_on

STEPS, RUNS = 12, 4
DECIDED = {"accepted", "rejected", "superseded", "expired"}


class LifeOfProposals(RuleBasedStateMachine):
    """One coach, one athlete, one worker."""

    migrated: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        shutil.copy(self.migrated, self.folder / "life.db")
        clock = SteppingClock()
        self.services = services_on(sqlite_url(self.folder / "life.db"), clock=clock, pool=QuickPool())
        club = a_club(self.services)
        self.client = TestClient(create_app(self.services, BodyLimits(1_000_000, 5.0)), raise_server_exceptions=False)
        self.client.__enter__()
        self.coached = Coached(self.client, self.services, clock, club, club.tokens[0], taken_in(self.client, club.tokens[0])["id"])
        self.coached.upload()
        self.versions = 1
        self.seen: dict[str, Json] = {}
        self.reports: list[str] = []

    def teardown(self) -> None:
        self.client.__exit__(None, None, None)
        self.services.store.engine.dispose()
        shutil.rmtree(self.folder)

    @initialize()
    def first_report(self) -> None:
        self.report(heaviness=6)

    @rule(heaviness=st.integers(0, 8))
    def report(self, heaviness: int) -> None:
        instant = self.coached.clock().isoformat()
        said = GOOD_LEGS | {"heaviness": heaviness, "timing": "whole", "observed_at": instant}
        self.reports.append(self.coached.report(**said)["id"])
        self.coached.work_off()
        self._look()

    @precondition(lambda self: self.reports)
    @rule(data=st.data())
    def withdraw(self, data: st.DataObject) -> None:
        id = data.draw(st.sampled_from(self.reports))
        answer = self.coached.call("POST", f"/athletes/{self.coached.athlete_id}/reports/{id}/withdraw")
        assert answer.status_code in (200, 202)
        self.coached.work_off()
        self._look()

    @rule(days=st.integers(1, 2))
    def edit_the_plan(self, days: int) -> None:
        path = f"/plans/{self.coached.plan_id}"
        tag = int(self.coached.call("GET", path).headers["etag"].strip('"'))
        edit = {"operations": [{"op": "shift", "from": "2026-04-06", "until": "2026-04-07", "days": days}]}
        answer = self.coached.call("POST", f"{path}/edits", tag=tag, json=edit)
        if answer.status_code == 200:
            self.versions += 1
        # The coach does not look: what they saw is stale from now on.

    @precondition(lambda self: self.waiting)
    @rule()
    def accept(self) -> None:
        self._decide(self.seen[self.waiting or ""], "accept")

    @precondition(lambda self: self.waiting)
    @rule(data=st.data())
    def accept_some(self, data: st.DataObject) -> None:
        proposal = self.seen[self.waiting or ""]
        keys = keys_of(proposal)
        wanted = data.draw(st.lists(st.sampled_from(keys), min_size=1, unique=True)) if keys else None
        self._decide(proposal, "accept", accept=wanted)

    @precondition(lambda self: self.waiting)
    @rule()
    def reject(self) -> None:
        self._decide(self.seen[self.waiting or ""], "reject", reason="Not now.")

    @precondition(lambda self: self.seen)
    @rule(data=st.data(), verb=st.sampled_from(["accept", "reject"]))
    def decide_what_was_seen_before(self, data: st.DataObject, verb: str) -> None:
        proposal = self.seen[data.draw(st.sampled_from(sorted(self.seen)))]
        self._decide(proposal, verb, **({"reason": "Not now."} if verb == "reject" else {}))

    @rule(hours=st.sampled_from([1, 14]))
    def pass_time(self, hours: int) -> None:
        self.coached.clock.pass_by(hours=hours)

    @invariant()
    def one_version_counts_and_each_stands_on_the_one_before(self) -> None:
        numbers = [item["number"] for item in self.coached.get(f"/plans/{self.coached.plan_id}/versions")["items"]]
        assert numbers == list(range(self.versions, 0, -1))

    @invariant()
    def one_proposal_waits_at_most_and_it_is_about_the_plan_as_it_is(self) -> None:
        waiting = self.coached.inbox()
        assert len(waiting) <= 1
        assert all(item["plan_version"] == self.versions for item in waiting)

    @invariant()
    def each_version_of_ours_is_that_of_one_accepted_proposal(self) -> None:
        accepted = [item["resulting_version"] for item in self.coached.inbox("?status=accepted&order=newest")]
        numbers = [number for number in accepted if number is not None]
        assert len(numbers) == len(set(numbers))
        assert all(number <= self.versions for number in numbers)

    @invariant()
    def the_audit_is_whole(self) -> None:
        self.coached.audit()

    @property
    def waiting(self) -> str | None:
        """The proposal that waits, as far as the coach has looked."""
        return next((id for id, proposal in reversed(self.seen.items()) if proposal["status"] == "proposed"), None)

    def _look(self) -> None:
        for id in [*self.seen, *(item["id"] for item in self.coached.inbox())]:
            known = self.seen.get(id)
            if known is None or known["status"] == "proposed":
                self.seen[id] = self.coached.get(f"/adjustments/{id}")

    def _decide(self, proposal: Json, verb: str, **body: Any) -> None:
        """As a coach who looks at what they saw some time ago."""
        now = self.coached.get(f"/adjustments/{proposal['id']}")
        is_open = now["status"] == "proposed"
        answer = self.coached.decide(proposal, verb, **body)
        if not is_open:
            assert now["status"] in DECIDED
            assert answer.status_code in (409, 412)
        elif verb == "accept" and answer.status_code == 200:
            self.versions = answer.json()["adjustment"]["resulting_version"] or self.versions
        else:
            assert answer.status_code in (200, 409)
        self._look()


@pytest.fixture
def machine(migrated_sqlite: Path) -> type[LifeOfProposals]:
    LifeOfProposals.migrated = migrated_sqlite
    return LifeOfProposals


def test_life_of_proposals(machine: type[LifeOfProposals]) -> None:
    few = settings(max_examples=RUNS, stateful_step_count=STEPS, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
    run_state_machine_as_test(machine, settings=few)
