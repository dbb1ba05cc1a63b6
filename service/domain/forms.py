"""The forms that a session can take when a week is re-planned, from untouched to dropped."""

from __future__ import annotations

from enum import StrEnum

from service.domain.session import Kind, PlannedSession


class Form(StrEnum):
    KEPT = "kept"
    REDUCED = "reduced"
    """The author's own shorter form."""
    SHORTENED = "shortened"
    EASY = "easy"
    RECOVERY = "recovery"
    CROSS = "cross"
    DROPPED = "dropped"


SEVERITY = {
    Form.KEPT: 0, Form.REDUCED: 1, Form.SHORTENED: 2, Form.EASY: 3, Form.RECOVERY: 3, Form.CROSS: 4, Form.DROPPED: 5,
}  # fmt: skip
"""How much of a session is given up."""


def form_of(reference: PlannedSession, revised: PlannedSession) -> Form:
    """The form that `revised` is of `reference`; moving alone does not change the form."""
    if revised.is_off and not reference.is_off:
        return Form.DROPPED
    if revised.modality is not None and revised.modality is not reference.modality:
        return Form.CROSS
    same_content = (revised.sport, revised.kind, revised.duration_s, revised.load, revised.hard) == (
        reference.sport, reference.kind, reference.duration_s, reference.load, reference.hard,
    )  # fmt: skip
    if same_content:
        return Form.KEPT
    short = reference.reduced
    if short is not None and (revised.duration_s, revised.load) == (short.duration_s, short.load):
        return Form.REDUCED
    if revised.kind is Kind.RECOVERY and reference.kind is not Kind.RECOVERY:
        return Form.RECOVERY
    if revised.kind is Kind.EASY and reference.kind is not Kind.EASY:
        return Form.EASY
    return Form.SHORTENED
