"""What questions are priced by is counted as the log has it."""

from dataclasses import replace
from datetime import date

from domain.control.aspects import Aspect
from store.db.connections import Database
from store.read.log_sizes import LogSizes, log_sizes, news_of
from tests.support.builders import asserted, cast, changed, event, measured, place, retracted, status
from tests.support.recording import record


async def sizes_of(db: Database) -> LogSizes:
    async with db.read() as conn:
        return await log_sizes(conn)


async def test_an_empty_log_has_no_sizes(db: Database) -> None:
    sizes = await sizes_of(db)

    assert (sizes.position, sizes.places_in(None, None), sizes.claims_of("any", Aspect.CONTROL)) == (0, 0, 0)


async def test_places_and_claims_count_in_whatever_they_lie_in(db: Database) -> None:
    # Given two districts of Kunduz and one of Kabul, with three claims, two and none
    await record(db, *cast(), place("af-kabul", kind="PROVINCE", parent="af"), place("kabul-one", parent="af-kabul"))
    await record(db, place("two", parent="af-kunduz"), *(changed("two") for _ in range(2)))
    await record(db, *(asserted() for _ in range(3)), status("af-imam-sahib"))

    sizes = await sizes_of(db)

    assert sizes.places_in("af-kunduz", "DISTRICT") == 2
    assert sizes.places_in("af", "DISTRICT") == 3
    assert sizes.places_in(None, None) == 6
    assert sizes.claims_in("af-kunduz", "DISTRICT", Aspect.CONTROL) == 5
    assert sizes.claims_in("af-kabul", None, Aspect.CONTROL) == 0
    assert sizes.claims_in(None, None, Aspect.STATUS) == 1
    assert sizes.claims_of("af-imam-sahib", Aspect.CONTROL) == 3
    assert sizes.claims_of("Imam Sahib", Aspect.CONTROL) == 3, "a name may be that of the largest"
    assert sizes.places_in("Kunduz", "DISTRICT") == 3, "a name may be that of everything"


async def test_claims_count_in_each_month_and_where_their_places_were_folded(db: Database) -> None:
    """Given a district with claims of two months and one with a claim of the later, when they are counted, then all
    claims of a place count in each month that has any, and a place where it was folded last.
    """
    await record(db, *cast(), place("two", parent="af-kunduz"), asserted(published="2021-05-31"), asserted())
    await record(db, changed("two", occurred="2021-06-01", published="2021-06-30"), status("two"))

    async with db.read() as conn:
        sizes = replace(await log_sizes(conn), news=await news_of(conn))

    assert sizes.news
    assert sizes.news.last == date(2021, 6, 30)
    assert sizes.news.by_month == {12 * 2021 + 5: 2, 12 * 2021 + 6: 4}
    assert sizes.claims_with_news(date(2021, 6, 1)) == 4
    assert sizes.claims_with_news(date(2021, 5, 1), date(2021, 5, 31)) == 2
    assert sizes.claims_with_news(date(2021, 5, 1)) == 4, "no more than there are"
    assert sizes.claims_with_news(date(2021, 7, 1)) == sizes.claims_with_news() == 0
    assert sizes.claims_with_news(position=1) == 4
    assert sizes.claims_with_news(position=100_000) == 0
    assert replace(sizes, news=None).claims_with_news(date(2021, 7, 1)) == 4, "as long as nobody knows"


async def test_people_count_by_year_and_series_by_their_longest(db: Database) -> None:
    await record(db, *cast(), *(measured(number, f"2021-06-{number:02}") for number in range(1, 4)))
    dead = {"place": "af-imam-sahib", "kinds": ["KILLED"], "count": {"best": 1, "qualifier": "EXACT"}}
    days = ("2019-06", "2021-06-01", "../2020")
    await record(db, *(event("CasualtiesReported", source="neutral", occurred=day, **dead) for day in days))

    sizes = await sizes_of(db)

    def people(first: int, last: int) -> int:
        return sizes.people_in("CasualtiesReported", date(first, 1, 1), date(last, 12, 31))

    assert sizes.reports_max == 3
    assert (people(2021, 2021), people(2019, 2021), people(2000, 2001)) == (2, 3, 1)


async def test_a_retraction_is_news_of_the_places_of_what_it_withdraws(db: Database) -> None:
    await record(db, *cast(), asserted(id="told", published="2021-05-31"))
    await record(db, retracted("told", published="2021-07-05"))

    async with db.read() as conn:
        news = await news_of(conn)

    assert news.by_month == {12 * 2021 + 5: 1, 12 * 2021 + 7: 1}
