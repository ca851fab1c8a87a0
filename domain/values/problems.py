"""Bad input: what is wrong, where, and what to do. Raised in the domain and the store, translated at the doors."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with the input.

    `path` leads to the field (`["events", "3", "place"]`), `code` is stable, `message` names the remedy.
    """

    path: tuple[str, ...]
    code: str
    message: str

    def under(self, *prefix: str) -> "Problem":
        return Problem((*prefix, *self.path), self.code, self.message)


class Refused(Exception):
    """Input that cannot be accepted. Nothing of it was stored."""

    def __init__(self, *problems: Problem):
        self.problems = problems
        super().__init__("; ".join(f"{'.'.join(p.path) or 'input'}: {p.message}" for p in problems))


def problems_of(error: ValidationError) -> list[Problem]:
    """Pydantic's errors in our form. Values are not repeated: source material does not leak into logs."""
    found = error.errors(include_input=False)
    failed = {e["loc"][:n] for e in found for n in range(len(e["loc"]))}
    return [
        _problem(e["type"], e["loc"], e["msg"], e.get("ctx", {}))
        for e in found
        # A list is "too short" when its only item is refused: the item has been named.
        if e["type"] != "too_short" or e["loc"] not in failed
    ]


_REMEDIES = {
    "missing": "this field is required: add it",
    "extra_forbidden": "no such field for this type of event: remove it or check its spelling",
    "json_invalid": "not valid JSON: {error}",
    "string_pattern_mismatch": "does not have the form {pattern}: change it or leave out what does not fit",
    "too_short": "needs at least {min_length}: add one",
    "string_unicode": "not valid Unicode text (a lone surrogate?): re-encode it as UTF-8",
    "union_tag_invalid": "no such type of event. Known types: {expected_tags}",
    "union_tag_not_found": 'the type of the event is missing: add "type"',
}


def _problem(kind: str, loc: Sequence[int | str], message: str, context: Mapping[str, Any]) -> Problem:
    if isinstance(reason := context.get("error"), ValueError):
        message = str(reason)
    elif kind in _REMEDIES:
        message = _REMEDIES[kind].format(**context)
    code = getattr(context.get("error"), "code", kind.upper())
    return Problem(tuple(str(part) for part in loc), code, message)


class FieldError(ValueError):
    """A value that a field's own rule refuses, with a stable code."""

    def __init__(self, code: str, message: str):
        self.code = code
        super().__init__(message)
