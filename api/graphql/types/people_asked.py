"""What a sum of people is asked about, checked, and with the ids of its places."""

from dataclasses import replace

from api import limits
from api.graphql.context import Info
from api.graphql.types.known_ids import known, warn_of
from api.graphql.types.requested_days import in_order
from domain.counting.people_query import PeopleQuery
from service.asking.refusals import bad_input
from store.read.text_search import ACTORS


async def people_asked(info: Info, query: PeopleQuery, position: int) -> PeopleQuery:
    """The question with the ids of its places. Raises ClientError.

    Of a party that nobody has registered nothing is known: that is an answer, with a warning if an actor was meant.
    """
    _check(query)
    if query.party is not None and await info.context.reading.actors.load((position, query.party)) is None:
        await warn_of(info, ACTORS, position, query.party)
    return replace(
        query,
        origin=await known(info, position, query.origin),
        destination=await known(info, position, query.destination),
        via=await known(info, position, query.via),
        within=await known(info, position, query.within),
    )


def _check(query: PeopleQuery) -> None:
    in_order(query.first, query.last)
    if (query.last - query.first).days >= limits.STEPS_MAX:
        raise bad_input(f"that is more than {limits.STEPS_MAX:,} days: ask for the period in parts")
