"""The steps of the job give the periods of the database, whatever refers to what."""

from hypothesis import given, settings

from domain.values.terms import Policy
from store.db.connections import Database
from store.read.periods import BITS
from tests.support import tangled_logs
from tests.support.folded_elsewhere import folded_without_database, stored_periods
from tests.support.log_examples import EXAMPLES, written
from tests.support.random_logs import plans
from tests.support.recording import head, record


async def test_what_refers_to_what_is_seen_through(db: Database) -> None:
    for batch in tangled_logs.batches():
        await record(db, *batch)

    periods = await folded_without_database(db, 1, await head(db))

    assert periods == await stored_periods(db)
    assert {place for place, *_ in periods} == {*tangled_logs.PLACES}
    assert {policies & bit for _, _, _, policies, *_ in periods for bit in BITS.values()} >= {
        BITS[each] for each in Policy
    }


@settings(EXAMPLES, max_examples=30)
@given(plan=plans)
async def test_random_logs_have_the_periods_of_the_database(db: Database, plan: list) -> None:
    script, log = await written(db, plan)

    periods = await folded_without_database(db, log[0].position, log[-1].position)

    assert periods == await stored_periods(db, f"{script.prefix}-")
