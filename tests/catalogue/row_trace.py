"""A pytest plugin that notes which tests ask about which rows, and which tests fail."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from service.domain.policy import Policy


class RowTrace:
    """Runs along with one test run and writes what it saw to `result` as JSON.

    What is asked while a module or its fixtures are set up may serve any test of that file, and is noted for all of them.
    With `only`, no other tests run, and these in that order; test ids hold characters that no command line can carry.
    """

    def __init__(self, result: Path, only: Sequence[str] = ()) -> None:
        self.result = result
        self.only = {test: place for place, test in enumerate(only)}
        self.now: str | None = None
        self.shared = True
        self.by_test: dict[str, set[str]] = defaultdict(set)
        self.by_file: dict[str, set[str]] = defaultdict(set)
        self.tests: list[str] = []
        self.failed: list[str] = []
        self.broken: list[str] = []
        self.seconds: dict[str, float] = defaultdict(float)

    def pytest_configure(self) -> None:
        ask = Policy.on

        def noting(policy: Policy, row: str) -> bool:
            if self.now is not None:
                (self.by_file[self.now.split("::")[0]] if self.shared else self.by_test[self.now]).add(row)
            return ask(policy, row)

        Policy.on = noting

    @pytest.hookimpl(wrapper=True)
    def pytest_make_collect_report(self, collector: pytest.Collector) -> Iterator[None]:
        self.now = collector.nodeid if isinstance(collector, pytest.Module) else None
        result = yield
        self.now = None
        return result

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        if self.only:
            items[:] = sorted((item for item in items if item.nodeid in self.only), key=lambda item: self.only[item.nodeid])

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        self.tests = [item.nodeid for item in session.items]

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self.now = item.nodeid
        result = yield
        self.now = None
        return result

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self) -> Iterator[None]:
        self.shared = False
        result = yield
        self.shared = True
        return result

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.seconds[report.nodeid] += report.duration
        if report.failed and report.nodeid not in self.failed:
            self.failed.append(report.nodeid)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.broken.append(report.nodeid)

    def pytest_sessionfinish(self) -> None:
        asked: dict[str, list[str]] = defaultdict(list)
        for test in self.tests:
            for row in self.by_test[test] | self.by_file[test.split("::")[0]]:
                asked[row].append(test)
        document = {
            "asked": asked,
            "failed": self.failed,
            "broken": self.broken,
            "seconds": {test: self.seconds[test] for test in self.tests},
        }
        self.result.write_text(json.dumps(document))
