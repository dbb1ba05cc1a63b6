"""Solver and checker know the same rules, and switch them off by the same catalogue rows. They share nothing else."""

import ast
from pathlib import Path

import pytest

from service.checker import RULES
from service.checker.rules import PLAN_RULES
from service.solver.constraints import ALL
from service.solver.unary import UNARY

CHECKER_ROWS = {rule.name: set(rule.rows) for rule in PLAN_RULES}


def test_both_know_the_same_rules():
    assert sorted(RULES) == sorted([*(rule.name for rule in ALL), *(name for name, _ in UNARY)])


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.name)
def test_a_rule_that_is_off_in_the_solver_is_off_in_the_checker(rule):
    assert set(rule.rows) <= CHECKER_ROWS[rule.name]


@pytest.mark.parametrize(("folder", "other"), [("service/checker", "service.solver"), ("service/solver", "service.checker")])
def test_neither_reads_the_other(folder, other):
    for path in Path(folder).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = (
                [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else [a.name for a in node.names]
                if isinstance(node, ast.Import)
                else []
            )
            assert not any(name.startswith(other) for name in names), path
