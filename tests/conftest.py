"""Options of the test run.

`--row-off S1-35` runs the tests as if that row of the catalogue did not act. A row is carried by the code when some
test then fails; `tests/catalogue/prove_rows.py` finds out which.
"""

from __future__ import annotations

import os

import hypothesis
import pytest

from service.domain.policy import Policy

pytest_plugins = ["tests.support.databases", "tests.support.served"]

ROW_OFF = "ADJUSTER_TEST_ROW_OFF"

# The same examples in every run, so that a change is judged by what it changes. To look for new ones:
# `uv run pytest --hypothesis-profile=exploring`.
hypothesis.settings.register_profile("steady", derandomize=True, deadline=None)
hypothesis.settings.register_profile("exploring", deadline=None, max_examples=500)
hypothesis.settings.load_profile("steady")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--row-off", metavar="ROW", default=os.environ.get(ROW_OFF), help="run as if this row of the catalogue did not act")


def pytest_configure(config: pytest.Config) -> None:
    row = config.getoption("--row-off")
    if row:
        switch_off(row)
        fail_quickly()


def switch_off(row: str) -> None:
    """Every policy of this process from now on, however it was made, answers that `row` does not act."""
    asked = Policy.on
    Policy.on = lambda policy, name: name != row and asked(policy, name)


def fail_quickly() -> None:
    """That a property fails is all a run without a row wants to know: no smaller example is looked for, none is kept."""
    phases = (hypothesis.Phase.explicit, hypothesis.Phase.generate)
    hypothesis.settings.register_profile("row-off", phases=phases, database=None, deadline=None)
    hypothesis.settings.load_profile("row-off")
