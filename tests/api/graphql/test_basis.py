"""The claims under a state, where there are many: bounded unless asked for, counted, and all of them within reach."""

from datetime import date, timedelta

from api import limits
from tests.support.asking import Api
from tests.support.builders import asserted, cast, changed, source

MAPS = 1_000
BASIS = """
query($first: Int!, $after: ID) {
  asOf(date: "2024-01-01") { place(id: "af-imam-sahib") { basisCount basis(first: $first, after: $after) { id } } }
}
"""


async def corroborated(api: Api) -> list[str]:
    """A thousand daily maps of one state. Returns their ids, latest first."""
    days = [date(2021, 1, 1) + timedelta(n) for n in range(MAPS)]
    await api.recorded(*cast())
    await api.recorded(*(asserted(id=f"map.{day}", occurred=str(day), published=str(day)) for day in days))
    return [f"map.{day}" for day in reversed(days)]


async def test_a_thousand_claims_are_shown_a_few_at_a_time_and_none_is_missed(api: Api) -> None:
    ids, found = await corroborated(api), []

    while len(found) < MAPS:
        answer = await api.ask(BASIS, first=300, after=found[-1] if found else None)
        place = answer["asOf"]["place"]
        assert place["basisCount"] == MAPS
        found += [claim["id"] for claim in place["basis"]]

    assert found == ids


async def test_the_latest_few_are_given_where_nothing_is_asked(sqlite_api: Api) -> None:
    ids = await corroborated(sqlite_api)

    answer = await sqlite_api.ask("""{
      asOf(date: "2024-01-01") { place(id: "af-imam-sahib") { basis { id } history { nodes { basisCount basis { id } } } } }
    }""")

    place = answer["asOf"]["place"]
    latest = [{"id": id} for id in ids[: limits.CLAIMS_SHOWN]]
    assert place["basis"] == latest
    assert place["history"]["nodes"] == [{"basisCount": MAPS, "basis": latest}]


async def test_what_speaks_against_it_is_in_pages_too(sqlite_api: Api) -> None:
    maps = [f"map-{number:02}" for number in range(1, 16)]
    seen = [asserted(id=f"{map_}.seen", occurred="2021-06-15", holder="government", source=map_) for map_ in maps]
    await sqlite_api.recorded(*cast(), *map(source, maps), *seen, asserted(occurred="2021-06-15"))

    answer = await sqlite_api.ask("""{
      asOf(date: "2021-06-15") { place(id: "af-imam-sahib") {
        holder { id }
        alternatives { claimCount voices holder { id } claims(first: 2, after: "map-14.seen") { id } }
      } }
    }""")

    other = {
        "claimCount": 15,
        "voices": 15,
        "holder": {"id": "government"},
        "claims": [{"id": "map-13.seen"}, {"id": "map-12.seen"}],
    }
    assert other in answer["asOf"]["place"]["alternatives"]


async def test_a_page_after_a_claim_that_nobody_made_is_a_mistake_of_the_caller(sqlite_api: Api) -> None:
    await sqlite_api.recorded(*cast(), changed(id="fell"))

    assert await sqlite_api.code(BASIS, first=1, after="nothing") == "BAD_USER_INPUT"
    assert await sqlite_api.code(BASIS, first=0) == "BAD_USER_INPUT"
    assert await sqlite_api.code(BASIS, first=limits.PAGE_ITEMS_MAX + 1) == "BAD_USER_INPUT"


async def test_the_claims_of_a_map_count_towards_what_a_query_costs(sqlite_api: Api) -> None:
    query = 'query($n: Int!) { asOf(date: "2021-06-22") { places { nodes { basis(first: $n) { id } } } } }'

    assert await sqlite_api.code(query, n=1_000) == "QUERY_TOO_COSTLY"
    assert await sqlite_api.ask(query, n=limits.CLAIMS_SHOWN)
