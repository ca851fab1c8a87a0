"""JSON in and out of the doors: strict and bounded on the way in, UTF-8 on the way out."""

import json
from math import isinf
from typing import Any

from api import limits
from service.json_text import encode as encode


class NotJson(ValueError):
    """The text is no JSON that we take. The message says what to do."""


def decode(text: str | bytes) -> Any:
    """The value of a JSON text (RFC 8259). Raises NotJson."""
    try:
        if isinstance(text, bytes):
            text = text.decode("utf-8")
        found = json.loads(text, parse_constant=_no_constant, parse_float=_finite)
    except UnicodeDecodeError as error:
        raise NotJson(f"not UTF-8 at byte {error.start}: send UTF-8") from None
    except json.JSONDecodeError as error:
        raise NotJson(f"not JSON at line {error.lineno}, column {error.colno}: {error.msg}") from None
    except RecursionError:
        raise _too_deep() from None
    except NotJson:
        raise
    except ValueError:  # Python reads no integers of thousands of digits
        raise NotJson("a number has too many digits") from None
    _check_depth(found)
    return found


def _check_depth(found: Any) -> None:
    level, depth = [found], 0
    while level:
        depth += 1
        if depth > limits.JSON_DEPTH_MAX:
            raise _too_deep()
        level = [
            inner
            for outer in level
            if isinstance(outer, dict | list)
            for inner in (outer.values() if isinstance(outer, dict) else outer)
        ]


def _too_deep() -> NotJson:
    return NotJson(f"nested deeper than {limits.JSON_DEPTH_MAX} levels: flatten it")


def _finite(digits: str) -> float:
    number = float(digits)
    if isinf(number):
        raise NotJson("a number is larger than any that can be kept")
    return number


def _no_constant(name: str) -> None:
    raise NotJson(f"{name} is not JSON: leave the value out where there is none")
