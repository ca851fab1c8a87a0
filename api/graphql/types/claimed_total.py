"""Totals that others stated, each beside what this log shows."""

from dataclasses import replace
from datetime import date

import strawberry

from api.graphql.connections import Connection, connection, page_size
from api.graphql.context import Info
from api.graphql.types.counts import Count, of_figure
from api.graphql.types.event import Event, shown
from api.graphql.types.event_view import EventView, view_of
from api.graphql.types.known_ids import known
from api.graphql.types.requested_days import in_order
from domain.history.tally_comparison import consistent
from domain.values.coordinates import Coordinates
from service.asking import cursors
from service.asking.reading import Reading
from service.wording.tally_notes import tally_note
from store.read import snapshot, tally_claims
from store.read.brief_turns import brief_turn_fold
from store.read.tally_claims import TallyComparison, TallyQuery


@strawberry.type
class TallyClaim:
    """A stated total ("more than 50 of 370"), and what the log shows for the same window and basis.

    In `shown`, `low` is the places that certainly count, and `high` adds those that may. The two denominators are of
    different lists of places: divide neither number by the other's.
    """

    event: Event = strawberry.field(description="The claim that states the total.")
    numerator: Count = strawberry.field(description="As it was stated.")
    denominator: int | None = strawberry.field(
        description="As it was stated: the places on the source's own list. Null: not stated."
    )
    from_: date | None = strawberry.field(name="from", description="The first day of the window; null: the beginning.")
    to: date = strawberry.field(description="The last day of the window.")
    shown: Count = strawberry.field(
        description="NET: held at the end of the window. GROSS_FALLS: fell to the holder within it, each place once. "
        "NET_GAIN: fell within it and held at its end. Only the levels that the claim counts are certain. "
        "Without a holder nothing is counted, and both bounds are null."
    )
    shown_denominator: int = strawberry.field(
        description="Places of the kind that existed on the last day of the window; GROSS_FALLS: on any day of it."
    )
    silent: int = strawberry.field(
        description="Places that are not in `shown` and about which the log is silent on some of the days."
    )
    falls: Count | None = strawberry.field(
        description="GROSS_FALLS: how often a place fell to the holder; several falls of one place all count, also "
        "those of one day."
    )
    recaptured: Count | None = strawberry.field(
        description="GROSS_FALLS: how many of the places shown the holder no longer held at the end of the window."
    )
    consistent: bool | None = strawberry.field(
        description="Whether the stated total can agree with what is shown; null where that cannot be decided."
    )
    note: str = strawberry.field(description="The comparison in words.")

    @strawberry.field
    def view(self) -> EventView:
        """The claim as seen from here."""
        return view_of(self.event)


@strawberry.type
class TallyConnection(Connection[TallyClaim]):
    """One page of stated totals, in the order of the log."""


async def tallies_of(info: Info, query: TallyQuery, first: int, after: str | None) -> TallyConnection:
    in_order(query.first_day, query.last_day)
    size, key = page_size(first), cursors.decode("tallies", after, (int,))
    reading = info.context.reading
    query = replace(query, within=await known(info, query.at.position, query.within))
    everything = await reading.ask(tally_claims.positions, query)
    wanted = [position for position in everything if key is None or position > key[0]][:size]
    rows = await _beside_the_log(reading, wanted[:first], query.at) if wanted else []

    async def count() -> int:
        return len(everything)

    page = connection(
        rows,
        first,
        key,
        lambda row: cursors.encode("tallies", row.entry.position),
        lambda row: _claim(row, Coordinates(None, query.at.known_at, query.at.position)),
        count,
    )
    page.page_info.has_next_page = len(wanted) > first
    return TallyConnection(edges=page.edges, nodes=page.nodes, page_info=page.page_info, count=count)


async def _beside_the_log(reading: Reading, wanted: list[int], at: Coordinates) -> list[TallyComparison]:
    stated = await reading.ask(tally_claims.stated_totals, wanted, at)
    periods = await reading.fold(snapshot.history_fold, stated.places, at)
    brief = await reading.fold(brief_turn_fold, periods, at) if stated.asks_falls else {}
    return tally_claims.compared(stated, periods, brief)


def _claim(row: TallyComparison, at: Coordinates) -> TallyClaim:
    stated, found = row.stated, row.shown
    return TallyClaim(
        event=shown(row.entry, at),
        numerator=of_figure(stated.numerator),
        denominator=stated.denominator,
        from_=stated.window.first,
        to=stated.window.last,
        shown=of_figure(found.count),
        shown_denominator=found.denominator,
        silent=found.silent,
        falls=found.falls and of_figure(found.falls),
        recaptured=found.recaptured and of_figure(found.recaptured),
        consistent=consistent(stated, found),
        note=tally_note(stated, found),
    )
