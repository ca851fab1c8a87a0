"""Which place is meant on the command line: by id, by code or by name. Exactly one, or the candidates are listed."""

import shlex
from datetime import date

from api.cli.output.console import err
from api.cli.running import NotFound
from domain.gazetteer.codes import old_code
from service.wording.code_notes import old_code_note
from store.db.connections import Connection
from store.read import place_tree, places
from store.read.places import PlaceRow

CANDIDATES_MAX = 20


async def the_place(conn: Connection, text: str, position: int) -> PlaceRow:
    """The place as described at a position of the log. Raises NotFound."""
    # Ids are in small letters, and a country's code in capitals is how many write it.
    by_id = await places.places_by_ids(conn, [text, text.lower()], position=position)
    if by_id:
        return by_id.get(text) or by_id[text.lower()]
    coded = await _by_code(conn, text, position)
    found = coded or await places.find_by_name(conn, text, position=position)
    if len(found) == 1:
        _warn(found[0], text if coded else None)
        return found[0]
    if not found:
        looked_for = f"`timeline resolve {shlex.quote(text)}`"
        raise NotFound(f"no place is meant by {text!r}: check the spelling, or look for it with {looked_for}")
    told = await _listed(conn, found, position)
    if coded:
        raise NotFound(f"{text!r} may be {len(found)} places: give the id, or SCHEME:EDITION:CODE", *told)
    raise NotFound(f"{text!r} may be {len(found)} places: give the id of one", *told)


def _warn(place: PlaceRow, code: str | None) -> None:
    *named, last = (code or "").split(":")
    if len(named) < 2 and code:
        schemes = named or sorted({one.scheme for one in place.codes if one.code == last})
        for old in filter(None, (old_code(place.id, place.codes, scheme, last) for scheme in schemes)):
            err().print(f"Note: {old_code_note(old)}")


async def _by_code(conn: Connection, text: str, position: int) -> list[PlaceRow]:
    """`CODE`, `SCHEME:CODE` or `SCHEME:EDITION:CODE`."""
    *named, code = text.split(":")
    scheme, edition = (*named, None, None)[:2]
    return await places.find_by_code(conn, code, scheme=scheme, edition=edition, position=position)


async def _listed(conn: Connection, found: list[PlaceRow], position: int) -> list[str]:
    shown = found[:CANDIDATES_MAX]
    around = await lying_in(conn, shown, position)
    more = [f"and {len(found) - len(shown):,} more"] if len(found) > len(shown) else []
    return [f"{place.id}  {described(place, around[place.id])}" for place in shown] + more


async def lying_in(
    conn: Connection, found: list[PlaceRow], position: int, day: date | None = None
) -> dict[str, list[PlaceRow]]:
    """For each place those that it lies in, nearest first."""
    chains = await place_tree.ancestors(conn, [place.id for place in found], position, day)
    ids = {one for chain in chains.values() for one in chain}
    above = await places.places_by_ids(conn, ids, position=position, day=day)
    return {place: [above[one] for one in chain if one in above] for place, chain in chains.items()}


def described(place: PlaceRow, around: list[PlaceRow]) -> str:
    kind = place.kind.replace("_", " ").lower()
    return f"{place.name}, {kind}" + (f" in {', '.join(one.name for one in around)}" if around else "")
