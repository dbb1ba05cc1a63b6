"""A unit of work is done whole or not at all, and nobody overwrites what somebody else has changed."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from service.errors import Stale
from service.store.repositories.base import Page
from service.store.repositories.plans import NewVersion
from service.store.tables import Origin
from service.usecases.services import Services
from tests.support.services import Club


def version(words: bytes, origin: Origin = Origin.EDIT) -> NewVersion:
    return NewVersion("plan", origin, words, words)


def a_plan(services: Services, club: Club) -> tuple[str, str]:
    with services.store.writing(club.office) as work:
        athlete = work.athletes.create(name="Eva", timezone="UTC", profile="{}")
        return athlete.id, work.plans.create(athlete.id, version(b"one", Origin.IMPORT)).id


def test_an_error_undoes_everything_of_the_block(services: Services, club: Club) -> None:
    with pytest.raises(RuntimeError), services.store.writing(club.office) as work:
        work.athletes.create(name="Eva", timezone="UTC", profile="{}")
        raise RuntimeError
    with services.store.reading(club.office) as work:
        assert work.athletes.list(Page()) == []


def test_versions_are_added_and_old_ones_stay(services: Services, club: Club) -> None:
    _, plan_id = a_plan(services, club)
    with services.store.writing(club.office) as work:
        work.plans.add_version(work.plans.get(plan_id), version(b"two"))
    with services.store.reading(club.office) as work:
        assert [work.plans.version(plan_id, v.number).document for v in work.plans.versions(plan_id)] == [b"two", b"one"]
        assert work.plans.get(plan_id).document == b"two"


def test_of_two_who_change_the_same_plan_the_second_is_told(services: Services, club: Club) -> None:
    _, plan_id = a_plan(services, club)
    with services.store.reading(club.office) as work:
        seen_by_both = work.plans.get(plan_id)
    with services.store.writing(club.office) as work:
        work.plans.add_version(seen_by_both, version(b"two"))
    with pytest.raises(Stale), services.store.writing(club.office) as work:
        work.plans.add_version(seen_by_both, version(b"other two"))
    with services.store.reading(club.office) as work:
        assert len(work.plans.versions(plan_id)) == 2


def test_what_was_done_counts_a_revision_and_no_version(services: Services, club: Club) -> None:
    _, plan_id = a_plan(services, club)
    with services.store.writing(club.office) as work:
        work.plans.record_completion(work.plans.get(plan_id), "s-1", "completed", '{"rpe": 5}', b"one, done")
    with services.store.reading(club.office) as work:
        plan = work.plans.get(plan_id)
        assert (plan.version, plan.revision, plan.document) == (1, 2, b"one, done")
        assert work.plans.completions(plan_id)["s-1"].completed == '{"rpe": 5}'


def test_an_audit_entry_that_was_changed_is_found(services: Services, club: Club) -> None:
    with services.store.writing(club.office) as work:
        for name in ("a", "b", "c"):
            work.audit.note("read", name)
        assert work.audit.broken_at() is None
        third = work.audit.list()[1].sequence
        work.session.execute(text(f"UPDATE audit SET actor = 'somebody else' WHERE sequence = {third}"))
        assert work.audit.broken_at() == third


def test_an_erased_athlete_takes_everything_along_and_leaves_a_mark(services: Services, club: Club) -> None:
    athlete_id, plan_id = a_plan(services, club)
    with services.store.writing(club.office) as work:
        work.reports.add_report(athlete_id, id="rep_1", ref="r", observed_at=services.clock(), withdrawn=False, document="{}")
        work.athletes.erase(athlete_id, 1)
    with services.store.reading(club.office) as work:
        left = {
            name: work.session.execute(text(f"SELECT count(*) FROM {name}")).scalar_one()
            for name in ("athletes", "plans", "plan_versions", "reports", "tombstones")
        }
    assert left == {"athletes": 0, "plans": 0, "plan_versions": 0, "reports": 0, "tombstones": 1}
    assert plan_id
