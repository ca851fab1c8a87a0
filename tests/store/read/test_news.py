"""Of which places something was said between two moments, or since a position."""

from datetime import UTC, datetime
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from domain.control.aspects import Aspect
from domain.control.claims import Claim
from domain.values.coordinates import Coordinates
from store.db.connections import Database
from store.read.news import places_with_news, unanswered_by_periods
from tests.support import reference_fold
from tests.support.builders import actor, asserted, cast, corrected, place, retracted, source, status
from tests.support.log_examples import COORDINATES, EXAMPLES, written
from tests.support.random_logs import PLACES, plans
from tests.support.recording import head, record

IMAM_SAHIB, CHAHAR_DARA = "af-imam-sahib", "af-chahar-dara"


@EXAMPLES
@given(plan=plans, asked=st.tuples(COORDINATES, COORDINATES))
async def test_about_all_others_the_same_claims_stand(db: Database, plan, asked):
    """Given any log, two moments and a position, when a place has no news between them, then the same claims about it
    stand at both, of the same interest and reliability.
    """
    script, told = await written(db, plan)
    end, places = told[-1].position, [script.named(name) for name in PLACES]
    (_, first, back, _), (_, second, *_) = asked
    past = Coordinates(None, first, end - back)
    async with db.read() as conn:
        news = await places_with_news(conn, first, second, places)
        later = await unanswered_by_periods(conn, past, places)

    def standing(place: str, known_at: datetime | None, position: int, aspect: Aspect) -> list[Claim]:
        return reference_fold.standing_claims(told, place, known_at, position, aspect)

    for one, aspect in product(places, Aspect):
        if one not in news:
            assert standing(one, first, end, aspect) == standing(one, second, end, aspect)
        if one not in later:
            assert standing(one, past.known_at, past.position, aspect) == standing(one, None, end, aspect)


async def test_a_place_has_news_when_something_about_it_becomes_known(db: Database):
    await record(db, *cast(), place(CHAHAR_DARA, parent="af-kunduz"), asserted(published="2021-06-23"))
    await record(db, asserted(CHAHAR_DARA, published="2021-06-23"), status(id="late", published="2021-07-01"))
    await record(db, retracted("late", published="2021-07-05"))

    assert await news(db, moment(6, 1), moment(6, 25)) == {IMAM_SAHIB, CHAHAR_DARA}
    assert await news(db, moment(6, 25), moment(6, 30)) == set()
    assert await news(db, moment(7, 3), moment(6, 30)) == {IMAM_SAHIB}, "whichever is named first"
    assert await news(db, moment(7, 3), moment(7, 4)) == set()
    assert await news(db, moment(7, 4), None) == {IMAM_SAHIB}, "it is retracted"
    assert await news(db, moment(7, 7), None) == set()
    assert await news(db, None, None) == set()


async def test_periods_do_not_answer_for_what_was_recorded_later(db: Database):
    """Given two places, when the worth of a source is corrected, then the stored periods of the place that it speaks of
    no longer answer for the time before; when only a bystander is registered, they all do.
    """
    await record(db, *cast(), place(CHAHAR_DARA, parent="af-kunduz"), source("herald", id="first"))
    await record(db, asserted(source="herald"), asserted(CHAHAR_DARA))
    before = await head(db)
    await record(db, actor("bystander"))
    assert await unanswered(db, before) == set()

    await record(db, corrected("first", source("herald", reliability="A")))

    assert await unanswered(db, before) == {IMAM_SAHIB}
    assert await unanswered(db, await head(db)) == set()


async def test_of_many_places_none_is_left_out(db: Database):
    """Given more places than are looked up one by one, when one of them has news, then it is found, and no place that
    is not among them.
    """
    await record(db, *cast(), place(CHAHAR_DARA, parent="af-kunduz"), asserted(), asserted(CHAHAR_DARA))
    others = [f"elsewhere-{number}" for number in range(4_000)]

    async with db.read() as conn:
        assert await places_with_news(conn, moment(1, 1), None, [IMAM_SAHIB, *others]) == {IMAM_SAHIB}
        assert await places_with_news(conn, moment(1, 1), None) == {IMAM_SAHIB, CHAHAR_DARA}


def moment(month: int, day: int) -> datetime:
    return datetime(2021, month, day, tzinfo=UTC)


async def news(db: Database, first: datetime | None, second: datetime | None) -> set[str]:
    async with db.read() as conn:
        return await places_with_news(conn, first, second, [IMAM_SAHIB, CHAHAR_DARA])


async def unanswered(db: Database, position: int) -> set[str]:
    async with db.read() as conn:
        return await unanswered_by_periods(conn, Coordinates(None, None, position), [IMAM_SAHIB, CHAHAR_DARA])
