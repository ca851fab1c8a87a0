"""Pages of a list, as the Relay specification has them, over keysets: https://relay.dev/graphql/connections.htm."""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Generic, TypeVar

import strawberry

from api import limits
from service.asking.refusals import bad_input

T = TypeVar("T")
Count = Callable[[], Awaitable[int]]


@strawberry.type
class PageInfo:
    """Where a page lies in its list."""

    has_next_page: bool = strawberry.field(description="Whether more items follow this page.")
    has_previous_page: bool = strawberry.field(description="Whether the page was asked for with `after`.")
    start_cursor: str | None = strawberry.field(description="Cursor of the first item. Null: the page is empty.")
    end_cursor: str | None = strawberry.field(
        description="Cursor of the last item: pass it as `after`. Null: the page is empty."
    )


@strawberry.type(description="An item and the cursor to go on after it.")
class Edge(Generic[T]):
    """An item and the cursor to go on after it."""

    cursor: str = strawberry.field(
        description="Where the item stands in the list: pass it as `after` to go on from here."
    )
    node: T = strawberry.field(description="The item.")


@strawberry.type(description="One page of a list. For the next, pass `pageInfo.endCursor` as `after`.")
class Connection(Generic[T]):
    """One page of a list, and how to get the next: pass `pageInfo.endCursor` as `after`."""

    edges: list[Edge[T]] = strawberry.field(description="The items of the page, each with its cursor.")
    nodes: list[T] = strawberry.field(description="The items of the page, without cursors.")
    page_info: PageInfo = strawberry.field(description="Where the page lies in the list.")
    count: strawberry.Private[Count]

    @strawberry.field
    async def total_count(self) -> int:
        """Items in the whole list, whatever the page."""
        return await self.count()


_unlimited: ContextVar[bool] = ContextVar("unlimited_pages", default=False)


@contextmanager
def unlimited_pages() -> Iterator[None]:
    """What is executed in here may ask for pages of any size, and for values of any number of days."""
    before = _unlimited.set(True)
    try:
        yield
    finally:
        _unlimited.reset(before)


def pages_are_unlimited() -> bool:
    return _unlimited.get()


def page_size(first: int) -> int:
    """How many rows to fetch: one more than the page has, to know whether there is a next. Raises ClientError."""
    if first < 1 or (first > limits.PAGE_ITEMS_MAX and not pages_are_unlimited()):
        raise bad_input(
            f"`first` is {first}: ask for 1 to {limits.PAGE_ITEMS_MAX} items, and for the rest with `after`"
        )
    return first + 1


def connection(
    rows: Sequence[Any],
    first: int,
    after: Any,
    cursor: Callable[[Any], str],
    node: Callable[[Any], T],
    count: Count,
) -> Connection[T]:
    """A page from rows that were fetched with `page_size`. `after` is whatever the page was begun after."""
    edges = [Edge(cursor=cursor(row), node=node(row)) for row in rows[:first]]
    return Connection(
        edges=edges,
        nodes=[edge.node for edge in edges],
        page_info=PageInfo(
            has_next_page=len(rows) > first,
            has_previous_page=after is not None,
            start_cursor=edges[0].cursor if edges else None,
            end_cursor=edges[-1].cursor if edges else None,
        ),
        count=count,
    )


def page_of_sequence(
    everything: Sequence[Any],
    key: Callable[[Any], Any],
    first: int,
    after: Any,
    cursor: Callable[[Any], str],
    node: Callable[[Any], T],
) -> Connection[T]:
    """A page of a sequence that is in memory, sorted by `key`."""
    size = page_size(first)
    rows = [row for row in everything if after is None or key(row) > after][:size]

    async def count() -> int:
        return len(everything)

    return connection(rows, first, after, cursor, node, count)
