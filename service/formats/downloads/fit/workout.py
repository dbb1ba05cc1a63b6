"""One session as a FIT workout file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, time
from hashlib import sha256

from fit_tool.fit_file_builder import FitFileBuilder
from fit_tool.profile.messages.file_id_message import FileIdMessage
from fit_tool.profile.messages.workout_message import WorkoutMessage
from fit_tool.profile.messages.workout_step_message import WorkoutStepMessage
from fit_tool.profile.profile_type import FileType, Manufacturer, SubSport
from fit_tool.profile.profile_type import Sport as FitSport

from service.documents.plan import PlanDocument
from service.documents.session import SessionDocument
from service.documents.structure import End, Step, StepClass, Strength
from service.domain.session import Sport
from service.formats.blocks import Block, blocks_of, steps_of
from service.formats.downloads.dated import date_of, edited_at
from service.formats.downloads.fit.steps import repeat_message, step_messages
from service.formats.downloads.fit.strings import fitted
from service.formats.downloads.folder import NotAWorkout
from service.formats.downloads.thresholds import thresholds_of
from service.formats.downloads.words import one_line

SPORTS: Mapping[Sport, tuple[FitSport, SubSport]] = {
    Sport.RUN: (FitSport.RUNNING, SubSport.GENERIC),
    Sport.BIKE: (FitSport.CYCLING, SubSport.GENERIC),
    Sport.SWIM: (FitSport.SWIMMING, SubSport.GENERIC),
    Sport.STRENGTH: (FitSport.TRAINING, SubSport.STRENGTH_TRAINING),
    Sport.BRICK: (FitSport.MULTISPORT, SubSport.GENERIC),
    Sport.WALK: (FitSport.WALKING, SubSport.GENERIC),
    Sport.HIKE: (FitSport.HIKING, SubSport.GENERIC),
    Sport.ROW: (FitSport.ROWING, SubSport.GENERIC),
    Sport.SKI: (FitSport.CROSS_COUNTRY_SKIING, SubSport.GENERIC),
    Sport.MOBILITY: (FitSport.TRAINING, SubSport.FLEXIBILITY_TRAINING),
    Sport.CROSS: (FitSport.FITNESS_EQUIPMENT, SubSport.GENERIC),
}
"""All others are generic."""
EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
"""The format counts from the end of 1989."""
MOST_NAME, MOST_DESCRIPTION = 80, 250
"""Bytes."""


def workout_file(session: SessionDocument, plan: PlanDocument) -> tuple[bytes, int]:
    """The file, and how many steps it has. Raises NotAWorkout."""
    steps = list(_steps(session, plan))
    head = WorkoutMessage()
    sport, sub_sport = SPORTS.get(session.sport, (FitSport.GENERIC, SubSport.GENERIC))
    head.sport, head.sub_sport = sport, sub_sport
    head.workout_name = fitted(one_line(session.title or session.kind.value.replace("_", " ")), MOST_NAME)
    if session.description:
        head.workout_description = fitted(session.description, MOST_DESCRIPTION)
    head.num_valid_steps = len(steps)
    builder = FitFileBuilder(auto_define=True)
    builder.add_all([_file_id(session, plan), head, *steps])
    content: bytes = builder.build_bytes()
    return content, len(steps)


def _file_id(session: SessionDocument, plan: PlanDocument) -> FileIdMessage:
    """Devices keep one file for each pair of serial number and instant."""
    message = FileIdMessage()
    message.type = FileType.WORKOUT
    message.manufacturer = Manufacturer.DEVELOPMENT.value
    message.product = 0
    made = edited_at(session) or datetime.combine(date_of(session), time(), tzinfo=UTC)
    message.time_created = int(max(made, EARLIEST).timestamp()) * 1000
    message.serial_number = int.from_bytes(sha256(f"{plan.id or plan.name}/{session.id}".encode()).digest()[:4]) or 1
    return message


def _steps(session: SessionDocument, plan: PlanDocument) -> Iterator[WorkoutStepMessage]:
    index = 0
    known = thresholds_of(plan, session.sport, date_of(session))
    for block in _blocks(session):
        first = index
        for step in block.steps:
            for message in step_messages(step, session.sport, known):
                message.message_index = index
                index += 1
                yield message
        if block.is_repeat:
            yield repeat_message(block, first, index)
            index += 1


def _blocks(session: SessionDocument) -> Iterator[Block]:
    """The steps; without any, the sets of a strength session; without those, one step as long as the session."""
    if steps := steps_of(session.structure):
        yield from blocks_of(steps)
    elif session.strength is not None and session.strength.exercises:
        yield from _sets(session.strength)
    else:
        yield Block((_whole(session),))


def _whole(session: SessionDocument) -> Step:
    planned = session.planned
    seconds = planned.duration_s.mean() if planned and planned.duration_s else None
    metres = planned.distance_m.mean() if planned and planned.distance_m else None
    if seconds:
        return Step(step_class=StepClass.ACTIVE, end=End(type="time", s=seconds))
    if metres:
        return Step(step_class=StepClass.ACTIVE, end=End(type="distance", m=metres))
    raise NotAWorkout("has neither steps nor a duration nor a distance.")


def _sets(strength: Strength) -> Iterator[Block]:
    """Each set as a step that ends with its repetitions or its time, and the rest behind it."""
    for exercise in strength.exercises:
        for one in exercise.sets or ():
            reps, seconds = (quantity.top() if quantity is not None else None for quantity in (one.reps, one.duration_s))
            end = End(type="reps", value=reps) if reps else End(type="time", s=seconds) if seconds else End(type="open")
            weight = one.load_kg.mean() if one.load_kg is not None else None
            yield Block(
                (Step(name=exercise.name, step_class=StepClass.ACTIVE, end=end, notes=None if weight is None else f"{weight:g} kg"),)
            )
            if one.rest_s:
                yield Block((Step(step_class=StepClass.REST, end=End(type="time", s=one.rest_s)),))
