"""What a sum of people is asked about, checked, and with the ids of its places."""

from dataclasses import replace

from api import limits
from api.graphql.context import Info
from api.graphql.types.known_ids import known, known_actor
from api.graphql.types.requested_days import in_order
from domain.counting.people_query import PeopleQuery
from service.asking.refusals import bad_input


async def people_asked(info: Info, query: PeopleQuery, position: int) -> PeopleQuery:
    """The question with the ids of its places. Raises ClientError."""
    _check(query)
    await known_actor(info, position, query.party)
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
