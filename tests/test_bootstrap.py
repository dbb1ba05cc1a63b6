"""The composition root."""

from __future__ import annotations

import subprocess
import sys


def test_a_warm_worker_has_the_solver_loaded_and_nothing_has_it_before() -> None:
    program = (
        "import sys; from service.bootstrap import build_services, read_settings, warm_up; build_services(read_settings());"
        "cold = 'ortools.sat.python.cp_model' in sys.modules; warm_up();"
        "print(cold, 'ortools.sat.python.cp_model' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split() == ["False", "True"]
