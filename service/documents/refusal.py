"""One way to say no: every finding with its place, its code, and the mend."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any, NoReturn, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from service.documents.base import UNCLEAN
from service.documents.limits import MOST_FINDINGS
from service.errors import BadInput, Finding

M = TypeVar("M", bound=BaseModel)

WANTED = {
    "int_type": "a whole number", "int_from_float": "a whole number", "float_type": "a number", "bool_type": "true or false",
    "string_type": "text in quotes", "list_type": "a list in [ ]", "model_type": "an object in { }", "dict_type": "an object in { }",
    "model_attributes_type": "an object in { }",
}  # fmt: skip
SAID_BY_JSON = {
    dict: "an object",
    list: "a list",
    str: "text",
    bool: "true or false",
    int: "a number",
    float: "a number",
    type(None): "null",
}


def refuse(findings: Iterable[Finding], name: str = "input") -> NoReturn:
    """Raise BadInput for these findings (at most 50 are kept); the message leads with the first."""
    kept = list(findings)[: MOST_FINDINGS + 1]
    more = len(kept) > MOST_FINDINGS
    kept = kept[:MOST_FINDINGS]
    first = kept[0]
    where = f"{first.pointer}: " if first.pointer else ""
    count = "" if len(kept) == 1 else f" ({len(kept)}{'+' if more else ''} findings in all)"
    raise BadInput(f"{name}: {where}{first.detail}{count}", findings=kept, place=name)


def validated(model: type[M], raw: object, name: str = "input", *, at: str = "") -> M:
    """`raw` as the document `model`. Raises BadInput with every place that does not fit; `at` leads the pointers."""
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        refuse(findings_of(error, raw, model, at=at), name)


def findings_of(error: ValidationError, raw: object, model: type[BaseModel], *, at: str = "") -> list[Finding]:
    """Findings in the order of the document; values are not repeated, for they may be private."""
    details = error.errors(include_url=False, include_context=True, include_input=False)
    found = list(dict.fromkeys(_finding(detail, raw, model, at) for detail in details[: 4 * MOST_FINDINGS]))
    # A document of another sort fits nowhere; to say which one is wanted is enough.
    another_sort = [finding for finding in found if (finding.pointer, finding.code) == (f"{at}/schema", "unknown-value")]
    return another_sort or found


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that `word` was probably meant to be."""
    by_lower = {k.lower(): k for k in known}
    close = get_close_matches(word.lower()[:100], list(by_lower), n=1, cutoff=0.6)
    return by_lower[close[0]] if close else None


def known_names(model: type[BaseModel]) -> list[str]:
    """The keys that a document of this model may hold, as they are written."""
    return [field.alias or name for name, field in model.model_fields.items()]


def _finding(detail: ErrorDetails, raw: object, model: type[BaseModel], at: str) -> Finding:
    steps, value, present = _walk(detail["loc"], raw, missing=detail["type"] == "missing")
    pointer = at + "".join("/" + escape(step) for step in steps)
    kind = detail["type"]
    context: Mapping[str, Any] = detail.get("ctx", {})
    if kind == "missing":
        return Finding(pointer, "missing", f"{_named(steps)} is required; add it.")
    if kind == "extra_forbidden":
        return _unknown_key(pointer, steps, model)
    if kind in WANTED:
        given = SAID_BY_JSON.get(type(value), "something else") if present else "something else"
        return Finding(pointer, "wrong-type", f"{_named(steps)} must be {WANTED[kind]}, not {given}.")
    if kind in ("enum", "literal_error"):
        return _unknown_value(pointer, steps, str(context["expected"]), value)
    code, text = _in_words(kind, context, detail["msg"])
    return Finding(pointer, code, f"{_named(steps)} {text}.")


def _walk(loc: Sequence[int | str], raw: object, *, missing: bool) -> tuple[list[int | str], object, bool]:
    """The steps of `loc` that exist in the document: the library adds steps of its own."""
    steps: list[int | str] = []
    here, present = raw, True
    for position, step in enumerate(loc):
        inside_dict = isinstance(here, dict) and step in here
        inside_list = isinstance(here, list) and isinstance(step, int) and step < len(here)
        if inside_dict or inside_list:
            here = here[step]  # type: ignore[index]
            steps.append(step)
        elif missing and position == len(loc) - 1:
            steps.append(step)
            present = False
    return steps, here, present


def _named(steps: Sequence[int | str]) -> str:
    """What a sentence about that place begins with."""
    last = steps[-1] if steps else "The document"
    return f"Entry {last + 1}" if isinstance(last, int) else escape(last)


def _unknown_key(pointer: str, steps: Sequence[int | str], model: type[BaseModel]) -> Finding:
    owner = _owner(steps, model)
    names = known_names(owner) if owner else []
    close = nearest(str(steps[-1]), names) if steps else None
    hint = f"Did you mean {close}?" if close else f"Known here: {', '.join(names)}." if names else "Remove it."
    return Finding(pointer, "unknown-key", f"{_named(steps)} is not known here. {hint}")


def _owner(steps: Sequence[int | str], model: type[BaseModel]) -> type[BaseModel] | None:
    """The model of the object that holds the last step."""
    here: type[BaseModel] | None = model
    for step in steps[:-1]:
        if isinstance(step, str) and here is not None:
            here = next((model_in(f.annotation) for n, f in here.model_fields.items() if step in (n, f.alias)), None)
    return here


def model_in(annotation: Any) -> type[BaseModel] | None:
    """The model inside an annotation such as `list[Model] | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        if (inner := model_in(argument)) is not None:
            return inner
    return None


def _unknown_value(pointer: str, steps: Sequence[int | str], expected: str, value: object) -> Finding:
    allowed = [word.strip().strip("'") for word in expected.replace(" or ", ", ").split(",")]
    close = nearest(value, allowed) if isinstance(value, str) else None
    hint = f" Did you mean {close}?" if close else ""
    return Finding(pointer, "unknown-value", f"{_named(steps)} must be one of: {', '.join(allowed)}.{hint}")


IN_WORDS: Mapping[str, Callable[[Mapping[str, Any]], tuple[str, str]]] = {
    "greater_than_equal": lambda c: ("out-of-range", f"must be at least {c['ge']:g}"),
    "greater_than": lambda c: ("out-of-range", f"must be more than {c['gt']:g}"),
    "less_than_equal": lambda c: ("out-of-range", f"must be at most {_plain(c['le'])}"),
    "less_than": lambda c: ("out-of-range", f"must be less than {_plain(c['lt'])}"),
    "too_long": lambda c: ("too-many", f"may hold at most {c['max_length']} entries"),
    "too_short": lambda c: ("too-few", f"must hold at least {c['min_length']} entry"),
    "string_too_long": lambda c: ("too-long", f"may have at most {c['max_length']} characters"),
    "string_too_short": lambda c: ("too-short", f"must have at least {c['min_length']} characters"),
    "string_pattern_mismatch": lambda _: ("bad-id", "must be 1 to 64 letters (A-Z, a-z), digits or . _ : -"),
    "finite_number": lambda _: ("not-a-number", "must be a number; write null for unknown"),
    "string_unicode": lambda _: ("unclean-text", "holds half of a character pair; remove it"),
}


def _plain(number: float) -> str:
    return str(int(number)) if number == int(number) else str(number)


def _in_words(kind: str, context: Mapping[str, Any], message: str) -> tuple[str, str]:
    if kind in IN_WORDS:
        return IN_WORDS[kind](context)
    if "-" in kind:
        return kind, message
    return "bad-value", message[0].lower() + message[1:]


def escape(step: object) -> str:
    """One step of a JSON pointer. Unprintable characters are written as escapes, for a finding has to be printed."""
    short = str(step).replace("~", "~0").replace("/", "~1")[:100]
    return UNCLEAN.sub(lambda found: f"\\u{ord(found[0]):04x}", short)
