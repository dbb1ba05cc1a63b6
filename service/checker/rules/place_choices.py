"""Unary rules about forms and about what the coach decided: never harder, protected, pins, refusals, modalities."""

from __future__ import annotations

from service.checker.case import Case, Standing
from service.domain.forms import Form


def never_harder(case: Case, standing: Standing) -> str | None:
    """A report makes a plan easier, never harder."""
    del case
    was, now = standing.was, standing.now
    if was is None:
        return None
    if now.minutes > was.minutes:
        return f"is longer than planned ({now.minutes} minutes for {was.minutes})"
    if now.load > was.load:
        return f"has more load than planned ({now.load} for {was.load})"
    if now.hard and not was.hard:
        return "is hard and was not planned hard"
    higher = (now.rpe or 0) > (was.rpe or 0) or (now.rpe_high or 0) > (was.rpe_high or 0)
    return "is planned at a higher effort than before" if higher else None


def protected(case: Case, standing: Standing) -> str | None:
    if standing.now.id not in case.directives.protected_ids:
        return None
    return "is protected, and dropped or swapped" if standing.form in (Form.DROPPED, Form.CROSS) else None


def pin(case: Case, standing: Standing) -> str | None:
    """The coach's word: this date, and this part of the day where one was named."""
    for wanted in case.brief.pins:
        if wanted.session_id != standing.now.id:
            continue
        if standing.form is Form.DROPPED:
            return "is pinned and dropped"
        if standing.now.date != wanted.date:
            return f"is pinned to {wanted.date} and stands on {standing.now.date}"
        if wanted.part_of_day is not None and standing.now.part_of_day is not wanted.part_of_day:
            return f"is pinned to the {wanted.part_of_day.value}"
    return None


REFUSED_FORMS = {
    "drop": (Form.DROPPED,),
    "rest": (Form.DROPPED,),
    "ease": (Form.EASY, Form.RECOVERY),
    "shorten": (Form.SHORTENED, Form.REDUCED),
    "swap": (Form.CROSS,),
}


def refusal(case: Case, standing: Standing) -> str | None:
    """What the coach refused does not come back in any form."""
    for refused in case.brief.refusals:
        if refused.action == "insert" or refused.session_id != standing.now.id:
            continue
        if refused.action == "move" and standing.moved:
            return "is moved although the coach refused that"
        if standing.form in REFUSED_FORMS.get(refused.action, ()):
            return f"becomes {standing.form.value} although the coach refused that"
    return None


def modality(case: Case, standing: Standing) -> str | None:
    if standing.form is not Form.CROSS or standing.now.modality in case.directives.cross_training.modalities:
        return None
    return "is swapped for a sport that is not offered"
