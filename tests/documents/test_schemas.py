import copy
import json
from pathlib import Path

import jsonschema
import pytest

from service.documents.schemas import SCHEMAS, schema_of, write_schemas
from service.errors import BadInput
from tests.support.plain import FULL_PLAN, plain_plan, plain_report, plain_request, plain_session

COMMITTED = Path(__file__).parents[2] / "openapi" / "schemas"


def test_the_committed_schemas_are_those_of_the_documents(tmp_path: Path) -> None:
    fresh = {path.name: path.read_text("utf-8") for path in write_schemas(tmp_path)}
    assert {path.name: path.read_text("utf-8") for path in COMMITTED.glob("*.json")} == fresh


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_schema_is_one(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema_of(name))


@pytest.mark.parametrize(
    ("name", "document"),
    [
        ("plan/1", FULL_PLAN),
        ("plan/1", plain_plan(plain_session(planned={"duration_s": 3600}, rpe=7, colour="red"))),
        ("report/1", plain_report(flags=None)),
        ("adjust-request/1", plain_request(reports=[plain_report()])),
    ],
)
def test_what_is_accepted_keeps_to_the_published_schema(name: str, document: dict[str, object]) -> None:
    SCHEMAS[name].model_validate(copy.deepcopy(document))
    jsonschema.validate(document, schema_of(name))


def test_a_schema_refuses_what_the_document_refuses() -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(plain_report(heaviness=11), schema_of("report/1"))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(plain_report(heavyness=5), schema_of("report/1"))


def test_a_document_is_found_by_several_spellings_and_a_wrong_one_names_all() -> None:
    assert schema_of("plan") == schema_of("plan-1") == schema_of("plan-1.json") == schema_of("plan/1")
    with pytest.raises(BadInput, match=r"Did you mean report/1.*adjust-request/1"):
        schema_of("reprot")


def test_schemas_are_plain_json() -> None:
    for name in SCHEMAS:
        assert json.loads(json.dumps(schema_of(name)))["$id"].endswith(".json")
