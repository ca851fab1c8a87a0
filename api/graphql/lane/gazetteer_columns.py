"""The gazetteer in columns. Outlines are put in as they are stored, and are not read as JSON."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from api.graphql.lane.compiling import NULL, Selected, arguments
from api.graphql.lane.run import Numbers, RootWriter, Run
from api.graphql.types.gazetteer_columns import OUTLINE, check_places, outlines_given, place_columns
from domain.values.terms import PlaceKind
from service.json_text import encode

_ROWS_AT_ONCE = 5_000
"""Some ten milliseconds of work."""


def gazetteer_writer(selected: Selected) -> RootWriter:
    asked = arguments(selected)

    async def written(run: Run) -> bytes:
        chosen = asked(run)
        run.described_at(run.position(chosen.get("position")))
        kind, day = chosen.get("kind"), chosen.get("on")
        versions = _versions(run, kind and PlaceKind(kind), run.place(chosen.get("within")), day)
        check_places(len(versions))
        pieces = await _place_pieces(run, versions)
        if chosen["outlines"]:
            pieces.append(await _outline_piece(run, [run.world.gazetteer.ids[at] for at in versions.tolist()], day))
        return b"{" + b",".join(pieces) + b"}"

    return written


def _versions(run: Run, kind: PlaceKind | None, within: str | None, day: date | None) -> Numbers:
    gazetteer = run.world.gazetteer
    return gazetteer.latest(kind, within) if day is None else gazetteer.existing(kind, within, day)


async def _place_pieces(run: Run, versions: Numbers) -> list[bytes]:
    """Each column with its name. Raises Moved."""
    texts: defaultdict[str, list[bytes]] = defaultdict(list)
    for begin in range(0, max(1, len(versions)), _ROWS_AT_ONCE):
        if begin:
            await run.let_others_go_on()
        rows = run.world.gazetteer.rows(versions[begin : begin + _ROWS_AT_ONCE])
        for name, column in place_columns(rows).items():
            texts[name] += [encode(column)[1:-1]] if column else []
    return [encode(name) + b":[" + b",".join(columns) + b"]" for name, columns in texts.items()]


async def _outline_piece(run: Run, ids: Sequence[str], day: date | None) -> bytes:
    """Raises ClientError and Moved."""
    texts = outlines_given(await run.outline_texts(ids, day))
    outlines = (texts[id].encode() if id in texts else NULL for id in ids)
    return encode(OUTLINE) + b":[" + b",".join(outlines) + b"]"
