"""Pages of what a search finds, the likeliest first: places, actors and sources by what somebody types."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, TypeVar

from api.graphql.connections import Connection, connection, page_size
from domain.values.limits import NAME_CHARS_MAX
from service.asking import cursors
from service.asking.refusals import ClientError, bad_input
from service.asking.stored_text import can_be_stored
from store.read.text_search import Hit

T = TypeVar("T")


def search_text(argument: str, text: str | None) -> str | None:
    """What is looked for, None where nothing is. Raises ClientError for what no name can be."""
    if text is None or not text.strip():
        return None
    if not can_be_stored(text):
        raise bad_input(f"`{argument}` has characters that no text here has: take them out")
    if len(text) > NAME_CHARS_MAX:
        raise bad_input(f"`{argument}` has {len(text):,} characters, {NAME_CHARS_MAX:,} at most: shorten it")
    return text


async def page_of_hits(
    name: str,
    hits: Sequence[Hit],
    first: int,
    after: str | None,
    rows: Callable[[list[str]], Awaitable[Mapping[str, Any]]],
    node: Callable[[Any], T],
) -> Connection[T]:
    """The hits after a cursor, which has the id of the last one, as everywhere in the connection of that name.

    `rows` fetches those of the page. Raises ClientError where the list no longer has what the cursor names.
    """
    size = page_size(first)
    key = cursors.decode(name, after, (str,))
    ids = [hit.id for hit in hits]
    if key and key[0] not in ids:
        raise ClientError("BAD_CURSOR", f"the search does not find {key[0]}, after which to go on: begin anew")
    page = ids[ids.index(key[0]) + 1 if key else 0 :][:size]
    fetched = await rows(page)

    async def count() -> int:
        return len(ids)

    shown = [fetched[id] for id in page if id in fetched]
    return connection(shown, first, key, lambda row: cursors.encode(name, row.id), node, count)
