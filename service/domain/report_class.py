"""The patterns that reports can make. A pattern is no diagnosis."""

from __future__ import annotations

from enum import StrEnum


class ReportClass(StrEnum):
    RED_FLAG = "RED_FLAG"
    POST_ILLNESS = "POST_ILLNESS"
    INSUFFICIENT_DATA = "INSUFFICIENT_DATA"
    GOOD = "GOOD"
    TAPER_NORMAL = "TAPER_NORMAL"
    P5_WEEK_TREND = "P5_WEEK_TREND"
    P4_MULTI_DAY = "P4_MULTI_DAY"
    EXPECTED_DOMS = "EXPECTED_DOMS"
    P3_WHOLE_RUN = "P3_WHOLE_RUN"
    P2_MIDWAY = "P2_MIDWAY"
    P1_START = "P1_START"
    ISOLATED = "ISOLATED"
