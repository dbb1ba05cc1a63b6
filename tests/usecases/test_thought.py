"""An answer is stored as it was given."""

from __future__ import annotations

from typing import Any, cast

import pytest

from service.documents.adjustment import AdjustmentDocument
from service.usecases.proposing import Thought
from tests.support.samples import answer, raw_request


@pytest.mark.parametrize("name", ["sc-06-three-days-and-strain", "marathon-poor-sleep-and-stress"])
def test_an_answer_is_stored_as_it_was_given_under_the_id_of_its_proposal(name: str) -> None:
    document = answer(raw_request(name))
    thought = Thought(cast("Any", None), "", document, document.model_dump_json().encode())
    assert thought.under("adj_1") == document.model_copy(update={"id": "adj_1"}).model_dump_json()
    assert AdjustmentDocument.model_validate_json(thought.under("adj_1")).id == "adj_1"
