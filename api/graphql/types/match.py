"""What a reported name may mean."""

from datetime import date

import strawberry

from api.graphql.connections import page_size
from api.graphql.context import Info
from api.graphql.types.known_ids import known
from api.graphql.types.place import Place, place_from_row
from domain.values.coordinates import Coordinates
from domain.values.limits import NAME_CHARS_MAX
from domain.values.terms import PlaceKind
from service.asking.refusals import bad_input
from service.wording.match_reasons import match_reasons
from store.read import name_search
from store.read.places import PlaceRow


@strawberry.type
class PlaceMatch:
    """A place that a reported name may mean. It is a proposal; nothing is recorded."""

    place: Place = strawberry.field(description="The place that the name may mean.")
    score: float = strawberry.field(
        description="From 0 to 1; 1: the name on record, apart from script, case and accents. It is not a probability."
    )
    matched: str = strawberry.field(description="The name on record that is most like the reported one.")
    reasons: list[str] = strawberry.field(description="Why it matches, in words.")
    ambiguous: bool = strawberry.field(
        description="Whether a person must decide: the names differ too much, or another place is about as likely."
    )


async def resolved(
    info: Info, name: str, within: str | None, kind: PlaceKind | None, on: date | None, first: int
) -> list[PlaceMatch]:
    if len(name) > NAME_CHARS_MAX:
        raise bad_input(f"`name` has {len(name):,} characters, {NAME_CHARS_MAX:,} at most: give the name alone")
    page_size(first)
    reading = info.context.reading
    position = reading.head.position
    inside = await known(info, position, within)
    found = await reading.ask(
        name_search.resolve, name, within=inside, kind=kind, on=on, position=position, first=first
    )
    at = Coordinates(on, None, position)
    rows: list[PlaceRow] = await reading.places.load_many([(at, match.place) for match in found])
    return [
        PlaceMatch(
            place=place_from_row(row, at),
            score=match.score,
            matched=match.matched,
            reasons=match_reasons(match.reasons),
            ambiguous=match.ambiguous,
        )
        for row, match in zip(rows, found, strict=True)
    ]
