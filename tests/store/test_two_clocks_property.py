"""Series, replay and beliefs say what the snapshots say, whatever the log and the coordinates, on every engine."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.history.diff import seen
from domain.history.replay import frames
from domain.history.series import series
from domain.history.steps import days as days_of
from domain.history.tally import tally
from domain.values.coordinates import Coordinates
from domain.values.knowledge import end_of_known_day
from domain.values.terms import PlaceKind, Policy, Step
from store.db.connections import Database
from store.read import snapshot
from tests.support.log_examples import COORDINATES, EXAMPLES, written
from tests.support.random_logs import FIRST, PLACES, days, plans

FEW = settings(EXAMPLES, max_examples=15)
LAST = FIRST + timedelta(14)


@FEW
@given(plan=plans, asked=COORDINATES, step=st.sampled_from([Step.DAY, Step.WEEK]), at_head=st.booleans())
async def test_every_point_and_frame_is_the_snapshot_of_its_day(db: Database, plan, asked, step, at_head):
    script, told = await written(db, plan)
    _, known_at, back, policy = asked
    known_at, position = (None, told[-1].position) if at_head else (known_at, told[-1].position - back)
    places = [script.named(name) for name in PLACES]
    row = days_of(FIRST - timedelta(2), LAST, step)
    async with db.read() as conn:
        everyone = await snapshot.place_histories(
            conn, Coordinates(None, known_at, position, policy), within=None, kind=PlaceKind.DISTRICT
        )
        lives = [life for life in everyone if life.place in places]
        folded = {}
        for point, frame in zip(series(lives, row), frames(lives, row), strict=True):
            at = Coordinates(point.day, known_at, position, policy)
            states = {one.place_id: one.state for one in await snapshot.states(conn, at, place_ids=places)}
            folded |= frame.states
            assert (point.denominator, point.rows) == (len(states), tally(states.values()))
            assert folded == states


@FEW
@given(plan=plans, day=days, policy=st.sampled_from(Policy))
async def test_the_belief_in_force_is_the_snapshot_as_known_at_every_day(db: Database, plan, day, policy):
    script, told = await written(db, plan)
    position = told[-1].position
    async with db.read() as conn:
        for place in map(script.named, PLACES):
            found = await snapshot.beliefs(conn, place, day, position=position, policy=policy)
            # What has no published date is known from the moment at which the tests record it.
            ends = map(end_of_known_day, (*days_of(FIRST, LAST, Step.DAY), FIRST + timedelta(60)))
            changes = [one.known_from for one in found if one.known_from]
            for knowing in {*ends, *changes, *(change - timedelta(microseconds=1) for change in changes)}:
                [belief] = [
                    one
                    for one in found
                    if (one.known_from is None or one.known_from <= knowing)
                    and (one.known_to is None or knowing < one.known_to)
                ]
                at = Coordinates(day, knowing, position, policy)
                [placed] = await snapshot.states(conn, at, place_ids=[place])
                assert seen(belief.state) == seen(placed.state)
                if belief.known_from == knowing:
                    assert belief.state == placed.state
