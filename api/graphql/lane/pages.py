"""Pages of lists, as the Relay specification has them."""

from collections.abc import Sequence
from dataclasses import dataclass

from api.graphql.connections import PageInfo
from api.graphql.lane.compiling import Compiler, Selected, Writer, object_of, read_first
from api.graphql.lane.templates import Page, Template


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of a list that has `total` items; `rest` is how many follow. `cursors` are those of its items."""

    page: Page
    total: int
    rest: int
    begun_after: str | None
    cursors: Sequence[str]


def list_writer(template: Template) -> Writer:
    """Writes the items of a page as a list."""
    return lambda run, listing: template.page(run, listing.page)


def page_info(compiler: Compiler, selected: Selected) -> Writer:
    return read_first(_page_info_of, object_of(compiler, selected, {}))


def _page_info_of(listing: Listing) -> PageInfo:
    shown = listing.cursors
    return PageInfo(
        has_next_page=listing.rest > 0,
        has_previous_page=listing.begun_after is not None,
        start_cursor=shown[0] if shown else None,
        end_cursor=shown[-1] if shown else None,
    )
