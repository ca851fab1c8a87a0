"""A JSON object, with the names of the GraphQL schema."""

from typing import Any

Json = dict[str, Any]
