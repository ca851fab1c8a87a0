"""How the properties of the store draw their examples: many logs in one database, each under names of its own."""

from datetime import timedelta
from itertools import count

from hypothesis import strategies as st

from domain.values.knowledge import end_of_known_day
from domain.values.terms import Policy
from store.db.connections import Database
from tests.support.moments import known
from tests.support.properties import sharing_fixtures
from tests.support.random_logs import FIRST, Script, days
from tests.support.recording import written_by
from tests.support.reference_fold import Recorded

EXAMPLES = sharing_fixtures(25)
COORDINATES = st.tuples(
    days,
    st.one_of(st.none(), known(days), st.just(end_of_known_day(FIRST + timedelta(60)))),
    st.integers(0, 14),
    st.sampled_from(Policy),
)
"""Date, known at, positions back from the end of the log, and policy."""
log_numbers = count()


async def written(db: Database, plan: list) -> tuple[Script, list[Recorded]]:
    """A log of its own within the database, after those of the examples before it."""
    script = Script(f"x{next(log_numbers)}")
    return script, await written_by(db, script, plan)
