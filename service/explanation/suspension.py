"""Why sessions are on hold at level 5."""

from __future__ import annotations

from dataclasses import replace

from service.assessment.wording import flag_label
from service.domain.adjustment import Action, Change, Reason
from service.domain.assessment import Assessment

HOLD_ROWS = ("S3-27", "S3-29")


def explain_suspension(assessment: Assessment, changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """The same changes, each with the signs that stopped the plan."""
    why = assessment.directives.why("suspend")
    signs = ", ".join(flag_label(code) for code in assessment.referral.codes) if assessment.referral else ""
    text = "On hold until somebody medical has had a look" + (f": {signs}" if signs else "")
    # The table's own rows of level 5 (D-5-…) say what stops, not why.
    rows = tuple(row for row in why.rows if not row.startswith("D-")) or HOLD_ROWS
    reason = Reason("on-hold", rows, text, why.report_ids or assessment.report_ids)
    return tuple(replace(change, reasons=(reason,)) if change.action is Action.SUSPEND else change for change in changes)
