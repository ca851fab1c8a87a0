"""The gazetteer in columns says of every place what `places` says of it."""

from itertools import product

import pytest

from api import limits
from tests.support.asking import Api
from tests.support.builders import cast, place, place_changed
from tests.support.statement_counting import note_statements

COLUMNS = """
query($kind: PlaceKind, $on: Date, $within: ID, $outlines: Boolean! = false, $position: Position) {
  gazetteer(kind: $kind, on: $on, within: $within, outlines: $outlines, position: $position)
}
"""
PLACES = """
query($kind: PlaceKind, $on: Date, $within: ID) {
  places(kind: $kind, on: $on, within: $within, first: 1000) {
    nodes { id name kind parent { id } longitude latitude existsFrom existsTo geometry }
  }
}
"""
OUTLINE = {"type": "Polygon", "coordinates": [[[68.0, 37], [69.5, 37], [69.5, 38.25], [68.0, 37]]]}
NAMES = ["place", "name", "kind", "parent", "longitude", "latitude", "existsFrom", "existsTo"]


@pytest.fixture
async def kunduz(api: Api) -> Api:
    """Places that come and go, are named anew and lie elsewhere as time passes; two with outlines, one of which changes."""
    await api.recorded(
        *cast(),
        place("old", "Old", "کهنه", parent="af-kunduz", existsTo="2021-06-20", geometry=OUTLINE),
        place("new", "New", parent="af-kunduz", existsFrom="2021-06-20", longitude=68.5, latitude=-0.0),
        place("gate", "Gate", parent="new", kind="BORDER_CROSSING_POINT"),
        place_changed("af-imam-sahib", "Imam", parent="af", occurred="2021-06-22", geometry=OUTLINE),
    )
    return api


async def rows(api: Api, **chosen) -> list[dict]:
    """Each place with its values."""
    columns = (await api.ask(COLUMNS, **chosen))["gazetteer"]
    assert list(columns)[:8] == NAMES
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]


async def listed(api: Api, **chosen) -> list[dict]:
    nodes = (await api.ask(PLACES, **chosen))["places"]["nodes"]
    values = [
        [node["id"], node["name"], node["kind"], node["parent"] and node["parent"]["id"], node["longitude"],
         node["latitude"], node["existsFrom"], node["existsTo"], node["geometry"]]
        for node in nodes
    ]  # fmt: skip
    return [dict(zip([*NAMES, "outline"], row, strict=True)) for row in values]


async def test_the_columns_are_those_of_the_places(kunduz: Api) -> None:
    days = [None, "2021-06-01", "2021-06-20", "2021-06-22"]
    kinds = [None, "DISTRICT", "BORDER_CROSSING_POINT", "BASE"]
    for on, kind, within in product(days, kinds, [None, "af-kunduz", "new", "Kunduz"]):
        chosen = {"on": on, "kind": kind, "within": within}

        assert await rows(kunduz, **chosen, outlines=True) == await listed(kunduz, **chosen), chosen


async def test_without_a_day_every_place_is_there_as_described_last(kunduz: Api) -> None:
    found = {row["place"]: row for row in await rows(kunduz)}

    assert list(found) == ["af", "af-imam-sahib", "af-kunduz", "gate", "new", "old"]
    assert (found["af-imam-sahib"]["name"], found["af-imam-sahib"]["parent"]) == ("Imam", "af")
    assert found["old"]["existsTo"] == "2021-06-20"
    assert "outline" not in found["old"]


async def test_at_an_earlier_position_it_is_as_it_was_recorded_then(kunduz: Api) -> None:
    before = await kunduz.head()
    then = await rows(kunduz, outlines=True)
    await kunduz.recorded(place_changed("old", "Older", parent="af", occurred="2021-06-01"))

    assert await rows(kunduz, outlines=True, position=before) == then
    assert await rows(kunduz, outlines=True) != then


async def test_an_empty_gazetteer_has_empty_columns(api: Api) -> None:
    empty: dict = {name: [] for name in NAMES}

    assert await api.ask(COLUMNS) == {"gazetteer": empty}
    assert await api.ask(COLUMNS, on="2021-06-01", outlines=True) == {"gazetteer": {**empty, "outline": []}}


async def test_what_cannot_be_given_is_refused_with_a_remedy(kunduz: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    assert await kunduz.code(COLUMNS, within="nowhere") == "UNKNOWN_PLACE"
    assert await kunduz.code(COLUMNS, position=10**6) == "POSITION_AHEAD"
    monkeypatch.setattr(limits, "OUTLINE_CHARS_MAX", 100)
    [error] = (await kunduz.answer(COLUMNS, outlines=True))["errors"]
    assert error["extensions"]["code"] == "TOO_MANY_ROWS"
    assert "`within`" in error["message"]
    monkeypatch.setattr(limits, "COLUMN_VALUES_MAX", 8 * 5)
    assert await kunduz.code(COLUMNS) == "TOO_MANY_ROWS"
    assert len(await rows(kunduz, within="af-kunduz")) == 4


async def test_400_places_take_as_many_statements_as_one(kunduz: Api) -> None:
    executed: list[str] = []
    note_statements(kunduz.app, lambda _c, _cur, statement, *_: executed.append(statement))

    async def statements(**chosen) -> int:
        await kunduz.ask(COLUMNS, outlines=True, **chosen)
        executed.clear()
        await kunduz.ask(COLUMNS, outlines=True, **chosen)
        return len(executed)

    one = await statements(within="gate")
    await kunduz.recorded(*(place(f"d-{n}", parent="af-kunduz", geometry=OUTLINE) for n in range(400)))

    assert await statements(within="af") == one
