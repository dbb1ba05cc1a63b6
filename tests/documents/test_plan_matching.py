"""A plan that comes a second time: its sessions keep their ids, and what is different is told."""

from service.documents.plan import PlanDocument, plan_document
from service.documents.plan_matching import match
from tests.support.plain import Json

FIRST = "2026-03-02"


def plan(*sessions: Json) -> PlanDocument:
    return plan_document({"schema": "plan/1", "name": "p", "timezone": "UTC", "sessions": list(sessions)})


def run(day: int, title: str = "Easy", **more: object) -> Json:
    return {"date": f"2026-03-{day:02}", "sport": "run", "kind": "easy", "title": title, **more}


def ids(document: PlanDocument) -> list[str | None]:
    return [session.id for session in document.sessions]


def test_the_same_plan_keeps_every_id_and_nothing_is_different() -> None:
    old = plan(run(2, id="a"), run(3, "Tempo", id="b"), run(3, "Tempo", id="c"))
    made = match(old, plan(run(2), run(3, "Tempo"), run(3, "Tempo")))
    assert ids(made.document) == ["a", "b", "c"]
    assert made.diff.is_empty
    assert (made.added, made.removed, made.changed, made.moved) == ((), (), (), ())


def test_a_session_that_is_the_same_another_day_of_the_week_has_moved() -> None:
    made = match(plan(run(2, "Tempo", id="t"), run(4, id="e")), plan(run(3, "tempo "), run(4)))
    assert made.document.sessions[0].id == "t"
    assert "t" in made.changed
    moved = match(plan(run(2, "Tempo", id="t")), plan(run(3, "Tempo")))
    assert (moved.moved, moved.changed) == (("t",), ())


def test_a_session_under_another_title_is_known_by_its_place_in_the_week() -> None:
    old = plan(run(2, "Easy 5", id="a"), run(4, "6 x 800", id="b"), run(8, "Long", id="c"))
    made = match(old, plan(run(2, "Easy 5"), run(4, "5 x 1000"), run(8, "Long")))
    assert ids(made.document) == ["a", "b", "c"]
    assert made.changed == ("b",)


def test_what_is_new_is_added_and_what_is_gone_is_removed() -> None:
    made = match(plan(run(2, id="a"), run(9, "Long", id="b")), plan(run(2), run(16, "Race")))
    assert made.removed == ("b",)
    assert len(made.added) == 1
    assert made.added[0] not in ("a", "b")


def test_ids_from_elsewhere_count_before_day_and_title() -> None:
    uid = {"external_ids": [{"system": "ical", "id": "u-1"}]}
    made = match(plan(run(2, "Easy", id="a", **uid), run(3, "Easy", id="b")), plan(run(3, "Easy"), run(20, "Renamed", **uid)))
    assert ids(made.document) == ["b", "a"]


def test_ids_that_change_with_every_export_are_not_believed() -> None:
    def feed(stamp: str, *titles: str) -> PlanDocument:
        return plan(*(run(n + 2, title, external_ids=[{"system": "ical", "id": f"{stamp}-{n}"}]) for n, title in enumerate(titles)))

    old = feed("monday", "A", "B", "C")
    assert ids(match(old, feed("tuesday", "A", "B", "C")).document) == ids(old)


def test_a_new_session_never_takes_the_id_of_one_that_is_gone() -> None:
    old = plan(run(2, id="a"), {"date": "2026-03-30", "sport": "bike", "kind": "easy", "id": "x"})
    made = match(old, plan(run(2, id="x-other"), {"date": "2026-04-20", "sport": "swim", "kind": "easy", "id": "x2"}))
    assert made.removed == ("x",)
    assert made.added == ("x2",)


def test_a_race_names_its_session_by_the_id_that_is_kept() -> None:
    old = plan({**run(29, "10K"), "kind": "race", "id": "race-1"})
    raw = {**plan({**run(29, "10K"), "kind": "race", "id": "other"}).model_dump(mode="json")}
    new = plan_document({**raw, "races": [{"date": "2026-03-29", "session_id": "other"}]})
    made = match(old, new).document
    assert made.races is not None
    assert made.races[0].session_id == made.sessions[0].id == "race-1"


def test_undated_plans_are_matched_by_day_index() -> None:
    old = plan({"day_index": 1, "sport": "run", "kind": "easy", "title": "Easy", "id": "a"})
    made = match(old, plan({"day_index": 1, "sport": "run", "kind": "easy", "title": "Easy"}))
    assert ids(made.document) == ["a"]


def test_three_thousand_sessions_are_matched_without_comparing_each_with_each() -> None:
    sessions = [{"day_index": n, "sport": "run", "kind": "easy", "title": f"Run {n}", "id": f"s{n}"} for n in range(3000)]
    made = match(plan(*sessions), plan(*({k: v for k, v in s.items() if k != "id"} for s in reversed(sessions))))
    assert made.diff.is_empty
