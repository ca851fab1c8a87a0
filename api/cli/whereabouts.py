"""Which place is meant on the command line: by id, by code or by name. Exactly one, or the candidates are listed."""

import shlex
from collections.abc import Sequence

from api.cli.output.console import err
from api.cli.running import NotFound
from domain.gazetteer.codes import old_code
from domain.gazetteer.name_prefixes import Rank
from domain.values.limits import NAME_CHARS_MAX
from service.wording.code_notes import old_code_note
from store.db.connections import Connection
from store.read import name_search, place_tree, places, text_search
from store.read.places import PlaceRow
from store.read.text_search import PLACES

CANDIDATES_MAX = 20
LIKELY_MAX = 5
"""Places that are listed where none is surely meant."""


async def the_place(conn: Connection, text: str, position: int) -> PlaceRow:
    """The place as described at a position of the log. Raises NotFound.

    A name that is on record for none is taken for the one place that it begins, or surely means, with a note.
    """
    # Ids are in small letters, and a country's code in capitals is how many write it.
    by_id = await places.places_by_ids(conn, [text, text.lower()], position=position)
    if by_id:
        return by_id.get(text) or by_id[text.lower()]
    coded = await _by_code(conn, text, position)
    recorded = coded or await places.find_by_name(conn, text, position=position)
    candidates = recorded or await _by_search(conn, text, position)
    listed = await _listed(conn, candidates, position)
    if len(candidates) > 1:
        which = "the id, or SCHEME:EDITION:CODE" if coded else "the id of one"
        raise NotFound(f"{text!r} may be {len(candidates)} places: give {which}", *listed)
    if recorded:
        _warn(candidates[0], text if coded else None)
    else:
        err().print(f"Note: {text!r} is taken for {listed[0]}")
    return candidates[0]


def _warn(place: PlaceRow, code: str | None) -> None:
    *named, last = (code or "").split(":")
    if len(named) < 2 and code:
        schemes = named or sorted({known.scheme for known in place.codes if known.code == last})
        for old in filter(None, (old_code(place.id, place.codes, scheme, last) for scheme in schemes)):
            err().print(f"Note: {old_code_note(old)}")


async def _by_search(conn: Connection, text: str, position: int) -> list[PlaceRow]:
    """The places of which a name begins or sounds so, else the one that is surely meant: one at least.

    Raises NotFound, with the likeliest.
    """
    is_name = len(text) <= NAME_CHARS_MAX
    hits = await text_search.place_hits(conn, text, position=position) if is_name else []
    ids = [hit.id for hit in hits if hit.rank <= Rank.SOUNDS_SO]
    if hits and not ids:
        matches = await name_search.resolve(conn, text, position=position, first=1)
        ids = [match.place for match in matches if not match.ambiguous]
    if ids:
        return await _in_order(conn, ids, position)
    near = await text_search.nearest_ids(conn, PLACES, text, position=position) if is_name else []
    likely = await _in_order(conn, [*near, *(hit.id for hit in hits[:LIKELY_MAX])], position)
    listed = ["Did you mean", *await _listed(conn, likely, position)] if likely else []
    looked_for = f"`timeline resolve {shlex.quote(text)}`"
    raise NotFound(f"no place is meant by {text!r}: check the spelling, or look for it with {looked_for}", *listed)


async def _in_order(conn: Connection, ids: list[str], position: int) -> list[PlaceRow]:
    rows = await places.places_by_ids(conn, ids, position=position)
    return [rows[id] for id in dict.fromkeys(ids)]


async def _by_code(conn: Connection, text: str, position: int) -> list[PlaceRow]:
    """`CODE`, `SCHEME:CODE` or `SCHEME:EDITION:CODE`."""
    *named, code = text.split(":")
    scheme, edition = (*named, None, None)[:2]
    return await places.find_by_code(conn, code, scheme=scheme, edition=edition, position=position)


async def _listed(conn: Connection, candidates: list[PlaceRow], position: int) -> list[str]:
    shown = candidates[:CANDIDATES_MAX]
    around = await _lying_in(conn, shown, position)
    more = [f"and {len(candidates) - len(shown):,} more"] if len(candidates) > len(shown) else []
    return [f"{place.id}  {described(place.name, place.kind, around[place.id])}" for place in shown] + more


async def _lying_in(conn: Connection, candidates: list[PlaceRow], position: int) -> dict[str, list[str]]:
    """For each place the names of those that it lies in, nearest first."""
    chains = await place_tree.ancestors(conn, [place.id for place in candidates], position)
    ids = {id for chain in chains.values() for id in chain}
    above = await places.places_by_ids(conn, ids, position=position)
    return {place: [above[id].name for id in chain if id in above] for place, chain in chains.items()}


def described(name: str, kind: str, around: Sequence[str]) -> str:
    """A place in words. `around`: the names of the places that it lies in, nearest first."""
    return f"{name}, {kind.replace('_', ' ').lower()}" + (f" in {', '.join(around)}" if around else "")
