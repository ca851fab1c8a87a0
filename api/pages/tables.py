"""The same lists as CSV: page after page of a connection, sent as it is read."""

from collections.abc import AsyncIterator, Iterable, Sequence
from typing import Any

from fastapi import Request
from fastapi.responses import Response, StreamingResponse

from api.pages.asked import PageRefusal, asked
from api.pages.shown import refusal_shown
from service.exporting.csv_text import csv_bytes

_CSV = "text/csv; charset=utf-8"


async def listed(request: Request, document: str, field: str, columns: Sequence[str], **variables: Any) -> Response:
    """A whole connection, whatever its length. The first page is asked for here, so that a refusal is one."""
    try:
        first = (await asked(request, document, **variables, after=None))[field]
    except PageRefusal as refusal:
        return refusal_shown(refusal)

    async def pages() -> AsyncIterator[bytes]:
        yield csv_bytes([columns])
        page = first
        while True:
            yield csv_bytes(_rows(columns, page["nodes"]))
            if not page["pageInfo"]["hasNextPage"]:
                return
            page = (await asked(request, document, **variables, after=page["pageInfo"]["endCursor"]))[field]

    return StreamingResponse(pages(), media_type=_CSV, headers=_named(field))


def table(columns: Sequence[str], nodes: Iterable[dict[str, Any]], name: str) -> Response:
    return Response(csv_bytes([columns, *_rows(columns, nodes)]), media_type=_CSV, headers=_named(name))


def _rows(columns: Sequence[str], nodes: Iterable[dict[str, Any]]) -> Iterable[list[Any]]:
    return ([_cell(node, column) for column in columns] for node in nodes)


def _cell(node: dict[str, Any], column: str) -> Any:
    """A column of the node, or of how an event is seen; an object is its id, and several have spaces between."""
    value = node[column] if column in node else node["view"][column]
    return " ".join(item["id"] for item in value) if isinstance(value, list) else _id(value)


def _id(value: Any) -> Any:
    return value["id"] if isinstance(value, dict) else value


def _named(name: str) -> dict[str, str]:
    return {"content-disposition": f'attachment; filename="{name}.csv"'}
