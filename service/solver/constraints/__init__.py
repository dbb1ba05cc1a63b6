"""The rules over several sessions, one file each. This list is the specification, in the order of the model."""

from __future__ import annotations

from service.solver.constraints.after_long import AfterLong
from service.solver.constraints.after_sequence import AfterSequence
from service.solver.constraints.base import Constraint
from service.solver.constraints.cross_training_max import CrossTrainingMax
from service.solver.constraints.group_together import GroupTogether
from service.solver.constraints.hard_count import HardCount
from service.solver.constraints.hard_to_hard import HardToHard
from service.solver.constraints.hard_to_long import HardToLong
from service.solver.constraints.insertions import Insertions
from service.solver.constraints.load_cap import LoadCap
from service.solver.constraints.load_ceiling import LoadCeiling
from service.solver.constraints.long_to_hard import LongToHard
from service.solver.constraints.long_to_long import LongToLong
from service.solver.constraints.max_hard import MaxHard
from service.solver.constraints.max_runs import MaxRuns
from service.solver.constraints.min_rest_days import MinRestDays
from service.solver.constraints.minutes_per_day import MinutesPerDay
from service.solver.constraints.needless_moves import NeedlessMoves
from service.solver.constraints.no_make_up import NoMakeUp
from service.solver.constraints.no_new_double import NoNewDouble
from service.solver.constraints.one_run_a_day import OneRunADay
from service.solver.constraints.race_spacing import RaceSpacing
from service.solver.constraints.rest_by import RestBy
from service.solver.constraints.rest_in_seven import RestInSeven
from service.solver.constraints.run_minutes_cap import RunMinutesCap
from service.solver.constraints.run_spike import RunSpike
from service.solver.constraints.sessions_per_day import SessionsPerDay
from service.solver.constraints.speed_strength_rest import SpeedStrengthRest
from service.solver.constraints.strength_spacing import StrengthSpacing
from service.solver.constraints.training_days import TrainingDays

ALL: tuple[Constraint, ...] = (
    LoadCap(),
    MaxHard(),
    MaxRuns(),
    MinRestDays(),
    RestBy(),
    CrossTrainingMax(),
    RunMinutesCap(),
    HardToHard(),
    HardToLong(),
    LongToHard(),
    LongToLong(),
    AfterLong(),
    StrengthSpacing(),
    Insertions(),
    SpeedStrengthRest(),
    RaceSpacing(),
    RestInSeven(),
    LoadCeiling(),
    RunSpike(),
    HardCount(),
    SessionsPerDay(),
    OneRunADay(),
    NoNewDouble(),
    MinutesPerDay(),
    TrainingDays(),
    NoMakeUp(),
    GroupTogether(),
    AfterSequence(),
    NeedlessMoves(),
)
