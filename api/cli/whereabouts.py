"""Which place is meant on the command line: by id, by code or by name. Exactly one, or the candidates are listed."""

from typing import Any

from api.cli.running import NotFound
from store import places
from store.places import PlaceRow

CANDIDATES_MAX = 20


async def the_place(conn: Any, text: str, position: int) -> PlaceRow:
    """The place as described at a position of the log. Raises NotFound."""
    by_id = await places.places_by_ids(conn, [text], position=position)
    if by_id:
        return by_id[text]
    found = await _by_code(conn, text, position) or await places.find_by_name(conn, text, position=position)
    if len(found) == 1:
        return found[0]
    if not found:
        raise NotFound(f"no place is meant by {text!r}: check the spelling, or look for it with `timeline places`")
    raise NotFound(f"{text!r} may be {len(found)} places: give the id of one", *await _listed(conn, found, position))


async def _by_code(conn: Any, text: str, position: int) -> list[PlaceRow]:
    """`CODE`, `SCHEME:CODE` or `SCHEME:EDITION:CODE`."""
    *named, code = text.split(":")
    scheme, edition = (*named, None, None)[:2]
    return await places.find_by_code(conn, code, scheme=scheme, edition=edition, position=position)


async def _listed(conn: Any, found: list[PlaceRow], position: int) -> list[str]:
    shown = found[:CANDIDATES_MAX]
    around = await lying_in(conn, shown, position)
    more = [f"and {len(found) - len(shown):,} more"] if len(found) > len(shown) else []
    return [f"{place.id}  {described(place, around[place.id])}" for place in shown] + more


async def lying_in(conn: Any, found: list[PlaceRow], position: int) -> dict[str, list[PlaceRow]]:
    """For each place those that it lies in, nearest first."""
    chains = await places.ancestors(conn, [place.id for place in found], position)
    above = await places.places_by_ids(conn, {one for chain in chains.values() for one in chain}, position=position)
    return {place: [above[one] for one in chain if one in above] for place, chain in chains.items()}


def described(place: PlaceRow, around: list[PlaceRow]) -> str:
    kind = place.kind.replace("_", " ").lower()
    return f"{place.name}, {kind}" + (f" in {', '.join(one.name for one in around)}" if around else "")
