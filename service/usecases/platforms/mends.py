"""What is wrong with a message, in words that may be shown to whoever looks after the program that sent it."""

from __future__ import annotations

from service.errors import BadInput, Finding

NAMED = " is not known here. "


def mend_of(error: BadInput) -> str:
    """The first place that does not fit, and how to mend it. Names that the sender made up are left out: they may be anybody's words."""
    if not error.findings:
        return error.message
    first, *others = error.findings
    count = f" ({len(others) + 1} findings in all)" if others else ""
    return _said(first) + count


def _said(finding: Finding) -> str:
    if finding.code != "unknown-key":
        return f"{finding.pointer}: {finding.detail}"
    place = finding.pointer.rpartition("/")[0] or "The message"
    return f"{place}: A name in it{NAMED}{finding.detail.partition(NAMED)[2]}".strip()
