from __future__ import annotations

import threading

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from service.errors import BadInput
from service.jobs import records
from service.jobs.engine import ALARMING, JobEngine
from service.jobs.enqueuing import put
from service.jobs.job import MOST_ATTEMPTS, GivenUp, Job
from service.jobs.kinds import JobKind
from service.kit.clock import system_clock
from service.store.engine import reading, writing
from tests.jobs.bench import Bench, until

ADD = text("INSERT INTO organisations (id, name, created_at) VALUES (:id, 'x', '2026-03-04')")


def organisations(bench: Bench) -> set[str]:
    with reading(bench.engine, None) as session:
        return set(session.execute(text("SELECT id FROM organisations")).scalars())


def fails(*_ids: str) -> None:
    raise RuntimeError("legs like lead")


def test_a_job_is_done_with_its_ids(working: Bench) -> None:
    id = working.put("plain", "second")
    until(lambda: working.status(id) == "SUCCESS")
    assert working.done.count(("plain", "second")) == 1


def test_a_job_that_fails_is_tried_again_and_its_words_are_not_kept(working: Bench, caplog: pytest.LogCaptureFixture) -> None:
    attempts = iter([True, False])

    def shaky(*_ids: str) -> None:
        if next(attempts):
            fails()

    working.does["shaky"] = shaky
    first = working.put("shaky", key="shaky")
    until(lambda: working.status(first.replace("1.1", "1.2")) == "SUCCESS")
    assert working.status(first) == "SUCCESS"
    assert "RuntimeError in fails" in caplog.text
    assert "legs like lead" not in working.everything_kept() + caplog.text


def test_a_job_that_is_given_up_is_dead_until_somebody_takes_it_up_again(working: Bench) -> None:
    def gives_up(*_ids: str) -> None:
        raise GivenUp("legs like lead")

    working.does["hopeless"] = gives_up
    id = working.put("hopeless")
    until(lambda: working.is_over(id))
    [dead] = records.list_dead(working.engine)
    assert (dead.job.id, dead.state) == (id, "failed")
    assert dead.reason is not None
    assert dead.reason.startswith("job-given-up: GivenUp in gives_up")
    assert "legs like lead" not in working.everything_kept()

    del working.does["hopeless"]
    again = records.retry(working.engine, id)
    until(lambda: working.status(again.id) == "SUCCESS")
    assert records.list_dead(working.engine) == []


def test_the_last_attempt_that_fails_is_a_dead_job(working: Bench) -> None:
    working.does["broken"] = fails
    job = Job(JobKind.SEND_NOTIFICATION, ("broken",), "broken", attempt=MOST_ATTEMPTS)
    with writing(working.engine, None) as session:
        put(session, job, 0)
    until(lambda: working.is_over(job.id))
    assert [record.job for record in records.list_dead(working.engine)] == [job]
    del working.does["broken"]
    records.retry(working.engine, job.id)


def test_people_hear_of_a_job_that_fails_again_and_again_and_of_one_that_is_dead(working: Bench) -> None:
    working.does["stubborn"] = working.does["cannot be told"] = fails
    jobs = {
        (name, attempt): Job(JobKind.SEND_NOTIFICATION, (name, str(attempt)), f"{name}-{attempt}", attempt=attempt)
        for name, attempt in (("stubborn", 1), ("stubborn", ALARMING), ("cannot be told", ALARMING), ("stubborn", MOST_ATTEMPTS))
    }
    with writing(working.engine, None) as session:
        for job in jobs.values():
            put(session, job, 0)
    until(lambda: all(working.is_over(job.id) for job in jobs.values()))
    assert {ids for ids in working.told if ids[0] != "broken"} == {
        ("stubborn", str(ALARMING)),
        ("cannot be told", str(ALARMING)),
        ("stubborn", str(MOST_ATTEMPTS)),
    }
    again = {record.job.key for record in records.list_open(working.engine)}
    assert again >= {"stubborn-1", f"stubborn-{ALARMING}", f"cannot be told-{ALARMING}"}
    records.retry(working.engine, jobs["stubborn", MOST_ATTEMPTS].id)
    working.does.clear()


def test_taking_up_a_job_that_is_not_dead_is_refused(working: Bench) -> None:
    with pytest.raises(BadInput, match="adjuster jobs dead"):
        records.retry(working.engine, "adjust-plan:nobody:1.1")


def test_all_dead_jobs_are_taken_up_however_many_there_are(resting: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "PAGE", 2)
    ids = [resting.put(name, key=name) for name in ("one", "two", "three")]
    with writing(resting.engine, None) as session:
        session.execute(text(f"UPDATE {resting.queue_table} SET status = 'ERROR'"))
    taken_up = dict(records.retry_all(resting.engine))
    assert [taken_up[id].id for id in ids] == [id.replace(":1.1", ":2.1") for id in ids]
    assert records.list_dead(resting.engine) == []
    with pytest.raises(BadInput, match="no dead job"):
        records.retry(resting.engine, ids[0])


def test_what_a_handler_hands_back_is_saved_with_the_end_of_the_job(working: Bench) -> None:
    def hands_back(*_ids: str) -> object:
        return lambda session: session.execute(ADD, {"id": "saved"}) and None

    working.does["saves"] = hands_back  # type: ignore[assignment]
    id = working.put("saves")
    until(lambda: working.status(id) == "SUCCESS")
    assert "saved" in organisations(working)


def test_a_save_that_fails_leaves_nothing_and_is_tried_again(working: Bench) -> None:
    tries: list[str] = []

    def save(session: Session) -> None:
        tries.append("once")
        session.execute(ADD, {"id": f"try-{len(tries)}"})
        if len(tries) == 1:
            session.execute(ADD, {"id": "try-1"})

    working.does["clashes"] = lambda *_: save
    first = working.put("clashes", key="clashes")
    until(lambda: working.status(first.replace("1.1", "1.2")) == "SUCCESS")
    assert {id for id in organisations(working) if id.startswith("try-")} == {"try-2"}


@pytest.mark.parametrize("kind", [JobKind.ADJUST_PLAN, JobKind.PUBLISH_PLAN])
def test_of_one_athlete_and_of_one_calendar_one_job_runs_at_a_time(working: Bench, kind: JobKind) -> None:
    lock, done = threading.Lock(), []

    def alone(_name: str, number: str) -> None:
        assert lock.acquire(blocking=False)
        threading.Event().wait(0.05)
        done.append(number)
        lock.release()

    working.does["alone"] = alone
    ids = [working.put("alone", str(n), kind=kind, of="one") for n in range(4)]
    until(lambda: all(working.is_over(id) for id in ids))
    assert sorted(done) == ["0", "1", "2", "3"]


def test_jobs_of_two_athletes_run_side_by_side(working: Bench) -> None:
    together = threading.Barrier(2, timeout=120)

    def meets(*_ids: str) -> None:
        together.wait()

    working.does["together"] = meets
    ids = [working.put("together", of=athlete) for athlete in ("one", "two")]
    until(lambda: all(working.is_over(id) for id in ids))
    assert working.done.count(("together",)) == 2


def test_a_schedule_puts_a_job_with_its_instant_into_the_queue_once(working: Bench) -> None:
    def ticks() -> list[str]:
        return [ids[0] for ids in working.done if ids[0].endswith("Z")]

    until(lambda: len(ticks()) >= 3)
    assert len(ticks()) == len(set(ticks()))


def test_done_jobs_are_forgotten_and_their_keys_may_be_used_again(working: Bench) -> None:
    id = working.put("forgotten", key="forgotten")
    until(lambda: working.status(id) == "SUCCESS")
    assert records.forget_done(working.engine, system_clock()) >= 1
    assert working.status(id) is None
    assert working.put("forgotten", key="forgotten") == id
    until(lambda: working.done.count(("forgotten",)) == 2)


def test_a_kind_that_nobody_does_stops_the_start(resting: Bench) -> None:
    with pytest.raises(ValueError, match="nobody does clean-up"):
        JobEngine(resting.engine, {kind: resting.work for kind in JobKind if kind is not JobKind.CLEAN_UP})
