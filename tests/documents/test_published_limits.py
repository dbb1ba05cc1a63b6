"""What a document refuses for its form alone, its published schema refuses too; and neither refuses what the other takes."""

from collections.abc import Mapping
from typing import Any

import jsonschema
import pytest
from pydantic import BaseModel

from service.api.schemas.athletes import NewAthlete
from service.api.schemas.orders import OverrideIn
from service.api.schemas.policies import PolicyIn
from service.api.schemas.webhooks import EndpointIn
from service.documents.adjust_request import AdjustRequestDocument
from service.documents.completions import CompletionDocument
from service.documents.own_policy import ADJUSTABLE, PolicyDocument
from service.documents.plan import PlanDocument
from service.documents.refusal import validated
from service.documents.report import ReportDocument
from service.documents.state import StateDocument
from service.domain.override_scopes import OVERRIDE_SCOPES, ValueKind
from service.errors import BadInput
from service.notifications.addresses import check_url
from service.usecases.webhooks.endpoints import EVENT_TYPES
from tests.support.plain import Json, plain_plan, plain_report, plain_request, plain_session

FITTING: Mapping[ValueKind, tuple[object, object]] = {
    ValueKind.LEVEL: (4, 5),
    ValueKind.DATE: ("2026-03-09", 3),
    ValueKind.COUNT: (99, 100),
    ValueKind.RATIO: (1, 1.1),
    ValueKind.AMOUNT: (1e9, -1),
}
"""By kind: the last value that fits, and one that does not."""


def by_schema(model: type[BaseModel], said: Json) -> bool:
    return jsonschema.Draft202012Validator(model.model_json_schema()).is_valid(said)


def by_document(model: type[BaseModel], said: Json) -> bool:
    try:
        read = validated(model, said)
        if isinstance(read, OverrideIn):
            read.document()
        if isinstance(read, EndpointIn):
            check_url(read.url)
    except BadInput:
        return False
    return True


def session(**more: Any) -> Json:
    return plain_plan(plain_session(**more))


def profile(**more: Any) -> Json:
    return {"name": "Eva", "timezone": "Europe/Vienna", "profile": more}


def override(scope: str, value: object) -> Json:
    return {"scope": scope, "value": value, "reason": "a longer reason than most", "expires_on": "2026-03-09"}


def state(flag: str) -> Json:
    return {"level": 1, "open_flags": [{"code": flag, "observed_at": "2026-03-09T08:00:00Z", "report_id": "r-1"}]}


TAKEN: list[tuple[type[BaseModel], Json]] = [
    (ReportDocument, plain_report(flags=["RF_NUMB"], note="tab\tand\nline end, Grüße 🙂")),
    (StateDocument, state("RF_PAIN")),
    (PlanDocument, session(start_time="23:59")),
    (PlanDocument, session(start_time="06:30:15")),
    (NewAthlete, profile(availability=[{"weekday": "mon", "date": None}, {"date": "2026-03-09"}], gates=["minor"])),
    (PolicyIn, {"numbers": {"spacing.hard_to_hard": 3, "spacing.run_spike_ratio": 1.05, "spacing.hard_days_hard": True}}),
    (PolicyDocument, {"name": "mine", "numbers": {}}),
    (EndpointIn, {"url": "https://hooks.example.com:8443/in?a=b", "events": ["*", EVENT_TYPES[0]]}),
    (EndpointIn, {"url": "https://[2a00:1450::1]/"}),
    (CompletionDocument, {"status": "done", "source": {"format": "fit"}, "also_from": [{"file": "a.fit"}]}),
    (AdjustRequestDocument, plain_request(options={"refuse": ["s-1:move", "insert:2026-03-05:core", "a:b:drop"]})),
    *((OverrideIn, override(scope, FITTING[kind][0])) for scope, kind in OVERRIDE_SCOPES.items()),
]

REFUSED: list[tuple[type[BaseModel], Json]] = [
    (ReportDocument, plain_report(flags=["RF_UNKNOWN"])),
    (ReportDocument, plain_report(note="bell\x07")),
    (StateDocument, state("RF_UNKNOWN")),
    (StateDocument, {"level": 1, "overrides_in_force": {"level": "0" * 301}}),
    (PlanDocument, session(start_time="24:00")),
    (PlanDocument, session(start_time="T06:30")),
    (PlanDocument, session(start_time="0630")),
    (NewAthlete, profile(availability=[{}])),
    (NewAthlete, profile(availability=[{"weekday": "mon", "date": "2026-03-09"}])),
    (NewAthlete, profile(availability=[{"weekday": "mon", "from": "2026-03-09"}])),
    (NewAthlete, profile(gates=["minor", "minor"])),
    (NewAthlete, profile(colour="red")),
    (NewAthlete, {"name": "Eva", "timezone": "Europe/Vienna", "email": "eva\x00@example.org"}),
    (PolicyIn, {"numbers": {"spacing.hard_to_hard": 1}}),
    (PolicyIn, {"numbers": {"spacing.hard_to_hard": 2.5}}),
    (PolicyIn, {"numbers": {"spacing.hard_to_hard": True}}),
    (PolicyIn, {"numbers": {"spacing.hard_days_hard": 1}}),
    (PolicyIn, {"numbers": {"spacing.nothing": 2}}),
    (PolicyDocument, {"name": "default"}),
    (EndpointIn, {"url": "http://hooks.example.com/"}),
    (EndpointIn, {"url": "https://hooks.example.com:80/"}),
    (EndpointIn, {"url": "https://someone@hooks.example.com/"}),
    (EndpointIn, {"url": "https://hooks.example.com/a b"}),
    (CompletionDocument, {"status": "done", "source": {"colour": "red"}}),
    (CompletionDocument, {"status": "done", "also_from": [{"colour": "red"}]}),
    (AdjustRequestDocument, plain_request(options={"refuse": ["s-1:explode"]})),
    (AdjustRequestDocument, plain_request(options={"refuse": ["insert:2026-03-05:move"]})),
    *((OverrideIn, override(scope, FITTING[kind][1])) for scope, kind in OVERRIDE_SCOPES.items()),
    (OverrideIn, override("levels", 1)),
]


@pytest.mark.parametrize(("model", "said"), TAKEN)
def test_what_a_document_takes_its_schema_takes(model: type[BaseModel], said: Json) -> None:
    assert by_document(model, said)
    assert by_schema(model, said)


@pytest.mark.parametrize(("model", "said"), REFUSED)
def test_what_a_document_refuses_its_schema_refuses(model: type[BaseModel], said: Json) -> None:
    assert not by_document(model, said)
    assert not by_schema(model, said)


def test_an_event_type_that_nobody_knows_is_not_published() -> None:
    assert not by_schema(EndpointIn, {"url": "https://hooks.example.com/", "events": ["nothing.happened"]})


@pytest.mark.parametrize("place", ADJUSTABLE)
def test_every_number_of_a_policy_is_published_with_its_bounds(place: str) -> None:
    bounds = ADJUSTABLE[place]
    values = [True, False] if bounds.published["type"] == "boolean" else [bounds.published["minimum"], bounds.published["maximum"]]
    assert all(by_schema(PolicyIn, {"numbers": {place: value}}) and by_document(PolicyIn, {"numbers": {place: value}}) for value in values)


@pytest.mark.parametrize("value", ["2026-02-30", "2026-W10-1", "0001-01-01", "9999-12-31"])
def test_a_date_that_no_plan_can_hold_is_no_value_of_an_override(value: str) -> None:
    assert not by_document(OverrideIn, override("easy_until", value))


@pytest.mark.parametrize("value", ["2026-13-45", "0001-01-01"])
def test_a_remembered_date_that_does_not_exist_is_refused(value: str) -> None:
    assert not by_document(StateDocument, {"level": 1, "overrides_in_force": {"easy_until": value}})
