"""The store answers as the pure fold does over the events, whatever the log and the coordinates."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.control.aspects import Aspect
from domain.control.resolution import periods, state_on
from domain.values.coordinates import Coordinates
from domain.values.terms import Policy
from store.db.connections import Database
from store.read import annulments, log, snapshot
from store.read.log import EventFilter
from store.write import rebuild
from tests.support import reference_fold
from tests.support.log_examples import COORDINATES, EXAMPLES, written
from tests.support.random_logs import FIRST, PLACES, plans
from tests.support.recording import record
from tests.support.reference_fold import Recorded


@EXAMPLES
@given(plan=plans, asked=st.lists(COORDINATES, min_size=3, max_size=3), aspect=st.sampled_from(Aspect))
async def test_states_and_histories_are_those_of_the_pure_fold(db: Database, plan, asked, aspect):
    script, told = await written(db, plan)
    head = told[-1].position
    at_the_head = [(day, None, 0, policy) for day, _, _, policy in asked]
    async with db.read() as conn:
        for day, known_at, back, policy in [*asked, *at_the_head]:
            at = Coordinates(day, known_at, max(head - back, told[0].position - 1), policy)
            places = [script.named(name) for name in PLACES]
            claims = {
                place: reference_fold.standing_claims(told, place, known_at, at.position, aspect) for place in places
            }
            registered = [place for place in places if at.position >= position_of(told, place)]

            found = await snapshot.states(conn, at, aspect=aspect, place_ids=places)
            assert [(one.place_id, one.state) for one in found] == [
                (place, state_on(claims[place], day, policy)) for place in registered
            ]
            for place in places:
                history = await snapshot.histories(conn, [place], at, aspect)
                assert history.get(place, []) == list(periods(claims[place], policy))


@EXAMPLES
@given(plan=plans, asked=st.lists(COORDINATES, min_size=3, max_size=3))
async def test_what_stands_is_what_no_standing_event_annuls(db: Database, plan, asked):
    _, told = await written(db, plan)
    head, everything = told[-1].position, [one.position for one in told]
    async with db.read() as conn:
        for _, known_at, back, _ in asked:
            at = head - back
            found = await annulments.standing_of(conn, everything, known_at=known_at, position=at)
            standing = {position for position, one in found.items() if one.stands}
            assert standing == reference_fold.standing_positions(told, known_at, at)
        moments = [known_at for _, known_at, _, _ in asked]
        wanted = [(moment, position) for moment in moments for position in everything]
        assert await annulments.standing_over_time(conn, wanted, position=at) == {
            (moment, position): standing
            for moment in moments
            for position, standing in (
                await annulments.standing_of(conn, everything, known_at=moment, position=at)
            ).items()
        }

        only_standing = EventFilter(standing_only=True)
        listed = await log.entries(conn, after=everything[0] - 1, first=1000, filter=only_standing)
    assert {entry.position for entry in listed} == reference_fold.standing_positions(told, None, head)


@settings(EXAMPLES, max_examples=10)
@given(plan=plans)
async def test_a_rebuild_changes_no_byte(db: Database, plan):
    await written(db, plan)
    async with db.read() as conn:
        before = await rebuild.fingerprint(conn)
    await rebuild.rebuild(db)
    async with db.read() as conn:
        assert await rebuild.fingerprint(conn) == before


@pytest.mark.parametrize("policy", Policy)
async def test_both_ways_of_reading_agree(db: Database, policy: Policy):
    """The head as stored, and the same coordinates folded, because a later report leaves them behind."""
    from tests.support.builders import asserted, cast, changed

    await record(db, *cast(), changed(), asserted(holder="government", source="ministry"), changed(gainer="government"))
    for day in range(18, 26):
        async with db.read() as conn:
            at = Coordinates(FIRST.replace(day=day), None, (await log.head(conn)).position, policy)
            stored = await snapshot.states(conn, at)
        await record(db, asserted(holder=None, occurred="2021-06-19", credibility=5))
        async with db.read() as conn:
            assert await snapshot.states(conn, at) == stored


def position_of(told: list[Recorded], place: str | None) -> int:
    return next(one.position for one in told if getattr(one.event, "place", None) == place)
