"""What the tables of a mapping file have in common: they refuse keys that they do not have, and check patterns."""

import difflib
import re
from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, model_validator

from domain.values.problems import FieldError
from importers import limits

Scalar = str | bool | int | float
TOP_KEYS = frozenset(
    {"name", "format", "delimiter", "header", "encoding", "items", "source", "published", "key", "columns"}
    | {"snapshot", "skip", "once", "event", "decimal", "thousands"}
    | {"sheet", "names", "skip_lines", "fill", "periods"}
)
"""Keys at the top of a mapping: the fields of Mapping, which is made of these parts (a test compares the two)."""


class MappingPart(BaseModel):
    """A table of a mapping file. Refuses keys that it does not have, with a hint for a slip."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False, use_attribute_docstrings=True)

    @model_validator(mode="before")
    @classmethod
    def _has_no_other_key(cls, given: Any) -> Any:
        return refuse_unknown_keys(cls, given)


def nearest(word: str, known: Iterable[str]) -> str:
    """A hint for a misspelt key; empty where nothing is near."""
    plain = {one.casefold(): one for one in known}
    found = difflib.get_close_matches(word.casefold(), list(plain)[: limits.MATCHED_MAX], n=1, cutoff=0.7)
    return f" (did you mean {plain[found[0]]}?)" if found else ""


def refuse_unknown_keys(model: type[BaseModel], given: Any) -> Any:
    """Raises FieldError for a key that this part of a mapping does not have."""
    known = list(model.model_fields)
    for key in given if isinstance(given, dict) else ():
        if key not in known:
            hint = nearest(key, known) or belongs_at_top(key)
            raise FieldError("NO_SUCH_KEY", f"there is no key {key!r} here{hint}; there are {', '.join(known)}")
    return given


def belongs_at_top(key: str) -> str:
    """A hint for a key that belongs above the first [part] of the file; empty for other keys."""
    return ": it belongs to the top of the mapping, above the first [part]" if key in TOP_KEYS else ""


def regular_expression(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise FieldError("BAD_PATTERN", f"is no regular expression ({error}): mend it") from None
    return text


Pattern = Annotated[str, AfterValidator(regular_expression)]
LIKE = "~"
"""Begins the name of a column that is a pattern."""


def _column(name: str) -> str:
    if name.startswith(LIKE):
        regular_expression(name.removeprefix(LIKE))
    return name


def _template(text: str) -> str:
    for names in re.findall(r"\{([^{}]+)\}", text):
        for name in names.split("|"):
            _column(name)
    return text


ColumnName = Annotated[str, AfterValidator(_column)]
Template = Annotated[str, AfterValidator(_template)]
