"""Where an input stops being believable. These bound what is read; they are no training rules and not part of the policy."""

from __future__ import annotations

from datetime import date

MOST_BYTES = 10 * 1024 * 1024
MOST_SESSIONS = 5_000
MOST_REPORTS = 5_000
MOST_STEPS = 2_000
MOST_FINDINGS = 50
MOST_TEXT = 20_000
LONGEST_REPORT_ID = 128
DEEPEST_NESTING = 64

LARGEST_INT = 2**31 - 1
EARLIEST_DATE = date(1970, 1, 1)
LATEST_DATE = date(2199, 12, 31)

MOST_SECONDS = 24 * 60 * 60
MOST_METRES = 1_500_000
"""A day and a night on a bicycle."""
MOST_METRES_ON_FOOT = 299_999
"""A run of 300 km is a slip of the unit."""
MOST_LOAD = 5_000
MOST_RPE = 10

ODD_HARD_SECONDS = 240 * 60
"""A hard session beyond this is taken, with a warning."""
ODD_RUN_METRES = 120_000
"""The same for a run."""
