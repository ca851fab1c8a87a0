"""Characters that no text in the log contains."""

from typing import Any


def can_be_stored(key: Any) -> bool:
    """Whether a key may be in the log: no text there has U+0000 or a lone surrogate, and PostgreSQL rejects both."""
    return not isinstance(key, str) or ("\0" not in key and key.isprintable())
