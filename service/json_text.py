"""JSON as it leaves the application: compact, in UTF-8."""

import json
from typing import Any

# Made once: json.dumps makes one for every value.
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def encode(value: Any) -> bytes:
    """JSON in UTF-8. What is no Unicode text, a lone surrogate that a caller sent and gets back, stays escaped."""
    return _ENCODER.encode(value).encode("utf-8", "backslashreplace")
