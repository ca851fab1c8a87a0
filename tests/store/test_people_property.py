"""Sums of people under both clocks, on every engine: what counts is what stands, by a reading that knows no SQL."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from domain.counting import aggregation
from domain.counting.overlap_groups import grouped_people
from domain.counting.people_claims import in_reach, people_claim
from domain.counting.people_query import PeopleQuery
from domain.events import PersonsCrossedBorder, content, interchange
from domain.values.coordinates import Coordinates
from domain.values.knowledge import published_by
from store.db.connections import Database
from store.read import log, people
from tests.support import reference_fold
from tests.support.builders import place, source
from tests.support.log_examples import EXAMPLES, log_numbers
from tests.support.people_plans import crossings_of_plan, days, people_acts
from tests.support.recording import record
from tests.support.reference_fold import Recorded

ASKED = st.tuples(days, days, st.none() | days, st.integers(0, 8))


@EXAMPLES
@given(plan=st.lists(people_acts, min_size=2, max_size=10), asked=st.lists(ASKED, min_size=3, max_size=3))
async def test_a_total_changes_exactly_when_something_becomes_known(db: Database, plan, asked):
    name = f"p{next(log_numbers)}"
    first = (await record(db, source(name), place(name), place(f"{name}-to"))).first
    await record(db, *crossings_of_plan(plan, name))
    written = [Recorded(e.position, e.event, e.known) async for e in log.stream(db, first - 1)]
    async with db.read() as conn:
        for one, other, known_on, back in asked:
            since, until = sorted((date.fromisoformat(one), date.fromisoformat(other)))
            known = known_on and published_by(known_on)
            at = max(written[-1].position - back, first + 2)  # where the places are
            found = await people.people(
                conn, PersonsCrossedBorder, since, until, Coordinates(None, known, at), places=[name, f"{name}-to"]
            )
            question = PeopleQuery(since, until, origin=name)
            mine = aggregation.total(grouped_people(found.claims, found.place_tree), question)
            claims = in_reach(_standing(written, known, at), since, until)
            # Period totals of other logs in the same database may have drawn in more.
            mine_alone = in_reach([claim for claim in found.claims if claim.origin == name], since, until)
            assert [claim.position for claim in mine_alone] == [claim.position for claim in claims]
            drawn_in = {claim.position for claim in found.claims}
            same = [claim for claim in _standing(written, known, at) if claim.position in drawn_in]
            assert mine.bounds == aggregation.total(grouped_people(same, found.place_tree), question).bounds


def _standing(written, known, at):
    """Every crossing that stands, whenever it was, with all that it corrects."""
    by_id = {one.event.id: one for one in written}
    stands = reference_fold.standing_positions(written, known, at)
    counting = [one for one in written if one.position in stands and one.position <= at]
    return [
        people_claim(
            one.position,
            one.event.id,
            frozenset(_corrects(one, by_id)),
            interchange.stored_claims([interchange.write(one.event)])[0],
            {},
            {},
        )
        for one in counting
        if (known is None or one.known <= known) and isinstance(content(one.event), PersonsCrossedBorder)
    ]


def _corrects(one, by_id):
    while target := getattr(one.event, "event", None):
        yield target
        one = by_id[target]
