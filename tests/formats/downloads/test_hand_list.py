from datetime import date
from typing import Any

import pytest

from service.documents.adjustment_parts import ChangePart, SessionValues
from service.domain.adjustment import Action
from service.domain.distances import IN_KILOMETRES, DistanceUnit, DistanceUnits
from service.domain.session import Kind, Modality, PartOfDay, Sport, Status
from service.formats.downloads.differences import differences_of
from service.formats.downloads.hand_list import hand_list, hand_list_of_plan
from service.formats.downloads.hand_list.lines import line_of
from service.formats.downloads.hand_list.pdf import list_pdf
from service.formats.downloads.hand_list.text import as_text, write
from tests.formats.downloads.given import a_document
from tests.support.samples import answer, raw_request

WAS = SessionValues(
    day=date(2026, 3, 5), part_of_day=PartOfDay.AM, sport=Sport.RUN, kind=Kind.TEMPO, hard=True, duration_s=3600, distance_m=12000,
    load=420, rpe=7, status=Status.PLANNED, modality=None, title="Tempo 3 × 10",
)  # fmt: skip


def change(action: Action, *, before: SessionValues | None = WAS, id: str = "s-1", **after: Any) -> ChangePart:
    now = (before or WAS).model_copy(update=after)
    return ChangePart(key=f"{id}:{action}", session_id=id, action=action, before=before, after=now, modality=None, reasons=[], price=None)


def told(*changes: ChangePart, units: DistanceUnits = IN_KILOMETRES) -> list[str]:
    return [line_of(difference, units)["text"] for difference in differences_of(changes)]


FRIDAY = date(2026, 3, 6)


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ([change(Action.MOVE, day=FRIDAY)], "drag Tempo 3 × 10 to Fri 6 Mar"),
        ([change(action, day=FRIDAY, duration_s=2700) for action in (Action.MOVE, Action.SHORTEN)],
         "drag Tempo 3 × 10 to Fri 6 Mar; 60 → 45 min"),
        ([change(Action.MOVE, part_of_day=PartOfDay.EVENING)], "move Tempo 3 × 10 to another time of the day: evening"),
        ([change(Action.SHORTEN, duration_s=1800, distance_m=6000)], "change Tempo 3 × 10; 60 → 30 min; 12 → 6 km"),
        ([change(Action.SHORTEN, duration_s=5400)], "change Tempo 3 × 10; 60 → 90 min"),
        ([change(Action.SHORTEN, before=WAS.model_copy(update={"duration_s": 9000}), duration_s=5400)],
         "change Tempo 3 × 10; 2 h 30 → 1 h 30"),
        ([change(Action.EASE, kind=Kind.EASY, title="Easy run, 60 min")], "change Tempo 3 × 10; make it: Easy run, 60 min"),
        ([change(Action.SWAP, sport=Sport.BIKE, modality=Modality.BIKE, title="Easy bike, 65 min instead of tempo", duration_s=3900)],
         "change Tempo 3 × 10; make it: Easy bike, 65 min instead of tempo; 60 → 65 min"),
        ([change(Action.DROP, status=Status.CANCELLED)], "delete Tempo 3 × 10"),
        ([change(Action.REST, status=Status.CANCELLED)], "delete Tempo 3 × 10 (rest day)"),
        ([change(Action.SUSPEND, status=Status.SUSPENDED)], "put Tempo 3 × 10 on hold"),
        ([change(Action.INSERT, before=None, title="", kind=Kind.RECOVERY, duration_s=1800)], "add recovery run, 30 min"),
        ([change(Action.DROP, before=WAS.model_copy(update={"title": " "}), status=Status.CANCELLED)], "delete tempo"),
        ([change(Action.DROP, before=WAS.model_copy(update={"title": "a\nb"}), status=Status.CANCELLED)], "delete a b"),
    ],
)  # fmt: skip
def test_each_session_is_one_line_that_says_what_to_do(changes: list[ChangePart], line: str) -> None:
    assert told(*changes) == [f"Thu 5 Mar: {line}"]


def test_a_line_counts_in_the_unit_of_the_sport() -> None:
    units = DistanceUnits({Sport.RUN: DistanceUnit.MI, Sport.SWIM: DistanceUnit.YD})
    run = WAS.model_copy(update={"distance_m": 15289})
    swim = WAS.model_copy(update={"sport": Sport.SWIM, "title": "Main set", "distance_m": 2743})
    shorter = change(Action.SHORTEN, before=run, duration_s=2700, distance_m=9656)
    lines = told(shorter, change(Action.SHORTEN, before=swim, id="s-2", distance_m=1829), units=units)
    assert lines == ["Thu 5 Mar: change Tempo 3 × 10; 60 → 45 min; 9.5 → 6 mi", "Thu 5 Mar: change Main set; 3000 → 2000 yd"]


def test_lines_stand_in_calendar_order_of_what_is_taken_up() -> None:
    later, early = WAS.model_copy(update={"day": date(2026, 3, 9)}), WAS.model_copy(update={"day": date(2026, 3, 3)})
    lines = told(
        change(Action.DROP, before=later, id="a"), change(Action.INSERT, before=None, id="b"), change(Action.DROP, before=early, id="c")
    )
    assert [line.partition(":")[0] for line in lines] == ["Tue 3 Mar", "Thu 5 Mar", "Mon 9 Mar"]


def test_the_list_of_an_answer_is_plain_values_with_the_reasons() -> None:
    found = answer(raw_request("half-marathon-heavy-week"))
    assert hand_list(found)[0] == {
        "date": "2026-03-05", "session_id": "tempo-0305", "actions": ["move"],
        "text": "Thu 5 Mar: drag 2 x 15 min tempo, 3 min jog to Fri 6 Mar", "reasons": ["No hard session before Fri 6 Mar"],
    }  # fmt: skip


def test_a_revised_plan_tells_the_same_without_its_answer() -> None:
    for name in ("half-marathon-heavy-week", "sc-08-one-swollen-leg", "marathon-poor-sleep-and-stress"):
        found = answer(raw_request(name))
        assert [line["text"] for line in hand_list_of_plan(found.plan)] == [line["text"] for line in hand_list(found)]


def test_the_text_has_a_box_before_each_line() -> None:
    lines = [line_of(difference, IN_KILOMETRES) for difference in differences_of([change(Action.MOVE, day=FRIDAY)])]
    assert as_text("Spring\nhalf", lines) == "Spring half\n\n[ ] Thu 5 Mar: drag Tempo 3 × 10 to Fri 6 Mar\n"


def test_a_plan_that_stands_says_so() -> None:
    assert write(a_document()).decode() == "Plan\n\nNothing to change: the plan stands as it is.\n"


def test_a_long_list_goes_on_over_the_page() -> None:
    lines = [{"text": f"line {number} " * 20, "actions": ["ease"], "reasons": ["why"]} for number in range(60)]
    assert list_pdf("Plan", lines).count(b"/Type /Page\n") > 1
