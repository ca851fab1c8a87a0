"""What no text in the log has."""

from typing import Any


def can_be_stored(key: Any) -> bool:
    """No text with U+0000 or a lone surrogate is in the log, and PostgreSQL will not even look for it."""
    return not isinstance(key, str) or ("\0" not in key and key.isprintable())
