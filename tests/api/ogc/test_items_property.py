"""Whatever the log and the coordinates: the pages of OGC API Features together are what asOf says."""

from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from domain.control.aspects import Aspect
from domain.control.state import UNKNOWN, State
from domain.events import content
from domain.values.coordinates import Coordinates
from domain.values.knowledge import known_by
from domain.values.terms import PlaceKind, Policy
from store.read import log, snapshot
from tests.support.asking import Api
from tests.support.builders import place, place_changed
from tests.support.ogc import DISTRICTS, features, ids, link, pages
from tests.support.properties import sharing_fixtures
from tests.support.random_logs import PLACES, Script, days, plans
from tests.support.recording import record

_logs = count()
EXAMPLES = sharing_fixtures(25)


@EXAMPLES
@given(
    plan=plans,
    day=days,
    known_on=st.one_of(st.none(), days),
    back=st.integers(0, 11),  # the land is on record by then
    policy=st.sampled_from(Policy),
    limit=st.sampled_from([1, 2, 1000]),
    everywhere=st.sampled_from([False, False, False, True]),
)
async def test_all_pages_together_are_the_snapshot(
    api: Api, plan, day, known_on, back, policy, limit, everywhere
) -> None:
    """given a log among those of the examples before it; then the pages of its land, or of all of them, are complete"""
    db, script = api.app.state.logs.record.db, Script(f"x{next(_logs)}")
    land = script.named("land")
    first = [place(land, kind="PROVINCE"), *script.opening()]
    for events in (first, [place_changed(script.named(one), parent=land) for one in PLACES], *map(script.batch, plan)):
        if events:
            head = (await record(db, *events)).last
    position = head - back
    query = {"datetime": day, "position": position, "policy": policy.value, "limit": 20 if everywhere else limit}
    query |= {"knownOn": known_on} if known_on else {}
    within = None if everywhere else land
    query |= {"within": within} if within else {}

    found = await pages(api, DISTRICTS, **query)

    at = Coordinates(day, known_by(known_on, None), position, policy)
    async with db.read() as conn:
        expected, statuses = [
            await snapshot.states(conn, at, aspect=aspect, kind=PlaceKind.DISTRICT, within=within) for aspect in Aspect
        ]
        entries = await log.by_positions(conn, {claim for one in expected + statuses for claim in claims(one.state)})
    assert ids(found) == [one.place_id for one in expected]
    for feature, one, other in zip(features(found), expected, statuses, strict=True):
        told, state, status = feature["properties"], one.state, other.state
        assert (told["holder"], told["level"], told["certainty"]) == (state.holder, state.level, state.certainty)
        assert (told["since"], told["manner"]) == (state.since, state.manner)
        assert len(told["alternatives"]) == len(state.alternatives)
        assert told["status"] == (None if status == UNKNOWN else status.holder or "UNKNOWN")
        speaking = claims(state) | claims(status)
        assert {*told["sources"]} == {content(entries[claim].event).source for claim in speaking} - {None}
    assert [page["numberReturned"] for page in found[:-1]] == [query["limit"]] * (len(found) - 1)
    assert {page["numberMatched"] for page in found} == {len(expected)}
    back_again = await pages(api, link(found[-1], "self"), rel="prev")
    assert {*ids(back_again)} == {*ids(found)}
    assert len(ids(back_again)) == len(ids(found))


def claims(state: State) -> set[int]:
    return {*state.basis, *(claim for other in state.alternatives for claim in other.claims)}
