"""Series say what the snapshots say, whatever the log and the coordinates, on every engine."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.series import series
from domain.steps import days as days_of
from domain.tally import tally
from domain.vocabulary import PlaceKind, Step
from store import snapshot
from store.database import Database
from store.snapshot import Coordinates
from tests.store.random_logs import FIRST, PLACES, plans
from tests.store.test_snapshot_property import COORDINATES, EXAMPLES, written

FEW = settings(EXAMPLES, max_examples=15)
LAST = FIRST + timedelta(14)


@FEW
@given(plan=plans, asked=COORDINATES, step=st.sampled_from([Step.DAY, Step.WEEK]), at_head=st.booleans())
async def test_every_point_is_the_snapshot_of_its_day(db: Database, plan, asked, step, at_head):
    script, told = await written(db, plan)
    _, known_on, back, policy = asked
    known_on, position = (None, told[-1].position) if at_head else (known_on, told[-1].position - back)
    places = [script.named(name) for name in PLACES]
    row = days_of(FIRST - timedelta(2), LAST, step)
    async with db.read() as conn:
        everyone = await snapshot.lives(
            conn, within=None, kind=PlaceKind.DISTRICT, known_on=known_on, position=position, policy=policy
        )
        lives = [life for life in everyone if life.place in places]
        for point in series(lives, row):
            at = Coordinates(point.day, known_on, position, policy)
            states = {one.place_id: one.state for one in await snapshot.states(conn, at, place_ids=places)}
            assert (point.denominator, point.rows) == (len(states), tally(states.values()))
