"""The gazetteer in columns: what a map needs to know of its places, and knows once."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from api import limits
from api.graphql.context import Info
from api.graphql.types.column_limits import check_values
from api.graphql.types.column_scalars import GazetteerColumns
from api.graphql.types.known_ids import known
from domain.values.terms import PlaceKind
from service.asking.refusals import ClientError
from store.read import places
from store.read.derived import json_of

_COLUMNS = {
    "place": "place",
    "name": "name",
    "kind": "kind",
    "parent": "parent",
    "longitude": "longitude",
    "latitude": "latitude",
    "existsFrom": "exists_from",
    "existsTo": "exists_to",
}
"""How they are called here, and in the store."""
OUTLINE = "outline"
_REMEDY = "ask for one `kind`, or `within` a place"


async def gazetteer_of(
    info: Info, kind: PlaceKind | None, on: date | None, within: str | None, outlines: bool, position: int | None
) -> GazetteerColumns:
    reading = info.context.reading
    at = reading.position(position)
    chosen = {"kind": kind, "on": on, "within": await known(info, at, within), "position": at}
    rows = await reading.ask(places.plain_rows, first=limits.COLUMN_VALUES_MAX // len(places.PLAIN) + 1, **chosen)
    check_places(len(rows))
    columns: dict[str, list[Any]] = place_columns(rows)
    if outlines:
        ids = [row.place for row in rows]
        texts = outlines_given(
            await reading.ask(places.outline_texts, ids, chars_max=limits.OUTLINE_CHARS_MAX, position=at, day=on)
        )
        columns[OUTLINE] = [json_of(texts[id]) if id in texts else None for id in ids]
    return GazetteerColumns(columns)


def place_columns(rows: Sequence[Any]) -> dict[str, list[Any]]:
    """The columns of these places as JSON has their values. A row has the columns of `places.PLAIN`, or more."""
    if not rows:
        return {name: [] for name in _COLUMNS}
    values = dict(zip(rows[0]._fields, zip(*rows, strict=True), strict=True))
    days = {name: [day and day.isoformat() for day in values[name]] for name in ("exists_from", "exists_to")}
    return {name: [*(days.get(column) or values[column])] for name, column in _COLUMNS.items()}


def check_places(number: int) -> None:
    """Raises ClientError where there are too many."""
    check_values(number, len(places.PLAIN), _REMEDY)


def outlines_given(texts: Mapping[str, str] | None) -> Mapping[str, str]:
    """Raises ClientError where the outlines are too large together (None)."""
    if texts is None:
        message = f"the outlines have more than {limits.OUTLINE_CHARS_MAX:,} characters: {_REMEDY}"
        raise ClientError("TOO_MANY_ROWS", message)
    return texts
