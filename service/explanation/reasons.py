"""Why each change was made: the change is taken back alone, and the checker says which rule breaks then.

The revised plan is the best one there is, so taking a change back either breaks a hard rule or makes a level worse.
That rule or level is the reason. Nothing is guessed.
"""

from __future__ import annotations

from dataclasses import replace

from service.checker import check, measure
from service.domain.adjustment import Action, Change, Reason
from service.domain.brief import Brief
from service.domain.plan import Plan
from service.domain.session import PlannedSession
from service.explanation.changes import without
from service.explanation.rule_texts import LEVEL_TEXTS, RULE_TEXTS, RuleText

MOST_REASONS = 3
WINDOW_RULES = frozenset({"load-cap", "max-hard", "max-runs", "min-rest-days"})


def explain(brief: Brief, revised: Plan, changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """The same changes, each with at least one reason: a plan changes on understanding (S2-03)."""
    if not brief.policy.on("S2-03"):
        return changes
    levels = dict(measure(brief, revised))
    return tuple(replace(change, reasons=_reasons(brief, revised, change, levels)) for change in changes)


def _reasons(brief: Brief, revised: Plan, change: Change, levels: dict[str, int]) -> tuple[Reason, ...]:
    if change.action is Action.RESTORE:
        text = "Nothing asks for the earlier change any more: the session stands again as the coach wrote it"
        return (Reason("restored", ("S2-86", "S2-108"), text),)
    undone = without(revised, change)
    violations = [v for v in check(brief, undone) if v.rule in RULE_TEXTS]
    about_it = [v for v in violations if not v.session_ids or change.session_id in v.session_ids or v.rule in WINDOW_RULES]
    broken = about_it or violations
    names = list(dict.fromkeys(v.rule for v in broken))
    names.sort(key=lambda name: (RULE_TEXTS[name].directive is None, list(RULE_TEXTS).index(name)))
    if names:
        return tuple(_rule_reason(brief, name, change) for name in names[:MOST_REASONS])
    return (_level_reason(measure(brief, undone), levels),)


def _rule_reason(brief: Brief, name: str, change: Change) -> Reason:
    told = RULE_TEXTS[name]
    at = change.before or change.after
    keys = _directive_keys(told, at, brief)
    found = [brief.directives.why(key) for key in keys]
    rows = tuple(dict.fromkeys(row for why in found for row in why.rows)) or told.rows
    reports = tuple(dict.fromkeys(report for why in found for report in why.report_ids))
    if name == "day-rule":
        today = [rule for rule in brief.directives.day_rules if rule.day == at.date]
        rows = tuple(dict.fromkeys(row for rule in today for row in rule.rows)) or rows
        reports = tuple(dict.fromkeys(r for rule in today for r in rule.report_ids)) or reports
    return Reason(code_of(name, brief, at), rows, told.sentence(brief, at), reports)


def code_of(name: str, brief: Brief, session: PlannedSession) -> str:
    """The stable reason code; caps and counts name their window: `load-cap-W1`."""
    told = RULE_TEXTS[name]
    if name not in WINDOW_RULES:
        return told.code
    window = next((w.name for w in brief.directives.windows if w.holds(session.date)), brief.directives.w1.name)
    return f"{told.code}-{window}"


def _directive_keys(told: RuleText, session: PlannedSession, brief: Brief) -> tuple[str, ...]:
    if told.directive is None:
        return ()
    window = next((w.name.lower() for w in brief.directives.windows if w.holds(session.date)), "w1")
    return (told.directive, f"{told.directive}_{window}")


def _level_reason(undone: tuple[tuple[str, int], ...], levels: dict[str, int]) -> Reason:
    for name, value in undone:
        if value > levels.get(name, 0):
            family = "key_sessions" if name.startswith("key_sessions") else name
            rows, text = LEVEL_TEXTS[family]
            return Reason(f"level-{name.replace('_', '-')}", rows, text)
    rows, text = LEVEL_TEXTS["sessions_changed"]
    return Reason("level-sessions-changed", rows, "Goes together with the other changes of these days")
