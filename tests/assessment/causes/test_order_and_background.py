"""Tags name the general rows they stand on beside those that found them, and come in the order in which causes are looked at."""

import pytest

from service.domain.assessment import TagName
from tests.assessment.cases import tags_of
from tests.assessment.causes.test_rows import a_start, unexplained
from tests.support.builders import POLICY


@pytest.mark.parametrize(
    ("build", "tag", "rows"),
    [
        (a_start, TagName.WARMUP, {"S3-11", "S2-43", "S2-54"}),
        (a_start, TagName.FUEL, {"S3-09"}),
        (a_start, TagName.STRESS, {"S2-22", "S2-70"}),
        (a_start, TagName.SLEEP, {"S2-54"}),
        (unexplained, TagName.FORM, {"S1-04", "S2-66", "S2-70", "D11"}),
    ],
)
def test_a_tag_names_what_it_generally_rests_on(build, tag, rows) -> None:
    found = {entry.tag: set(entry.rows) for entry in tags_of(build(POLICY))}
    assert rows <= found[tag]


def test_supply_is_looked_at_before_sleep_and_load() -> None:
    """S1-36: fuel, fluid, sleep, load, iron."""
    tags = [entry.tag for entry in tags_of(a_start(POLICY))]
    looked_at = [tag for tag in (TagName.FUEL, TagName.HYDRATION, TagName.SLEEP, TagName.LOAD, TagName.IRON_RISK) if tag in tags]
    assert [tag for tag in tags if tag in looked_at] == looked_at
    assert tags[0] is TagName.FUEL
