"""The unary rules in the order of the model, and the question whether a session may stay where its coach put it."""

from __future__ import annotations

from service.checker.case import Case, Standing, Zone
from service.checker.rule import UnaryRule
from service.checker.rules import place_choices, place_dates, place_directives
from service.checker.words import is_spared
from service.domain.forms import Form
from service.domain.session import PlannedSession

BEFORE_CROSSING = (
    UnaryRule("past", place_dates.past, ("D12",)),
    UnaryRule("fixed-date", place_dates.fixed_date),
    UnaryRule("soon", place_dates.soon, ("S4-18",)),
    UnaryRule("move-limit", place_dates.move_limit),
)
AFTER_CROSSING = (
    UnaryRule("moved-or-changed", place_dates.moved_or_changed),
    UnaryRule("availability", place_dates.availability),
    UnaryRule("placing", place_dates.placing),
    UnaryRule("no-move-in", place_dates.no_move_in),
    UnaryRule("first-hard", place_directives.first_hard),
    UnaryRule("easy-until", place_directives.easy_until),
    UnaryRule("first-speed", place_directives.first_speed),
    UnaryRule("first-strength", place_directives.first_strength),
    UnaryRule("first-long", place_directives.first_long),
    UnaryRule("long-ratio", place_directives.long_ratio),
    UnaryRule("session-length", place_directives.session_length),
    UnaryRule("day-rule", place_directives.day_rule),
    UnaryRule("rest-dates", place_directives.rest_dates),
    UnaryRule("never-harder", place_choices.never_harder, ("C3",)),
    UnaryRule("protected", place_choices.protected),
    UnaryRule("pin", place_choices.pin),
    UnaryRule("refusal", place_choices.refusal),
    UnaryRule("modality", place_choices.modality),
)
DIRECTIVE_RULES = frozenset(
    {"first-hard", "easy-until", "first-speed", "first-strength", "first-long", "long-ratio", "session-length", "day-rule", "rest-dates"}
)
"""The unary rules that carry directives out."""


def broken_at_own_place(case: Case, was: PlannedSession) -> tuple[str, ...]:
    """The unary rules that forbid a session as planned on its planned date.

    Crossing zones and `spared` can never be among them.
    """
    own = Standing(was, was, movable=True, done=False, form=Form.KEPT)
    return tuple(rule.name for rule in (*BEFORE_CROSSING, *AFTER_CROSSING) if rule.forbids(case, own) is not None)


def zone_crossing(case: Case, standing: Standing) -> str | None:
    """Sessions stay in their stretch of time; a key session may change between W1 and W2 when it has to leave its place."""
    was = standing.was
    if not standing.moved or was is None or place_dates.is_pinned(case, was):
        return None
    before, after = case.zone(was.date), case.zone(standing.now.date)
    if before is after:
        return None
    if not was.is_key or {before, after} != {Zone.W1, Zone.W2}:
        return f"leaves {before.value} for {after.value}"
    return None if broken_at_own_place(case, was) else f"leaves {before.value} although its own place is allowed"


def spared(case: Case, standing: Standing) -> str | None:
    """Work that did not make the legs heavy keeps its form, unless its own place is forbidden or pins need its room."""
    was = standing.was
    if was is None or standing.kept or not is_spared(was, case.directives, case.policy):
        return None
    if standing.form is Form.DROPPED and case.brief.pins:
        return None
    return None if broken_at_own_place(case, was) else f"becomes {standing.form.value} although its kind of work is not concerned"


UNARY = (
    *BEFORE_CROSSING,
    UnaryRule("zone-crossing", zone_crossing),
    UnaryRule("spared", spared),
    *AFTER_CROSSING,
)
