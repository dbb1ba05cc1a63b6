"""Every placement that no unary rule forbids, and the rules that forbid the others."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from service.domain.forms import Form
from service.domain.session import Kind, PlannedSession, Sport
from service.solver.candidate import Candidate
from service.solver.forms import Shape, shapes
from service.solver.problem import Mover, Problem
from service.solver.traits import Traits
from service.solver.unary import DROPPING, UNARY, UnaryRule
from service.solver.unary.dates import may_travel, most_days

Written = tuple[Shape, Traits]
Rules = tuple[tuple[str, UnaryRule], ...]


@dataclass(frozen=True, slots=True)
class Placement:
    """One thing that may happen: to a session (`mover`), or the insertion of a new one (`mover` is None).

    `session` is what would be done, still written on its reference date; `day` is where it would stand.
    """

    number: int
    mover: Mover | None
    day: int
    form: Form
    session: PlannedSession
    traits: Traits
    exact_cut: bool = False
    is_own_place: bool = False

    @property
    def home(self) -> int:
        return self.day if self.mover is None else self.mover.day

    @property
    def planned(self) -> PlannedSession:
        """The session of the reference (for an insertion: itself)."""
        return self.session if self.mover is None else self.mover.session

    @property
    def is_kept(self) -> bool:
        return self.form is Form.KEPT and self.mover is not None

    @property
    def is_dropped(self) -> bool:
        return self.form is Form.DROPPED

    @property
    def is_moved(self) -> bool:
        return self.day != self.home


@dataclass(frozen=True, slots=True)
class Placements:
    """`of[n]` are the placements of mover n; `insertions` stand for themselves; `own_place_forbidden[n]` tells of mover n."""

    all: tuple[Placement, ...]
    of: tuple[tuple[Placement, ...], ...]
    insertions: tuple[Placement, ...]
    own_place_forbidden: tuple[bool, ...]

    def is_needless_move(self, placement: Placement) -> bool:
        """Moved although its own place is possible."""
        return placement.is_moved and placement.mover is not None and not self.own_place_forbidden[placement.mover.number]


def read_placements(problem: Problem, without: Collection[str] = ()) -> Placements:
    """All placements, sorted; `without` names unary rules that are not asked."""
    rules = tuple((name, rule) for name, rule in UNARY if name not in without)
    made: list[Placement] = []
    of: list[tuple[Placement, ...]] = []
    forbidden: list[bool] = []
    for mover in problem.movers:
        written = _write(problem, mover)
        own_forbidden = _is_own_place_forbidden(problem, mover, written[0], rules)
        forbidden.append(own_forbidden)
        of.append(_allowed(problem, rules, _candidates(problem, mover, written, own_forbidden=own_forbidden), len(made)))
        made.extend(of[-1])
    insertions = tuple(_insertions(problem, len(made)))
    return Placements((*made, *insertions), tuple(of), insertions, tuple(forbidden))


def _write(problem: Problem, mover: Mover) -> list[Written]:
    pinned = (_pinned(mover, shape) for shape in shapes(problem, mover))
    return [(shape, problem.traits(shape.session)) for shape in pinned]


def _allowed(problem: Problem, rules: Rules, candidates: Iterable[Candidate], start: int) -> tuple[Placement, ...]:
    """The candidates that no rule forbids. Of several modalities the best that a date allows is enough."""
    allowed: list[Placement] = []
    swapped: set[tuple[int, int]] = set()
    for c in candidates:
        length = (c.day, c.traits.minutes)
        if (c.form is Form.CROSS and length in swapped) or is_forbidden(problem, rules, c):
            continue
        if c.form is Form.CROSS:
            swapped.add(length)
        allowed.append(Placement(start + len(allowed), c.mover, c.day, c.form, c.session, c.traits, c.exact_cut, c.is_own_place))
    return tuple(allowed)


def is_forbidden(problem: Problem, rules: Rules, candidate: Candidate) -> bool:
    """Whether any rule forbids the candidate; dropping is asked few of them."""
    dropped = candidate.is_dropped
    for name, rule in rules:  # noqa: SIM110  a solve asks this ten thousand times, and a plain loop is twice as fast
        if (not dropped or name in DROPPING) and rule(problem, candidate):
            return True
    return False


def _pinned(mover: Mover, shape: Shape) -> Shape:
    """A pin that names a part of day takes the session there; its start time is then open."""
    pin = mover.pin
    if pin is None or pin.part_of_day is None or pin.part_of_day is shape.session.part_of_day or shape.form is Form.DROPPED:
        return shape
    return replace(shape, session=replace(shape.session, part_of_day=pin.part_of_day, start_time=None))


def _is_own_place_forbidden(problem: Problem, mover: Mover, kept: Written, rules: Rules) -> bool:
    shape, traits = kept
    own = Candidate(mover, mover.day, Form.KEPT, shape.session, traits, exact_cut=False)
    return any(rule(problem, own) for _, rule in rules)


def _days(problem: Problem, mover: Mover) -> list[int]:
    """The days worth asking about, the own one first."""
    if mover.pin is not None:
        day = problem.calendar.day(mover.pin.date)
        return [day] if 0 <= day <= problem.last else []
    reach = most_days(problem, key=mover.session.is_key)
    near = range(max(0, mover.day - reach), min(problem.last, mover.day + reach) + 1)
    return [mover.day, *(day for day in near if day != mover.day)]


def _candidates(problem: Problem, mover: Mover, written: Sequence[Written], *, own_forbidden: bool) -> Iterator[Candidate]:
    """What is worth asking the rules about: every form at home, on other dates only what may travel."""
    for day in _days(problem, mover):
        at_home = day == mover.day
        for shape, traits in written:
            if shape.form is Form.DROPPED or (not at_home and not may_travel(mover, shape)):
                continue
            candidate = _candidate(problem, mover, day, shape, traits, own_forbidden=own_forbidden)
            if candidate is not None:
                yield candidate
    shape, traits = written[-1]
    yield Candidate(mover, mover.day, Form.DROPPED, shape.session, traits, exact_cut=False, own_place_forbidden=own_forbidden)


def _candidate(problem: Problem, mover: Mover, day: int, shape: Shape, traits: Traits, *, own_forbidden: bool) -> Candidate | None:
    exact = shape.exact_cut and day in problem.w1
    if not exact and not shape.anywhere:
        return None
    return Candidate(mover, day, shape.form, shape.session, traits, exact, own_forbidden)


def core_wanted(problem: Problem) -> int:
    """How many core sessions the directives still want in W1 beyond those of the reference."""
    has = sum(1 for standing in problem.reference_in(problem.w1) if standing.traits.core)
    return max(0, problem.directives.core_min - has)


def _insertions(problem: Problem, start: int) -> Iterator[Placement]:
    directives = problem.directives
    if not directives.may_insert or directives.ease_only or core_wanted(problem) == 0:
        return
    refused = {refusal.key for refusal in problem.brief.refusals}
    number = start
    for day in problem.w1.days():
        session = core_session(problem, day)
        if f"insert:{session.date.isoformat()}:core" not in refused and _may_stand(problem, session, day):
            yield Placement(number, None, day, Form.KEPT, session, problem.traits(session))
            number += 1


def core_session(problem: Problem, day: int) -> PlannedSession:
    """The core session that FORM asks for."""
    numbers, on = problem.policy.sessions, problem.calendar.date(day)
    minutes, rpe = numbers.default_minutes[Kind.CORE.value], numbers.default_rpe[Kind.CORE.value]
    return PlannedSession(
        id=f"insert-{on.isoformat()}-core", date=on, sport=Sport.STRENGTH, kind=Kind.CORE, duration_s=minutes * 60,
        load=round(rpe * minutes), hard=False, title="Core", rpe=rpe, rpe_high=rpe, inserted=True,
    )  # fmt: skip


def _may_stand(problem: Problem, session: PlannedSession, day: int) -> bool:
    has = problem.availability(day)
    if day < 0 or problem.is_closed_to_moves(day) or not has.available:
        return False
    fits = has.max_minutes is None or session.minutes <= has.max_minutes
    return fits and (has.sports is None or session.sport in has.sports)


def find_obstacles(problem: Problem, session_id: str, on: date, form: Form) -> tuple[str, ...]:
    """The unary rules that forbid this form on this date; nothing when one of its lengths may stand there.

    `constant` names a session that never changes, `form` a form that this session does not have.
    """
    mover = next((m for m in problem.movers if m.session.id == session_id), None)
    if mover is None:
        return ("constant",)
    written = _write(problem, mover)
    forbidden = _is_own_place_forbidden(problem, mover, written[0], UNARY)
    day = problem.calendar.day(on)
    found: list[tuple[str, ...]] = []
    for shape, traits in written:
        candidate = _candidate(problem, mover, day, shape, traits, own_forbidden=forbidden) if shape.form is form else None
        if candidate is not None:
            found.append(tuple(pair[0] for pair in UNARY if is_forbidden(problem, (pair,), candidate)))
    return min(found, key=len) if found else ("form",)
