"""Of which places the claims are folded to find turns that no evening shows."""

from datetime import date

import pytest

from domain.values.coordinates import Coordinates
from domain.values.knowledge import end_of_known_day
from store.db.connections import Database
from store.read import snapshot
from store.read.brief_turns import brief_turn_fold
from tests.support.builders import asserted, cast, changed, corrected, retracted
from tests.support.recording import head, record

PLACE = "af-imam-sahib"


async def folded(db: Database, known_on: date | None, back: int = 0) -> tuple[int, int]:
    """What the fold of the one district costs, and the number of turns that it finds."""
    at = Coordinates(None, known_on and end_of_known_day(known_on), await head(db) - back)
    async with db.read() as conn:
        fold = await brief_turn_fold(conn, await snapshot.histories(conn, [PLACE], at), at)
    return fold.cost, len(fold.here().get(PLACE, ()))


@pytest.mark.parametrize("known_on", [None, date(2021, 8, 1)])
async def test_claims_that_no_longer_stand_are_no_reason(db: Database, known_on: date | None) -> None:
    """Given claims of which all but one were withdrawn or put right, when nothing became known since the day that is
    asked, then nothing is folded, as at the head.
    """
    await record(db, *cast(), asserted(id="withdrawn"), asserted(id="wrong", holder="government"), asserted())
    await record(db, retracted("withdrawn", published="2021-07-01"))
    await record(db, corrected("wrong", asserted(occurred="2021-05-01"), published="2021-07-02"), changed(id="again"))
    await record(db, retracted("again", published="2021-07-03"))

    assert await folded(db, known_on) == await folded(db, None) == (0, 0)


@pytest.mark.parametrize("known_on", [None, date(2021, 6, 30), date(2021, 8, 1)])
async def test_a_fall_and_its_end_on_one_day_are_found(db: Database, known_on: date | None) -> None:
    """Given that a place fell at six and was retaken at noon, and that the fall was withdrawn later, then the turn is
    found as things were known before, and no longer after.
    """
    await record(db, *cast(), asserted(holder="government", occurred="2021-06-01", published="2021-06-02"))
    await record(db, changed(occurred="2021-06-22T06:00", published="2021-06-23", id="fell"))
    await record(db, changed(gainer="government", loser="taliban", occurred="2021-06-22T12:00", published="2021-06-23"))
    await record(db, retracted("fell", published="2021-07-15"))

    assert (await folded(db, known_on))[1] == (known_on == date(2021, 6, 30))
