"""Two publishers that are at work at the same time, and more than one of their pages."""

import asyncio
from datetime import timedelta

import pytest

from domain.events.disclosure import Disclosure
from domain.values.terms import Visibility
from service.publishing import Publisher
from store.db import limits
from store.read import disclosures
from tests.support.audiences import Audiences, visible, withheld
from tests.support.builders import changed, source
from tests.support.recording import NOW, record

PUBLIC, PARTNER, INTERNAL, SEALED = Visibility
DAYS = range(1, 6)
TOMORROW = NOW + timedelta(days=1)


def ends(number: int) -> Disclosure:
    """Embargoes that end one microsecond after the other."""
    return Disclosure(PUBLIC, TOMORROW + timedelta(microseconds=number))


def embargoed(*numbers: int) -> set[str]:
    return {f"embargoed-{number}-{day}" for number in numbers for day in DAYS}


async def test_two_publishers_give_each_event_once_and_none_before_its_moment(
    kept: Audiences, monkeypatch: pytest.MonkeyPatch
) -> None:
    """given embargoes that end within microseconds, and a source that is withheld; when the source is released at the
    very moment at which the second embargo ends; then two publishers give what is open by then, each event once"""
    monkeypatch.setattr(limits, "GIVEN_AT_A_TIME", 3)
    for number in range(4):
        scoops = [changed(id=f"embargoed-{number}-{day}", occurred=f"2021-06-{day:02}") for day in DAYS]
        await withheld(kept, ends(number), *scoops)
    await withheld(kept, Disclosure(SEALED), source("insider", id="insider"))
    for day in DAYS:
        await record(kept.record, changed(id=f"told-{day}", source="insider", occurred=f"2021-06-{day:02}"))
    publishers = kept.publisher, Publisher(kept.record, kept.logs, kept.clock)
    await publishers[1].begin()
    before = await kept.ids(PUBLIC)

    kept.clock.now = TOMORROW + timedelta(microseconds=1)
    await record(kept.record, visible("insider"), now=kept.clock())
    await asyncio.gather(*(each.publish() for each in publishers))
    first = (await kept.ids(PUBLIC))[len(before) :]
    kept.clock.now = TOMORROW + timedelta(microseconds=3)
    await asyncio.gather(*(each.publish() for each in publishers))
    second = (await kept.ids(PUBLIC))[len(before) + len(first) :]

    assert sorted(first) == sorted({"insider", *embargoed(0, 1), *(f"told-{day}" for day in DAYS)})
    assert sorted(second) == sorted(embargoed(2, 3))
    async with kept.record.read() as conn:
        assert await disclosures.withheld_from(conn, PUBLIC, first=1) == []
