"""Values of derived rows, which were written as JSON: what cannot be read was changed since."""

import json
from typing import Any

from store.db.errors import DamagedProjection


def json_of(text: str) -> Any:
    """Raises DamagedProjection."""
    try:
        return json.loads(text)
    except (ValueError, TypeError, RecursionError) as error:
        raise DamagedProjection from error
