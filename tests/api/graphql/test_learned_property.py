"""What was learned about a day is what two folds of that day differ in, although only places with news are folded."""

import json
from datetime import datetime

from hypothesis import event, given
from hypothesis import strategies as st

from domain.control.aspects import Aspect
from domain.control.resolution import state_on
from domain.history.diff import differences
from store.db.connections import Database
from tests.support import reference_fold
from tests.support.log_examples import COORDINATES, EXAMPLES, written
from tests.support.random_logs import PLACES, plans
from tests.support.two_paths import two_paths

LEARNED = """
query($day: Date!, $first: DateTime, $second: DateTime, $policy: ResolutionPolicy!, $position: Position!) {
  diff(
    from: {date: $day, knownAt: $first, policy: $policy, position: $position},
    to: {date: $day, knownAt: $second, policy: $policy, position: $position}
  ) { places { cause place { id } } }
}
"""


MOMENTS = st.lists(st.integers(0, 99), min_size=2, max_size=2)
"""Those at which something became known, by number; the last are followed by no moment at all."""


@EXAMPLES
@given(plan=plans, asked=COORDINATES, moments=MOMENTS)
async def test_what_was_learned_is_what_two_folds_differ_in(db: Database, plan, asked, moments):
    script, told = await written(db, plan)
    day, _, back, policy = asked
    position = told[-1].position - back // 5
    known = [*sorted({one.known for one in told}), None]
    first, second = [known[number % len(known)] for number in moments]

    def states(known_at: datetime | None, aspect: Aspect) -> dict:
        claims = {
            place: reference_fold.standing_claims(told, place, known_at, position, aspect)
            for place in map(script.named, PLACES)
        }
        return {place: state_on(own, day, policy) for place, own in claims.items()}

    expected: set[str] = set()
    for aspect in Aspect:
        before, after = states(first, aspect), states(second, aspect)
        expected |= differences(before, before, after).keys()
    variables = {
        "day": day.isoformat(),
        "first": first and first.isoformat(),
        "second": second and second.isoformat(),
        "policy": policy.value,
        "position": str(position),
    }

    async with two_paths(db) as paths:
        by_core = await paths.by_core(LEARNED, variables)
        by_lane = await paths.compare(LEARNED, variables)

    event(f"lane: {by_lane is not None}, differences: {len(expected)}")
    found = json.loads(by_core.body)["data"]["diff"]["places"]
    of_this_log = {one["place"]["id"] for one in found} & {script.named(name) for name in PLACES}
    assert of_this_log == expected
    assert {one["cause"] for one in found} <= {"WE_LEARNED"}
