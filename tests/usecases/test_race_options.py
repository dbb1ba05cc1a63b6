"""A race in the way: each option is solved, the race itself is never touched unasked."""

from __future__ import annotations

from tests.support.samples import answer, as_json, raw_request

REQUEST = "race-tomorrow-week-at-level-three"


def test_the_answer_leaves_the_race_and_asks_the_coach() -> None:
    out = as_json(answer(raw_request(REQUEST)))
    assert out["outcome"] == "needs_coach"
    assert [c for c in out["changes"] if c["session_id"] == "parkrun-0307"] == []
    [conflict] = out["conflicts"]
    assert [option["code"] for option in conflict["options"]] == ["start_as_planned", "run_it_easy", "do_not_start"]


def test_each_other_option_comes_with_its_own_plan() -> None:
    out = as_json(answer(raw_request(REQUEST)))
    by_name = {a["name"]: a for a in out["alternatives"]}
    assert set(by_name) == {"parkrun:run_it_easy", "parkrun:do_not_start"}
    easy = next(s for s in by_name["parkrun:run_it_easy"]["plan"]["sessions"] if s["id"] == "parkrun-0307")
    assert (easy["kind"], easy.get("status", "planned")) == ("easy", "planned")
    off = next(s for s in by_name["parkrun:do_not_start"]["plan"]["sessions"] if s["id"] == "parkrun-0307")
    assert off["status"] == "cancelled"
    assert all(level["proved"] for a in by_name.values() for level in a["levels"])


def test_other_ways_of_weighing_come_with_reasons() -> None:
    out = as_json(answer(raw_request("eighty-four-days-ahead")))
    assert out["alternatives"]
    for other in out["alternatives"]:
        assert other["changes"]
        assert all(change["reasons"] for change in other["changes"])
