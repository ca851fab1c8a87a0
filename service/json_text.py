"""JSON as it leaves the application: compact, in UTF-8."""

import json
from typing import Any


def encode(value: Any) -> bytes:
    """JSON in UTF-8. What is no Unicode text, a lone surrogate that a caller sent and gets back, stays escaped."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace")
