"""The sealed values that a page shows, and which of them are erased: as the record has it now."""

from typing import Any, NamedTuple

from fastapi import Request

from api.pages.asked import asked, question
from domain.values.sealed import sealed_within


class SealedValue(NamedTuple):
    """`erasure` is the event that says so: `id` and `recordedAt`. None: it is not erased."""

    text: str
    erasure: dict[str, Any] | None


async def sealed_values(request: Request, shown: Any) -> list[SealedValue]:
    """Those in an answer, wherever they stand in it. Raises PageRefusal."""
    texts = dict.fromkeys(sealed for text in _texts(shown) for sealed in sealed_within(text))
    erased = await _erasures(request) if texts else {}
    return [SealedValue(text, erased.get(text)) for text in texts]


async def _erasures(request: Request) -> dict[str, dict[str, Any]]:
    """By the value, the first that says so."""
    erasures: dict[str, dict[str, Any]] = {}
    page: dict[str, Any] = {"pageInfo": {"endCursor": None, "hasNextPage": True}}
    while page["pageInfo"]["hasNextPage"]:
        answer = await asked(request, question("erasures"), after=page["pageInfo"]["endCursor"])
        page = answer["events"]
        for node in page["nodes"]:
            erasures.setdefault(node["sealed"], node)
    return erasures


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for each in inner for text in _texts(each)]
