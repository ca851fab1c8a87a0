"""The same lists as CSV: page after page of a connection, sent as it is read."""

from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import Request
from fastapi.responses import Response, StreamingResponse

from api.pages.asked import PageRefusal, absent, asked, question
from api.pages.coordinates import PageCoordinates
from api.pages.shown import refusal_shown
from service.exporting.csv_text import csv_bytes

_CSV = "text/csv; charset=utf-8"
_PERIOD = ("from", "to", "holder", "level", "certainty", "since")
_HEAD = "{ log { head } }"


async def listed(request: Request, document: str, field: str, columns: Sequence[str], **variables: Any) -> Response:
    """A whole connection, whatever its length. The first page is asked for here, so that a refusal is one."""
    return await _sent(request, _Connection(document, (field,), variables), columns, field)


async def history(request: Request, place: str, at: PageCoordinates) -> Response:
    """All periods of a place, at one position of the log from the first page to the last."""
    try:
        head = (await asked(request, _HEAD))["log"]["head"]
    except PageRefusal as refusal:
        return refusal_shown(refusal)
    position = head if at.position is None else at.position
    variables = {"id": place, "knownOn": at.known, "position": position, "policy": at.policy}
    return await _sent(
        request, _Connection(question("history"), ("place", "history"), variables), _PERIOD, f"{place}-history"
    )


@dataclass(frozen=True, slots=True)
class _Connection:
    """A connection at the end of a path of fields, of a document that takes the cursor `after`."""

    document: str
    path: tuple[str, ...]
    variables: dict[str, Any]

    async def page(self, request: Request, after: str | None) -> dict[str, Any]:
        """Raises PageRefusal."""
        node: Any = await asked(request, self.document, **self.variables, after=after)
        for name in self.path:
            node = node[name]
            if node is None:
                raise absent(f"{name} {self.variables['id']!r} on record: see /{name} for those that are")
        return node


async def _sent(request: Request, connection: _Connection, columns: Sequence[str], name: str) -> Response:
    try:
        first = await connection.page(request, None)
    except PageRefusal as refusal:
        return refusal_shown(refusal)

    async def pages() -> AsyncIterator[bytes]:
        yield csv_bytes([columns])
        page = first
        while True:
            yield csv_bytes(_rows(columns, page["nodes"]))
            if not page["pageInfo"]["hasNextPage"]:
                return
            page = await connection.page(request, page["pageInfo"]["endCursor"])

    headers = {"content-disposition": f'attachment; filename="{name}.csv"'}
    return StreamingResponse(pages(), media_type=_CSV, headers=headers)


def _rows(columns: Sequence[str], nodes: Iterable[dict[str, Any]]) -> Iterable[list[Any]]:
    return ([_cell(node, column) for column in columns] for node in nodes)


def _cell(node: dict[str, Any], column: str) -> Any:
    """A column of the node, or of how an event is seen; an object is its id, and several have spaces between."""
    value = node[column] if column in node else node["view"][column]
    return " ".join(item["id"] for item in value) if isinstance(value, list) else _id(value)


def _id(value: Any) -> Any:
    return value["id"] if isinstance(value, dict) else value
