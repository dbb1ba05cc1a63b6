"""A warning sign puts everything on hold, reaches people at once, and goes away only when somebody settles it."""

from __future__ import annotations

from datetime import timedelta

from service.store.repositories.notifications import NotificationRecord
from tests.api.problem import assert_problem
from tests.support.coached import GOOD_LEGS, SWOLLEN, Coached


def _letters(coached: Coached, adjustment_id: str) -> list[NotificationRecord]:
    with coached.services.store.reading(coached.club.office) as work:
        return list(work.notifications.of_adjustment(adjustment_id))


def test_a_red_flag_puts_the_plan_on_hold_and_tells_the_coach_at_once_and_again(coached: Coached) -> None:
    coached.report(**SWOLLEN)
    coached.work_off()
    (item,) = coached.inbox()
    assert (item["outcome"], item["level"], item["urgency"]) == ("suspended", 5, "prompt")
    first, again = _letters(coached, item["id"])
    assert (first.kind, again.kind) == ("red_flag", "red_flag_again")
    assert {first.coach_id, again.coach_id} == {coached.club.coach_ids[0]}
    assert again.due_at - first.due_at == timedelta(hours=2)
    assert coached.events().count("referral.raised") == 1


def test_a_sign_is_told_once_and_a_further_one_again(coached: Coached) -> None:
    coached.report(**SWOLLEN)
    coached.work_off()
    coached.report(**GOOD_LEGS)
    coached.work_off()
    assert coached.events().count("referral.raised") == 1
    coached.report(**SWOLLEN | {"flags": ["RF_CHEST"], "observed_at": "2026-03-04T17:50:00Z"})
    coached.work_off()
    assert coached.events().count("referral.raised") == 2
    assert coached.inbox()[0]["urgency"] == "emergency"


def test_who_stands_in_for_the_coach_is_told_too(coached: Coached) -> None:
    ada, ben = coached.club.coach_ids
    today = coached.clock().date()
    with coached.services.store.writing(coached.club.office) as work:
        work.coaches.appoint_deputy(coach_id=ada, deputy_id=ben, from_date=today, until_date=today)
    coached.report(**SWOLLEN)
    coached.work_off()
    letters = _letters(coached, coached.inbox()[0]["id"])
    assert {letter.coach_id for letter in letters} == {ada, ben}


def test_a_coach_who_opens_it_ends_the_reminders_and_a_program_does_not(coached: Coached) -> None:
    coached.report(**SWOLLEN)
    coached.work_off()
    id = coached.inbox()[0]["id"]
    coached.token, own = coached.club.head, coached.token
    coached.get(f"/adjustments/{id}")
    with coached.services.store.reading(coached.club.office) as work:
        assert not work.adjustments.is_looked_at(id)
    coached.token = own
    assert coached.get(f"/adjustments/{id}")["opened_at"] is not None
    with coached.services.store.reading(coached.club.office) as work:
        assert work.adjustments.is_looked_at(id)


def test_whoever_opens_the_newest_has_seen_the_ones_before(coached: Coached) -> None:
    coached.report(**SWOLLEN)
    coached.work_off()
    first = coached.inbox()[0]["id"]
    coached.report(**GOOD_LEGS)
    coached.work_off()
    assert coached.proposal()["supersedes"] == first
    with coached.services.store.reading(coached.club.office) as work:
        assert work.adjustments.is_looked_at(first)


def test_an_athlete_without_a_plan_is_looked_after_all_the_same(newcomer: Coached) -> None:
    newcomer.report(**SWOLLEN)
    newcomer.work_off()
    assert newcomer.inbox() == []
    assert newcomer.get(f"/athletes/{newcomer.athlete_id}/assessment")["current"]["referral"]["urgency"] == "prompt"
    assert newcomer.events().count("referral.raised") == 1


def test_neither_good_legs_nor_a_withdrawal_nor_an_override_lifts_it(coached: Coached) -> None:
    receipt = coached.report(**SWOLLEN)
    coached.work_off()
    coached.report(**GOOD_LEGS)
    coached.call("POST", f"/athletes/{coached.athlete_id}/reports/{receipt['id']}/withdraw")
    override = {"scope": "level", "value": 1, "reason": "She says it is nothing.", "expires_on": "2026-03-10"}
    assert coached.call("POST", f"/athletes/{coached.athlete_id}/overrides", json=override).status_code == 201
    coached.work_off()
    found = coached.get(f"/athletes/{coached.athlete_id}/assessment")["current"]
    assert (found["level"], found["override"]) == (5, "refused")


def test_a_sign_of_weeks_ago_still_holds(coached: Coached) -> None:
    coached.report(**SWOLLEN)
    coached.work_off()
    coached.clock.pass_by(days=70)
    coached.report(**GOOD_LEGS | {"observed_at": "2026-05-13T17:00:00Z"})
    coached.work_off()
    found = coached.get(f"/athletes/{coached.athlete_id}/assessment")["current"]
    assert (found["level"], [flag["code"] for flag in found["state"]["open_flags"]]) == (5, ["RF_SWELL_ONE"])


def test_a_report_of_long_ago_that_comes_in_late_is_read(coached: Coached) -> None:
    coached.report(**SWOLLEN | {"observed_at": "2025-11-04T17:30:00Z"})
    coached.work_off()
    assert coached.inbox()[0]["level"] == 5


def test_a_clearance_settles_it_and_training_comes_back(coached: Coached) -> None:
    coached.report(**SWOLLEN)
    coached.work_off()
    coached.clock.pass_by(days=1)
    cleared = {"by": "Dr. Berg", "date": "2026-03-05", "scope": ["RF_SWELL_ONE"], "note": "Scan clear."}
    answer = coached.call("POST", f"/athletes/{coached.athlete_id}/clearances", json=cleared)
    assert answer.status_code == 201
    coached.work_off()
    assert coached.get(f"/operations/{answer.json()['operation']['id']}")["done"]
    found = coached.get(f"/athletes/{coached.athlete_id}/assessment")["current"]
    assert (found["level"] < 5, found["state"]["open_flags"]) == (True, [])
    assert coached.get(f"/athletes/{coached.athlete_id}/clearances")["items"][0]["clearance"]["by"] == "Dr. Berg"


def test_nobody_clears_what_has_not_been_seen_yet(coached: Coached) -> None:
    ahead = {"by": "Dr. Berg", "date": "2026-03-06"}
    assert_problem(coached.call("POST", f"/athletes/{coached.athlete_id}/clearances", json=ahead), "bad-input")


def test_an_urgent_proposal_never_leaves_the_inbox_by_itself(coached: Coached) -> None:
    from service.usecases.expiring import expire_passed  # noqa: PLC0415

    coached.report(**SWOLLEN)
    coached.work_off()
    coached.clock.pass_by(days=400)
    assert expire_passed(coached.services) == 0
    assert len(coached.inbox()) == 1


def test_what_is_on_hold_is_accepted_as_a_whole(coached: Coached) -> None:
    coached.report(**SWOLLEN)
    coached.work_off()
    proposal = coached.proposal()
    one = proposal["adjustment"]["changes"][0]["key"]
    assert_problem(coached.decide(proposal, "accept", accept=[one]), "bad-input")
    assert coached.decide(proposal, "accept").json()["outcome"] == "accepted"
    ahead = [s for s in coached.plan()["sessions"] if s["date"] > "2026-03-05" and s["kind"] not in ("race", "rest")]
    assert {s["status"] for s in ahead} == {"suspended"}
