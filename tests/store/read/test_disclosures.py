"""What is said of who may open events is found by their ids, and not by going through all that was ever said."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete, insert

from domain.events.disclosure import TO_ALL, Disclosure
from domain.values.terms import Visibility
from store.db import tables
from store.db.connections import Connection, Database
from store.db.errors import DamagedProjection
from store.read.disclosures import Seen, disclosed, next_release, to_be_opened
from tests.support.audiences import kept_for_the_public, visible
from tests.support.builders import cast, changed
from tests.support.recording import NOW, record

PUBLIC, PARTNER, INTERNAL, SEALED = Visibility
ENDS = [None, NOW - timedelta(hours=1), NOW, NOW + timedelta(microseconds=1), NOW + timedelta(days=1)]
FIRST = len(cast()) + 1
EVERY = [(visibility, end) for visibility in Visibility for end in ENDS]


def day(number: int) -> str:
    return f"2021-06-{number + 1:02}"


@pytest.fixture
async def said(db: Database) -> list[Disclosure]:
    """For the event `x-N`, at the position FIRST + N, each of the disclosures that there are. All are withheld."""
    await record(db, *cast(), *(changed(id=f"x-{at}", occurred=day(at)) for at in range(len(EVERY))))
    await kept_for_the_public(db)
    rows = [
        {"event": f"x-{number}", "position": FIRST + number, "visibility": to.value, "release_at": end}
        for number, (to, end) in enumerate(EVERY)
    ]
    withheld = [{"visibility": to.value, "position": row["position"]} for row in rows for to in (PUBLIC, PARTNER)]
    async with db.write() as conn:
        await conn.execute(insert(tables.disclosure), rows)
        await conn.execute(insert(tables.withheld), withheld)
    return [Disclosure(to, end) for to, end in EVERY]


@pytest.mark.parametrize("audience", [PUBLIC, PARTNER])
async def test_what_may_be_opened_is_what_the_disclosures_say(
    db: Database, said: list[Disclosure], audience: Visibility
) -> None:
    expected = [FIRST + number for number, one in enumerate(said) if one.opens_to(audience, NOW)]

    async with db.read() as conn:
        at_once = await to_be_opened(conn, audience, NOW, since=None, after=0, first=100)
        in_parts = await _in_parts(conn, audience)

    assert at_once == in_parts == expected != []


async def _in_parts(conn: Connection, audience: Visibility) -> Sequence[int]:
    found: list[int] = []
    while part := await to_be_opened(conn, audience, NOW, since=None, after=found[-1] if found else 0, first=2):
        assert len(part) <= 2
        found += part
    return found


@pytest.mark.parametrize("audience", [PUBLIC, PARTNER])
@pytest.mark.parametrize("before", [NOW - timedelta(days=1), NOW - timedelta(minutes=1), NOW])
async def test_only_what_has_changed_since_is_looked_at(
    db: Database, said: list[Disclosure], audience: Visibility, before: datetime
) -> None:
    seen = Seen(before, FIRST + 11)
    opens = {FIRST + number for number, one in enumerate(said) if one.opens_to(audience, NOW)}
    opened_before = {at for at in opens if said[at - FIRST].opens_to(audience, before) and at <= seen.position}

    async with db.read() as conn:
        found = await to_be_opened(conn, audience, NOW, since=seen, after=0, first=100)

    assert found == sorted(opens - opened_before)


async def test_where_nothing_is_said_it_may_be_opened(db: Database, said: list[Disclosure]) -> None:
    async with db.write() as conn:
        await conn.execute(delete(tables.disclosure))

    async with db.read() as conn:
        every = await to_be_opened(conn, PUBLIC, NOW, since=None, after=0, first=100)
        news = await to_be_opened(conn, PUBLIC, NOW, since=Seen(NOW, 0), after=0, first=100)

    assert every == [*range(FIRST, FIRST + len(said))]
    assert news == []


async def test_the_next_embargo_to_end_is_found(db: Database, said: list[Disclosure]) -> None:
    async with db.read() as conn:
        found = [await next_release(conn, now) for now in (NOW, max(end for end in ENDS if end))]

    assert found == [NOW + timedelta(microseconds=1), None]


async def test_the_newest_word_counts(db: Database) -> None:
    """given an event that was withheld and released; when both are looked up; then the later word is found"""
    await kept_for_the_public(db)
    await record(db, *cast(), changed(id="scoop"), visible("scoop", to=SEALED))
    last = (await record(db, visible("scoop", id="out", releaseAt="2021-07-10T12:30:00Z"))).last

    async with db.read() as conn:
        found = await disclosed(conn, ["scoop", "out", "nothing"])

    assert found.keys() == {"scoop"}
    one = found["scoop"]
    assert (one.position, one.by, one.recorded_at) == (last, "out", NOW)
    assert one.disclosure == Disclosure(PUBLIC, datetime(2021, 7, 10, 12, 30, tzinfo=UTC)) != TO_ALL


async def test_a_word_that_is_none_is_an_error(db: Database, said: list[Disclosure]) -> None:
    async with db.write() as conn:
        await conn.execute(tables.disclosure.update().values(visibility="NOBODY"))

    async with db.read() as conn:
        with pytest.raises(DamagedProjection):
            await disclosed(conn, ["x-0"])
