from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date

import pytest
from rich.console import Console

from service.assessment.wording import flag_label
from service.cli.view import show
from service.cli.view.icons import ACTION_WORDS, PICTURES, SIGNS, icons_for
from service.cli.view.weeks import lay_out
from service.cli.view.words import CLASS_WORDS, LEVEL_WORDS, OUTCOME_WORDS, URGENCY_WORDS, clean, name_of
from service.domain.adjustment import Action, Adjustment, LevelResult, OutcomeName, Request, SolverReport
from service.domain.assessment import Urgency
from service.domain.conflict import Conflict, LockConflict, Relaxation
from service.domain.directives import RaceConflict, RaceOption
from service.domain.distances import DistanceUnit, DistanceUnits
from service.domain.plan import Plan
from service.domain.report_class import ReportClass
from service.domain.session import Kind, Modality, Sport
from tests.cli.examples import REQUEST, REVISED, referred
from tests.support.builders import PLAN_A, POLICY, a_session


class Ascii(io.StringIO):
    encoding = "ascii"


class Utf8(io.StringIO):
    encoding = "utf-8"


def shown(
    adjustment: Adjustment = REVISED, width: int = 130, *, colour: bool = False, ascii_only: bool = False, request: Request = REQUEST
) -> str:
    file = Ascii() if ascii_only else Utf8()
    console = Console(file=file, width=width, force_terminal=colour, color_system="truecolor" if colour else None, _environ={})
    show(request, adjustment, POLICY.sessions, console)
    return file.getvalue()


def test_the_header_says_who_what_how_much_and_what_came_of_it() -> None:
    head = shown()[:1200]
    for words in (
        "a-17",
        "PLAN-A",
        "Wed 4 Mar",
        "heavy legs through a whole session",
        "2 of 5, some easier days",
        "Plan revised",
        "Sun 8 Mar",
    ):
        assert words in head
    assert "1 moved, 1 easier, 1 shorter, 1 swapped, 1 left out" in head


@pytest.mark.parametrize("width", [80, 130])
@pytest.mark.parametrize("urgency", list(Urgency))
def test_a_referral_comes_before_everything_else(width: int, urgency: Urgency) -> None:
    text = shown(referred(urgency), width)
    first, second = [line for line in text.splitlines() if line.strip()][:2]
    assert URGENCY_WORDS[urgency] in first
    assert f"{flag_label('RF_CHEST')} (RF_CHEST)" in second
    assert PICTURES.warning in first


def test_both_weeks_stand_before_above_after_with_seven_days_and_a_sum() -> None:
    text = shown()
    for day in ("Mon 2", "Tue 3", "Wed 4 ●", "Thu 5", "Fri 6", "Sat 7", "Sun 8", "Week"):
        assert day in text
    assert text.count("│before│") == text.count("│after │") == 2
    assert "load 1645 → 1361" in text
    assert "time 5:40 → 4:39" in text
    assert "rest 1 → 2" in text


@pytest.mark.parametrize("width", [60, 80, 99, 100, 130, 200])
@pytest.mark.parametrize("ascii_only", [False, True])
def test_every_change_is_marked_with_a_sign_and_its_word_at_any_width(width: int, ascii_only: bool) -> None:
    text = " ".join(shown(width=width, ascii_only=ascii_only).split())
    icons = SIGNS if ascii_only else PICTURES
    for action in (Action.MOVE, Action.EASE, Action.SHORTEN, Action.SWAP, Action.DROP):
        assert f"{icons.actions[action]} {ACTION_WORDS[action]}" in text


@pytest.mark.parametrize("width", [60, 99, 100, 160])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    for adjustment in (REVISED, referred()):
        assert max(len(line) for line in shown(adjustment, width).splitlines()) <= width


def test_done_sessions_are_ticked_and_today_is_marked_in_a_narrow_terminal_too() -> None:
    lines = shown(width=80).splitlines()
    assert any(line.startswith(" Tue 3") and "✓ done Intervals" in line for line in lines)
    assert any(line.startswith(" Wed 4  ●") and "(today)" in line for line in lines)
    assert any(line.startswith(" Thu 5") and "Tempo → Fri 6" in line for line in lines)
    assert any("105 → 84 min" in line and "420 → 336" in line for line in lines)


def test_without_colour_there_is_not_one_escape_code() -> None:
    assert "\x1b" not in shown()
    assert "\x1b" in shown(colour=True)


def test_a_terminal_that_knows_only_ascii_gets_only_ascii() -> None:
    assert shown(ascii_only=True).isascii()
    assert shown(referred(), 80, ascii_only=True).isascii()


def test_every_change_tells_its_reasons_with_rows_and_its_price() -> None:
    text = shown()
    assert "because: No hard session before Fri 6 Mar [S2-62]" in text
    assert "refusing this would cost: key sessions of rank 2 worse by 2" in text
    assert "refusing this: not possible, the load cap" in text
    assert "refusing this would cost nothing that is counted" in text
    assert "key tempo-0302:move" in text


def test_changes_stand_in_calendar_order() -> None:
    text = shown()
    places = [text.index(f"key {change.key}") for change in REVISED.changes]
    assert places == sorted(places)


def test_goals_are_told_kept_or_missed_with_why() -> None:
    text = shown()
    assert "✓ kept" in text
    assert "key sessions 3" in text
    assert "load 1645 → 1361 (because of load-cap-W1)" in text
    assert "distance 52 km → 47.5 km (because of no-hard-before, load-cap-W1)" in text


@pytest.mark.parametrize("width", [80, 130])
def test_a_plan_in_miles_is_shown_in_miles(width: int) -> None:
    miles = DistanceUnits({Sport.RUN: DistanceUnit.MI}, total=DistanceUnit.MI)

    def in_miles(plan: Plan) -> Plan:
        far = [replace(s, distance_m=15_289) if s.id in ("long-0302", "sat-0302") else s for s in plan.sessions]
        return replace(plan, units=miles, sessions=tuple(far))

    text = shown(replace(REVISED, plan=in_miles(REVISED.plan)), width, request=replace(REQUEST, plan=in_miles(REQUEST.plan)))
    assert "distance 32.3 mi → 29.5 mi" in " ".join(text.split())
    assert "dist 19.0 mi" in " ".join(text.split())
    assert re.search(r"\d km\b", text) is None


def test_notes_lints_advice_and_the_draft_are_shown() -> None:
    text = shown()
    for words in ("state fresh", "LINT-SPACING: Two hard runs", "Easy days are part of the training. [S2-09]", "Draft to the athlete"):
        assert words.removeprefix("state ") in text


def test_the_proof_says_levels_rules_and_time() -> None:
    assert shown().rstrip().endswith("Proved best: 11 levels, 31 rules checked, 41 ms")


def test_what_is_not_proved_is_said_to_be_not_proved() -> None:
    open_level = SolverReport("feasible", (LevelResult("goals_missed", 3, 1, proved=False),), 900.0)
    text = shown(replace(REVISED, solver=open_level))
    assert "not proved for: weekly goals" in text
    assert "Proved best" not in text


def test_conflicts_come_with_their_ways_out_before_the_weeks() -> None:
    stuck = replace(
        REVISED, outcome=OutcomeName.NO_PLAN_FITS, changes=(),
        conflict=Conflict(("pin", "rest-dates"), "The pin and the rest day collide.", (Relaxation("pin", "Let the session go."),)),
        lock_conflicts=(LockConflict("tempo-0302", ("first-hard",), "The locked tempo stands before Friday."),),
        race_conflicts=(RaceConflict(None, "r", date(2026, 3, 8), "No race is wanted.", (RaceOption("run_it_easy", "Run it easy."),)),),
    )  # fmt: skip
    text = shown(stuck)
    for words in (
        "The pin and the rest day collide. [pin, rest-dates]",
        "→ Let the session go.",
        "The locked tempo",
        "Race on Sun 8 Mar",
        "→ Run it easy.",
    ):
        assert words in text
        assert text.index(words) < text.index("Week of")
    assert "no plan keeps all rules at once" in text


def test_a_hold_lists_a_few_sessions_and_counts_the_rest() -> None:
    text = shown(referred())
    assert text.count("key ") - text.count("key session") == 3
    assert "more sessions on hold for the same reason" in text


def test_a_plan_week_that_begins_on_sunday_is_shown_from_sunday() -> None:
    request = replace(REQUEST, plan=replace(PLAN_A, first_weekday=6))
    board = lay_out(request, replace(REVISED, plan=request.plan, changes=()), POLICY.sessions)
    assert board.weeks[0].days[0] == date(2026, 3, 1)
    assert len(board.weeks) == 2


def test_a_longer_horizon_shows_more_weeks() -> None:
    request = replace(REQUEST, options=replace(REQUEST.options, horizon_days=28))
    assert len(lay_out(request, REVISED, POLICY.sessions).weeks) == 5


def test_titles_cannot_steer_the_terminal() -> None:
    assert clean("a\x1b[31mb\x07c\u202ed\ue000") == "a [31mb c d\ue000"
    hostile = replace(REQUEST.plan, name="\x1b]0;owned\x07[bold]x[/bold]")
    file = Utf8()
    show(replace(REQUEST, plan=hostile), REVISED, POLICY.sessions, Console(file=file, width=120, _environ={}))
    assert "\x1b" not in file.getvalue()
    assert "[bold]x[/bold]" in file.getvalue()


def test_every_code_has_its_words() -> None:
    assert set(CLASS_WORDS) == set(ReportClass)
    assert set(OUTCOME_WORDS) == set(OutcomeName)
    assert set(LEVEL_WORDS) == set(range(6))
    assert set(ACTION_WORDS) == set(PICTURES.actions) == set(SIGNS.actions) == set(Action)


def test_an_encoding_that_nobody_knows_gets_plain_signs() -> None:
    assert icons_for("utf-8") is PICTURES
    assert icons_for("latin-1") is SIGNS
    assert icons_for("no-such") is SIGNS


@pytest.mark.parametrize(
    ("session", "name"),
    [
        (a_session(kind=Kind.INTERVAL), "Intervals"),
        (a_session(kind=Kind.EASY), "Easy run"),
        (a_session(kind=Kind.LONG, sport=Sport.BIKE), "Long bike"),
        (a_session(kind=Kind.STRENGTH), "Leg strength"),
        (a_session(kind=Kind.CORE), "Core"),
        (a_session(kind=Kind.EASY, sport=Sport.CROSS, modality=Modality.POOL_RUN), "Pool run"),
        (a_session(kind=Kind.BRICK, sport=Sport.BRICK), "Brick"),
        (a_session(kind=Kind.RACE), "Race"),
    ],
)
def test_sessions_have_short_names(session, name: str) -> None:  # type: ignore[no-untyped-def]
    assert name_of(session) == name
