"""The whole way with a worker at work: a report goes into the queue, and a proposal lies in the inbox."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from service.jobs.kinds import JobKind
from service.jobs.records import list_dead, list_open
from service.usecases.services import Services
from service.worker.handlers import AtWork
from tests.jobs.bench import until
from tests.support.coached import SWOLLEN, Coached, keys_of


@pytest.fixture
def at_work(services: Services) -> Iterator[AtWork]:
    work = AtWork(services, 10)
    yield work
    work.stop()


def _is_idle(coached: Coached) -> bool:
    engine = coached.services.store.engine
    return not [record for record in list_open(engine) if record.job.kind is JobKind.ADJUST_PLAN] and not list_dead(engine)


def test_reports_become_a_proposal_and_a_warning_sign_puts_all_on_hold(coached: Coached, at_work: AtWork) -> None:
    coached.report_heavy_week()
    until(lambda: _is_idle(coached))
    coached.clock.pass_by(minutes=1)
    assert len(keys_of(coached.proposal())) >= 1
    asked = coached.call("POST", f"/athletes/{coached.athlete_id}/adjustments", headers={"Prefer": "respond-async"})
    until(lambda: coached.get(f"/operations/{asked.json()['operation']['id']}")["done"])
    coached.clock.pass_by(minutes=1)
    coached.report(**SWOLLEN)
    until(lambda: _is_idle(coached))
    assert coached.proposal()["level"] == 5
    assert coached.events().count("referral.raised") == 1
    coached.audit()
