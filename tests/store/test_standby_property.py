"""A primary and its standby give the same answers at the same position, under both clocks, whatever the log."""

from collections.abc import AsyncIterator

import pytest
from hypothesis import given, settings

from domain.values.coordinates import Coordinates
from store.db.connections import Database
from store.read import log, snapshot
from tests.support.log_examples import COORDINATES, EXAMPLES, written
from tests.support.random_logs import PLACES, plans
from tests.support.standbys import Log, Pair
from trust.databases import opened


@pytest.fixture
async def db(replicated: Log) -> AsyncIterator[Database]:
    async with opened(replicated.primary, replicated.standby) as db:
        yield db


@settings(EXAMPLES, max_examples=12)
@given(plan=plans, asked=COORDINATES)
async def test_both_answer_alike(db: Database, replicated: Log, standby_pair: Pair, plan, asked):
    day, known_at, back, policy = asked
    script, recorded = await written(db.primary, plan)
    position = recorded[-1].position
    await standby_pair.arrived_at(replicated, position)
    at = Coordinates(day, known_at, max(0, position - back), policy)
    places = [script.named(name) for name in PLACES]
    answers = []
    for each in (db, db.primary):
        async with each.read() as conn:
            states = await snapshot.states(conn, at, place_ids=places)
            answers.append((states, await snapshot.state_hash(conn, at), (await log.head(conn)).position))
    assert answers[0] == answers[1]
    assert answers[0][2] == position
