"""Places, as described at the position of the answer."""

from collections.abc import Sequence
from datetime import date
from functools import partial

import strawberry

from api.graphql.connections import Connection, connection, page_of_sequence, page_size
from api.graphql.context import Info
from api.graphql.types.known_ids import known
from api.graphql.types.node import Node
from api.graphql.types.scalars import GeoJSON
from api.graphql.types.searched import page_of_hits, search_text
from domain import events
from domain.gazetteer import codes
from domain.values.coordinates import Coordinates
from domain.values.terms import PlaceKind
from service.asking import cursors
from service.asking.refusals import bad_input
from service.asking.stored_text import can_be_stored
from service.wording.code_notes import old_code_note
from store.read import place_editions, place_selection, places, text_search
from store.read.places import PlaceRow


@strawberry.input
class CodeInput:
    """A place by its code in a scheme. The edition may be left out where the code means one place in all editions."""

    scheme: str = strawberry.field(description="The list that the code belongs to, such as `ocha-cod-ab`.")
    edition: str | None = strawberry.field(
        default=None, description="The edition. Null: any in which the code means one place."
    )
    code: str = strawberry.field(description="The code itself, such as `AF1905`.")


@strawberry.input
class EditionInput:
    """One edition of a scheme of codes, used as a gazetteer."""

    scheme: str = strawberry.field(description="The list of codes, such as `ocha-cod-ab`.")
    edition: str = strawberry.field(description="The edition of the scheme, such as `2021-11-17`.")


@strawberry.type
class Edition:
    """How many places of a kind an edition of a scheme of codes has: a denominator on record."""

    scheme: str = strawberry.field(description="The list of codes, such as `ocha-cod-ab`.")
    edition: str = strawberry.field(description="The edition of the scheme, such as `2021-11-17`.")
    kind: PlaceKind = strawberry.field(description="The kind of places counted.")
    places: int = strawberry.field(description="How many places of the kind have a code in this edition.")


@strawberry.type
class PlaceName:
    """One name of a place, in one language and script."""

    text: str = strawberry.field(description="The name as it is written.")
    language: str | None = strawberry.field(description="The language, as a BCP 47 tag. Null: not given.")
    script: str | None = strawberry.field(description="The script, by its ISO 15924 code. Null: not given.")
    preferred: bool = strawberry.field(description="Whether this is the name to show.")


@strawberry.type
class PlaceCode:
    """The code of a place in one edition of a scheme, in force from `validFrom` to the day before `validTo`."""

    scheme: str = strawberry.field(description="The list that the code belongs to, such as `ocha-cod-ab`.")
    edition: str = strawberry.field(description="The edition of the scheme, such as `2021-11-17`.")
    code: str = strawberry.field(description="The code itself, such as the P-code `AF1905`.")
    valid_from: date | None = strawberry.field(
        description="The first day on which the edition is in force. Null: no beginning is known."
    )
    valid_to: date | None = strawberry.field(
        description="The first day on which the edition is no longer in force. Null: no end is known."
    )


@strawberry.type
class Place(Node):
    """A country, province, district, district centre, populated place, border crossing point or segment, or a base."""

    id: strawberry.ID = strawberry.field(description="Id of the place, such as `af-imam-sahib`.")
    kind: PlaceKind = strawberry.field(description="What the place is.")
    name: str = strawberry.field(description="The preferred name.")
    names: Sequence[events.PlaceName] = strawberry.field(
        graphql_type=list[PlaceName], description="Its names, in any language and script."
    )
    codes: Sequence[events.PlaceCode] = strawberry.field(
        graphql_type=list[PlaceCode], description="Its codes in the editions of gazetteers."
    )
    longitude: float | None = strawberry.field(description="Degrees east of Greenwich (WGS 84). Null: not known.")
    latitude: float | None = strawberry.field(description="Degrees north of the equator (WGS 84). Null: not known.")
    exists_from: date | None = strawberry.field(
        description="The first day on which it exists. Null: no beginning is known."
    )
    exists_to: date | None = strawberry.field(description="The first day on which the place no longer exists.")
    described_from: date | None = strawberry.field(
        description="The first day on which the place was as it is described here; null: always, as far as is known."
    )
    parent_id: strawberry.Private[str | None]
    successor_of_id: strawberry.Private[str | None]
    at: strawberry.Private[Coordinates]

    @strawberry.field
    async def successor_of(self, info: Info) -> "Place | None":
        """The place that this one was split from or took over."""
        return await place(info, self.at, self.successor_of_id)

    @strawberry.field
    async def parent(self, info: Info) -> "Place | None":
        """The place that this one lies in, on the day of the description."""
        return await place(info, self.at, self.parent_id)

    @strawberry.field
    async def ancestors(self, info: Info) -> list["Place"]:
        """The places that this one lies in, nearest first."""
        reading = info.context.reading
        ids = await reading.ancestors.load((self.at, self.id)) or ()
        return await several(info, self.at, ids)

    @strawberry.field
    async def children(
        self, info: Info, kind: PlaceKind | None = None, first: int = 500, after: str | None = None
    ) -> Connection["Place"]:
        """The places that lie directly in this one."""
        page_size(first)
        key = cursors.decode("children", after, (str,))
        rows = await info.context.reading.children.load(((self.at, kind), self.id)) or []
        return page_of_sequence(
            rows,
            lambda row: row.id,
            first,
            key and key[0],
            lambda row: cursors.encode("children", row.id),
            lambda row: place_from_row(row, self.at),
        )

    @strawberry.field
    async def geometry(self, info: Info) -> GeoJSON | None:
        """The outline, where one was registered."""
        return await info.context.reading.geometries.load((self.at, self.id))


def place_from_row(row: PlaceRow, at: Coordinates) -> Place:
    return Place(
        id=strawberry.ID(row.id),
        kind=row.kind,
        name=row.name,
        names=row.names,
        codes=row.codes,
        longitude=row.longitude,
        latitude=row.latitude,
        exists_from=row.exists_from,
        exists_to=row.exists_to,
        described_from=row.described_from,
        parent_id=row.parent,
        successor_of_id=row.successor_of,
        at=at,
    )


async def place(info: Info, at: Coordinates, id: str | None) -> Place | None:
    row = await info.context.reading.places.load((at, id)) if id else None
    return place_from_row(row, at) if row else None


async def place_of_log(info: Info, at: Coordinates, id: str) -> Place:
    """A place that something in the log is about, so that there is one."""
    found = await place(info, at, id)
    assert found, f"the log is about {id}, which is no place"
    return found


async def several(info: Info, at: Coordinates, ids: tuple[str, ...]) -> list[Place]:
    rows = await info.context.reading.places.load_many([(at, id) for id in ids])
    return [place_from_row(row, at) for row in rows if row]


async def by_id_or_code(info: Info, position: int, id: str | None, code: CodeInput | None) -> str | None:
    """The id of the place that the caller means, None if there is none.

    Raises ClientError, and Refused for a code that means several places.
    """
    if (id is None) == (code is None):
        raise bad_input("give `id` or `code`: one of them says which place")
    if code is None:
        return id
    if not all(part is None or can_be_stored(part) for part in (code.scheme, code.edition, code.code)):
        return None
    row = await info.context.reading.ask(places.place_by_code, code.scheme, code.edition, code.code, position=position)
    if row and code.edition is None and (old := codes.old_code(row.id, row.codes, code.scheme, code.code)):
        info.context.warn("OLD_CODE", old_code_note(old))
    return row and row.id


def listing(edition: EditionInput | None) -> place_selection.Edition | None:
    """Raises ClientError."""
    if edition is None:
        return None
    if not (can_be_stored(edition.scheme) and can_be_stored(edition.edition)):
        raise bad_input("no edition has such a name: `editions` lists them")
    return place_selection.Edition(edition.scheme, edition.edition)


async def all_editions(info: Info, within: str | None, on: date | None) -> list[Edition]:
    reading = info.context.reading
    position = reading.head.position
    inside = await known(info, position, within)
    found = await reading.ask(place_editions.edition_counts, within=inside, on=on, position=position)
    return [Edition(**one._asdict()) for one in found]


async def all_places(
    info: Info,
    within: str | None,
    kind: PlaceKind | None,
    on: date | None,
    edition: EditionInput | None,
    first: int,
    after: str | None,
    name: str | None,
) -> Connection[Place]:
    reading = info.context.reading
    position = reading.head.position
    chosen = {
        "within": await known(info, position, within),
        "kind": kind,
        "on": on,
        "edition": listing(edition),
        "position": position,
    }
    at = Coordinates(on, None, position)
    if (text := search_text("name", name)) is not None:
        page_size(first)
        hits = await reading.ask(text_search.place_hits, text, **chosen)
        described = partial(reading.ask, places.places_by_ids, position=position, day=on)
        return await page_of_hits("places", hits, first, after, described, lambda row: place_from_row(row, at))
    key = cursors.decode("places", after, (str,))
    rows = await reading.ask(places.list_places, after=key and key[0], first=page_size(first), **chosen)

    async def count() -> int:
        return await reading.ask(places.count_places, **chosen)

    return connection(
        rows,
        first,
        key,
        lambda row: cursors.encode("places", row.id),
        lambda row: place_from_row(row, at),
        count,
    )
