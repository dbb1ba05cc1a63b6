"""The rules in a coach's language: code, catalogue rows and one sentence for each rule name of the model."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from service.domain.brief import Brief
from service.domain.session import PlannedSession


@dataclass(frozen=True, slots=True)
class RuleText:
    """`directive` names the entry of `Directives.because` that adds its rows and reports; `rows` stand for themselves."""

    code: str
    rows: tuple[str, ...]
    sentence: Callable[[Brief, PlannedSession], str]
    directive: str | None = None


def short_date(day: date | None) -> str:
    """`Fri 6 Mar`."""
    return "" if day is None else f"{day:%a} {day.day} {day:%b}"


def _says(text: str) -> Callable[[Brief, PlannedSession], str]:
    return lambda _brief, _session: text


def _before(what: str, field: str) -> Callable[[Brief, PlannedSession], str]:
    def sentence(brief: Brief, _session: PlannedSession) -> str:
        return f"No {what} before {short_date(getattr(brief.directives, field))}"

    return sentence


def _day_rule(brief: Brief, session: PlannedSession) -> str:
    causes = sorted({rule.code.replace("_", " ") for rule in brief.directives.day_rules if rule.day == session.date})
    return f"{short_date(session.date)} is kept easy because of {' and '.join(causes) or 'the last reports'}"


def _rest_by(brief: Brief, _session: PlannedSession) -> str:
    return f"One rest day by {short_date(brief.directives.rest_by)}"


def _rest_dates(brief: Brief, _session: PlannedSession) -> str:
    return "Rest on " + ", ".join(short_date(day) for day in brief.directives.rest_dates)


def _long_ratio(brief: Brief, _session: PlannedSession) -> str:
    easy = ", all of it easy" if brief.directives.long_easy else ""
    return f"The long session is at most {round(brief.directives.long_max_ratio * 100)} % of its planned length{easy}"


def _session_length(brief: Brief, _session: PlannedSession) -> str:
    return f"No run longer than {brief.directives.max_session_minutes} min, so that it ends before the heaviness comes"


def _easy_until(brief: Brief, _session: PlannedSession) -> str:
    return f"Hard sessions are run easy until {short_date(brief.directives.easy_until)}"


def _cross_max(brief: Brief, _session: PlannedSession) -> str:
    return f"At most {brief.directives.cross_training.max} sessions are swapped for cross-training"


def _spacing(what: str, field: str) -> Callable[[Brief, PlannedSession], str]:
    def sentence(brief: Brief, _session: PlannedSession) -> str:
        between = getattr(brief.policy.spacing, field) - 1
        return f"{what}: at least {between} day{'s' if between > 1 else ''} between"

    return sentence


RULE_TEXTS: Mapping[str, RuleText] = {
    "past": RuleText("past", ("D12",), _says("What is past stays as it was")),
    "fixed-date": RuleText("fixed-date", ("D2",), _says("This session keeps its date")),
    "soon": RuleText("starts-soon", ("S4-18",), _says("It starts too soon to be moved")),
    "move-limit": RuleText("move-limit", ("D7",), _says("Sessions move only a few days"), "move_days"),
    "zone-crossing": RuleText("zone-crossing", ("D7",), _says("Sessions stay in their week")),
    "moved-or-changed": RuleText("moved-or-changed", ("D7",), _says("A session is moved or changed, not both")),
    "spared": RuleText("not-concerned", ("G3",), _says("This session did not make the legs heavy and stays as planned")),
    "availability": RuleText("availability", ("D6",), _says("The athlete's days allow no more")),
    "placing": RuleText("coach-placing", ("D7",), _says("The coach wants this session on other days")),
    "no-move-in": RuleText("no-move-in", ("G4", "K36"), _says("Nothing is moved close to the race")),
    "first-hard": RuleText("no-hard-before", ("S2-62",), _before("hard session", "first_hard_on"), "first_hard_on"),
    "easy-until": RuleText("easy-until", ("S2-72",), _easy_until, "easy_until"),
    "first-speed": RuleText("no-speed-before", ("D8",), _before("speed session", "first_speed_on"), "first_speed_on"),
    "first-strength": RuleText("no-strength-before", ("S1-10",), _before("leg strength", "first_strength_on"), "first_strength_on"),
    "first-long": RuleText("no-long-before", ("S2-62",), _before("long session", "first_long_on"), "first_long_on"),
    "long-ratio": RuleText("long-ratio", ("S2-63",), _long_ratio, "long_max_ratio"),
    "session-length": RuleText("session-length", ("M6",), _session_length, "max_session_minutes"),
    "day-rule": RuleText("day-rule", ("G1",), _day_rule, "day_rules"),
    "rest-dates": RuleText("rest-dates", ("G1",), _rest_dates, "rest_dates"),
    "never-harder": RuleText("never-harder", ("S2-10",), _says("No session becomes harder or longer than planned")),
    "protected": RuleText("protected", ("G4",), _says("The short openers before the race stay")),
    "pin": RuleText("pinned", ("D7",), _says("The coach fixed this session to its day")),
    "refusal": RuleText("refused", ("D7",), _says("The coach does not want that change")),
    "modality": RuleText("modality", ("G2",), _says("Not a sport that may replace this session now")),
    "load-cap": RuleText("load-cap", ("S2-63",), _says("The load of the seven days stays under its cap"), "load_cap"),
    "max-hard": RuleText("max-hard", ("S2-63",), _says("Fewer hard sessions in these seven days"), "max_hard"),
    "max-runs": RuleText("max-runs", ("S2-24",), _says("Fewer sessions on the legs in these seven days"), "max_runs"),
    "min-rest-days": RuleText("rest-days", ("S0-21",), _says("More rest days in these seven days"), "min_rest_days"),
    "rest-by": RuleText("rest-by", ("S0-21",), _rest_by, "rest_by"),
    "cross-training-max": RuleText("cross-training-max", ("K47",), _cross_max, "cross_training"),
    "run-minutes-cap": RuleText("run-minutes-cap", ("S2-73",), _says("Running does not grow while form is off"), "run_minutes_cap"),
    "hard-to-hard": RuleText("hard-spacing", ("R2.7-1",), _spacing("Two hard sessions", "hard_to_hard")),
    "hard-to-long": RuleText("hard-long-spacing", ("R2.7-2",), _spacing("A hard and a long session", "hard_to_long")),
    "long-to-hard": RuleText("hard-long-spacing", ("R2.7-2",), _spacing("A long and a hard session", "long_to_hard")),
    "long-to-long": RuleText("long-spacing", ("R2.7-9",), _spacing("Two long sessions", "long_to_long")),
    "after-long": RuleText("day-after-long", ("R2.7-10", "S4-03"), _says("The day after a long one is short and easy, or rest")),
    "strength-spacing": RuleText("strength-spacing", ("R2.7-6", "R2.7-7"), _says("No hard or long session on the day after leg strength")),
    "insertions": RuleText("insertions", ("S2-69",), _says("Only as much core work is added as is asked for")),
    "speed-strength-rest": RuleText("speed-strength-rest", ("S1-15",), _says("Rest on the day after speed and leg strength together")),
    "race-spacing": RuleText("race-spacing", ("R2.7-4",), _says("Legs need their days after a race")),
    "rest-in-seven": RuleText("rest-in-seven", ("S0-21",), _says("At least one rest day in any seven")),
    "load-ceiling": RuleText("load-ceiling", ("S3-23",), _says("Seven days stay within 1.3 times the three weeks before")),
    "run-spike": RuleText("run-spike", ("S1-37",), _says("No run much longer than the longest of 30 days")),
    "hard-count": RuleText("hard-count", ("S4-33",), _says("Only so many hard sessions for this athlete")),
    "sessions-per-day": RuleText("sessions-per-day", ("D6",), _says("Not more sessions on one day")),
    "one-run-a-day": RuleText("one-run-a-day", ("D6",), _says("One run a day")),
    "no-new-double": RuleText("no-new-double", ("D7",), _says("No new double days")),
    "minutes-per-day": RuleText("minutes-per-day", ("D6",), _says("The athlete has no more time on that day")),
    "training-days": RuleText("training-days", ("D6",), _says("Not more training days in a week than planned")),
    "no-make-up": RuleText("no-make-up", ("S2-41", "S4-18"), _says("What was missed is not made up")),
    "group-together": RuleText("stays-together", ("G15",), _says("Sessions that belong together move together")),
    "after-sequence": RuleText("after-sequence", ("G15",), _says("Easy days after back-to-back long sessions")),
    "needless-moves": RuleText("needless-moves", ("S0-32",), _says("As few moves as possible")),
}

LEVEL_TEXTS: Mapping[str, tuple[tuple[str, ...], str]] = {
    "directives_unmet": (("S2-24", "S2-93"), "Keeps what the week needs: cross-training, an easy session, core work"),
    "key_sessions": (("S2-24", "K40"), "Saves a key session"),
    "needless_moves": (("S0-32",), "Spares a move that is not needed"),
    "goals_missed": (("S4-06", "K39"), "Keeps more of the week's goals"),
    "sessions_changed": (("S0-32",), "Fewer sessions change"),
    "form_severity": (("S0-32",), "The milder change"),
    "days_moved": (("S0-32",), "The shorter move"),
    "load_spread": (("K12",), "Spreads the load more evenly"),
    "easy_share_gap": (("K32",), "Keeps the share of easy minutes"),
    "preferences": (("S1-16",), "Fits the athlete's habits"),
    "tie_break": (("S0-32",), "One of several equal ways, always the same one"),
}
"""Rows and sentence for each objective level: why a change is worth making when no rule demands it."""
