"""What is covered is answered by the lane, field by field; everything else is left to graphql-core."""

from collections.abc import AsyncIterator
from functools import cache
from pathlib import Path

import pytest
from graphql import GraphQLObjectType, get_named_type, is_required_argument

from api.graphql import schema
from api.graphql.lane.covered import COVERED
from store.db.connections import Database
from tests.support.builders import asserted, cast, changed, place_changed, status
from tests.support.recording import record
from tests.support.repository import ROOT
from tests.support.two_paths import TwoPaths, two_paths

ARGUMENTS = {
    "asOf": 'date: "2021-06-23"',
    "Place.state": 'asOf: "2021-06-23"',
    "Snapshot.place": 'id: "af-imam-sahib"',
    "Query.place": 'id: "af-imam-sahib"',
    "Query.actor": 'id: "taliban"',
    "series": 'from: "2021-06-20", to: "2021-06-23"',
    "seriesRows": 'from: "2021-06-20", to: "2021-06-23"',
    "periodRows": 'from: "2021-06-20", to: "2021-06-23"',
    "replay": 'from: "2021-06-20", to: "2021-06-23"',
    "seriesColumns": 'from: "2021-06-20", to: "2021-06-23"',
    "replayColumns": 'from: "2021-06-20", to: "2021-06-23"',
    "diff": 'from: {date: "2021-06-20"}, to: {date: "2021-06-23"}',
    "crossings": 'from: "2021-06-20", to: "2021-06-23"',
    "casualties": 'from: "2021-06-20", to: "2021-06-23"',
    "beliefs": 'place: "af-imam-sahib", date: "2021-06-23"',
    "measure": 'id: "x", place: "af", from: "2021-06-20", to: "2021-06-23"',
    "Query.snapshot": 'token: "TOKEN"',
    "Query.event": 'id: "fell"',
    "Query.node": 'id: "af"',
    "resolvePlace": 'name: "Imam Sahib"',
}
COVERED_FIELDS = [(kind, field) for kind, fields in COVERED.items() for field in fields]


@cache
def built() -> schema.Schema:
    return schema.build()


def question(kind: str, field: str) -> str:
    """A question for one field of a type, by the shortest way from the root."""
    way = [*ways()[kind], (kind, field)]
    text = ""
    for parent, name in reversed(way):
        definition = built()._schema.type_map[parent].fields[name]
        arguments = ARGUMENTS.get(f"{parent}.{name}") or ARGUMENTS.get(name, "")
        needed = any(is_required_argument(argument) for argument in definition.args.values())
        given = f"({arguments})" if needed or f"{parent}.{name}" in ARGUMENTS else ""
        has_fields = not hasattr(get_named_type(definition.type), "coerce_output_value")
        below = (f" {{ {text} }}" if text else " { __typename }") if has_fields else ""
        text = f"{name}{given}{below}"
    return f"{{ {text} }}"


@cache
def ways() -> dict[str, list[tuple[str, str]]]:
    """The fields from the root to each type that is covered."""
    found: dict[str, list[tuple[str, str]]] = {"Query": []}
    waiting = ["Query"]
    for kind in waiting:
        for field in COVERED[kind]:
            below = get_named_type(built()._schema.type_map[kind].fields[field].type)
            if isinstance(below, GraphQLObjectType) and below.name not in found:
                found[below.name] = [*found[kind], (kind, field)]
                waiting.append(below.name)
    return found


@pytest.fixture
async def paths(sqlite_url: str) -> AsyncIterator[TwoPaths]:
    """One district with claims of every kind that a state may show."""
    db = Database.open(sqlite_url)
    await record(
        db,
        *cast(),
        changed(id="fell"),
        asserted(id="list", holder="government", source=None),
        status(id="closed"),
        place_changed("af-imam-sahib", "Imam", parent="af-kunduz", occurred="2021-06-22", successorOf="af"),
    )
    async with two_paths(db) as found:
        assert await found.kernel.world(patience_s=60)
        yield found
    await db.close()


async def asked(paths: TwoPaths, text: str) -> str:
    if "TOKEN" not in text:
        return text
    answer = await paths.by_core('{ asOf(date: "2021-06-23") { token } }')
    return text.replace("TOKEN", answer.body.decode().split('"token":"')[1].split('"')[0])


@pytest.mark.parametrize(("kind", "field"), COVERED_FIELDS)
async def test_a_covered_field_is_answered_by_the_lane(paths: TwoPaths, kind: str, field: str) -> None:
    assert await paths.compare(await asked(paths, question(kind, field)))


def not_covered() -> list[tuple[str, str]]:
    kinds = built()._schema.type_map
    return [(kind, field) for kind in COVERED for field in kinds[kind].fields if field not in COVERED[kind]]


@pytest.mark.parametrize(("kind", "field"), not_covered())
async def test_any_other_field_is_left_to_graphql_core(paths: TwoPaths, kind: str, field: str) -> None:
    assert await paths.lane.answer(await asked(paths, question(kind, field))) is None


AS_OF = '{ asOf(date: "2021-06-23") { places(%s) { nodes { id } } } }'


@pytest.mark.parametrize(
    "text",
    [
        "{ log { head } ",
        "{ log { tail } }",
        "{ log { head @skip(if: false) } }",
        "{ __schema { queryType { name } } log { head } }",
        "mutation { __typename }",
        "subscription { events { id } }",
        "query A { log { head } } query B { log { head } }",
        "query($day: Date!) { asOf(date: $day) { date } }",
        '{ asOf(date: "2021-06-31") { date } }',
        '{ asOf(date: "2021-06-23", position: 999) { date } }',
        '{ asOf(date: "2021-06-23", knownOn: "2021-06-23", knownAt: "2021-06-23T10:00:00Z") { date } }',
        '{ snapshot(token: "none") { date } }',
        '{ asOf(date: "2021-06-23") { place(id: "nowhere") { id } } }',
        '{ asOf(date: "2021-06-23") { place { id } } }',
        '{ asOf(date: "2021-06-23") { place(code: {scheme: "s", code: "c"}) { id } } }',
        '{ asOf(date: "2021-06-23") { tally(edition: {scheme: "s", edition: "e"}) { denominator } } }',
        '{ place(id: "nowhere") { id } }',
        AS_OF % 'within: "Kunduz"',
        AS_OF % 'holder: "nobody"',
        AS_OF % "first: 0",
        AS_OF % "first: 1001",
        AS_OF % 'after: "x"',
        '{ series(from: "2021-06-23", to: "2021-06-20") { date } }',
        '{ series(from: "2021-06-20", to: "2021-06-23", knownOn: "2021-06-22") { date } }',
    ],
)
async def test_what_would_be_refused_or_warned_of_is_left_to_graphql_core(paths: TwoPaths, text: str) -> None:
    assert await paths.lane.answer(text) is None


async def test_what_costs_too_much_is_left_to_graphql_core(paths: TwoPaths) -> None:
    fields = " ".join(f"a{number}: level" for number in range(600))
    text = f'{{ asOf(date: "2021-06-23") {{ places {{ nodes {{ {fields} }} }} }} }}'

    assert await paths.lane.answer(text) is None


@pytest.mark.parametrize(
    ("text", "variables"),
    [
        ("query A { log { head } } query B { log { projection } }", {}),
        ('{ a: asOf(date: "2021-06-20") { date } a: asOf(date: "2021-06-20") { token date } }', {}),
        ('{ asOf(date: "2021-06-23") { ...f ...f places { totalCount ...g } } }'
         " fragment f on Snapshot { token places { nodes { id ...h } } }"
         " fragment g on PlaceStateConnection { nodes { level ... on PlaceState { id place { name } } } }"
         " fragment h on Node { __typename id }", {}),
        ("query($d: Date!, $w: ID, $f: Int! = 1) { asOf(date: $d) { places(within: $w, first: $f)"
         " { nodes { place { parent { name parent { id } } } } pageInfo { hasNextPage endCursor } } } }",
         {"d": "2021-06-23", "w": "af"}),
        ("query($from: SnapshotInput!) { diff(from: $from, to: {date: \"2021-06-23\", policy: CAUTIOUS})"
         " { from { knownAt policy } places { before { level } after { status { status } } } } }",
         {"from": {"date": "2021-06-20", "knownAt": "2021-06-23T12:00:00+02:00"}}),
    ],
)  # fmt: skip
async def test_selections_are_merged_as_graphql_merges_them(paths: TwoPaths, text: str, variables: dict) -> None:
    assert await paths.compare(text, variables, "B" if "query B" in text else None)


def test_the_list_in_the_docs_is_what_is_covered() -> None:
    page = (ROOT / "docs" / "graphql-lane.md").read_text("utf-8")
    listed = [line.split("|")[1:3] for line in page.splitlines() if line.startswith("| `")]
    shown = {kind.strip(" `"): tuple(fields.replace("`", "").split()) for kind, fields in listed}

    assert {kind: shown.get(kind) for kind in COVERED} == COVERED


def questions_in_docs() -> list[str]:
    pages = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    blocks = [block.split("```")[0] for page in pages for block in page.read_text("utf-8").split("```graphql\n")[1:]]
    return [*blocks, *(path.read_text("utf-8") for path in (ROOT / "sample" / "queries").glob("*.graphql"))]


async def test_the_questions_in_the_docs_have_one_answer(tmp_path: Path, sqlite_url: str) -> None:
    from datetime import UTC, datetime

    from api import demo
    from service.importing.loading import Loader

    db = Database.open(sqlite_url)
    await Loader("demo", datetime.now(UTC)).load(db, demo.files())
    async with two_paths(db) as paths:
        for text in questions_in_docs():
            await paths.compare(text)
        assert len(paths.answered) > 5
    await db.close()
