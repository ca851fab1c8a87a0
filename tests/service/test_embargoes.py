"""Embargoes end by themselves, can be moved, and bring with them what refers to it; what was taken back stays back."""

import asyncio
from datetime import timedelta
from time import perf_counter

import pytest

from domain.events.disclosure import Disclosure
from domain.values.terms import Visibility
from service.publishing import Publisher
from store.read.change_feed import watching
from tests.support.audiences import Audiences, visible, withheld
from tests.support.builders import cast, changed, retracted, source
from tests.support.recording import NOW, record

PUBLIC, PARTNER, _, SEALED = Visibility
TOMORROW = NOW + timedelta(days=1)


async def test_an_embargo_ends_by_itself(kept: Audiences) -> None:
    await withheld(kept, Disclosure(PUBLIC, TOMORROW), changed(id="embargoed"))
    await kept.publisher.publish()
    before = await kept.ids(PUBLIC), await kept.ids(PARTNER)

    kept.clock.go_on(days=1)
    await kept.publisher.publish()

    assert "embargoed" not in before[0] + before[1]
    assert (await kept.ids(PUBLIC))[-1] == "embargoed" == (await kept.ids(PARTNER))[-1]


@pytest.mark.parametrize("opened_by", ["the end of an embargo", "a later word"])
async def test_what_was_opened_before_it_was_looked_at_brings_what_refers_to_it(
    kept: Audiences, opened_by: str
) -> None:
    """given a source that comes out a day later; when nobody looks until then; then its report comes out with it"""
    await kept.publisher.publish()
    is_embargo = opened_by == "the end of an embargo"
    await withheld(
        kept, Disclosure(PUBLIC, TOMORROW) if is_embargo else Disclosure(SEALED), source("insider", id="insider")
    )
    await record(kept.record, changed(id="told", source="insider"), key="told")
    kept.clock.go_on(days=2)
    if not is_embargo:
        await record(kept.record, visible("insider"), key="opened", now=TOMORROW)

    await kept.publisher.publish()

    assert (await kept.ids(PUBLIC))[-2:] == ["insider", "told"]


async def test_what_was_taken_back_under_an_embargo_stays_back(kept: Audiences) -> None:
    await withheld(kept, Disclosure(PUBLIC, TOMORROW), changed(id="embargoed"))
    await record(kept.record, retracted("embargoed", id="back"), key="back")
    kept.clock.go_on(days=2)
    await kept.publisher.publish()
    before = await kept.ids(PUBLIC)

    await record(kept.record, visible("embargoed"), key="after-all")
    await kept.publisher.publish()

    assert not {"embargoed", "back"} & set(before)
    assert (await kept.ids(PUBLIC))[-2:] == ["embargoed", "back"]


@pytest.mark.parametrize("again", [True, False], ids=["retracted again", "standing again"])
async def test_what_is_said_after_an_embargo_of_what_was_taken_back_under_it_does_not_open_it(
    kept: Audiences, again: bool
) -> None:
    """given an event that was retracted before its embargo ended; when that is retracted later; then no publisher, not
    even one that begins, takes the event for one that stood"""
    await withheld(kept, Disclosure(PUBLIC, TOMORROW), changed(id="embargoed"))
    await record(kept.record, retracted("embargoed", id="back"))
    later = kept.clock.go_on(days=2)
    await record(kept.record, retracted("back", id="undone"), now=later)
    if again:
        await record(kept.record, retracted("embargoed", id="back-again"), now=later)
    await kept.publisher.publish()
    before = await kept.ids(PUBLIC)

    await Publisher(kept.record, kept.logs, kept.clock).begin()

    assert not {"embargoed", "back", "undone", "back-again"} & set(before)
    assert await kept.ids(PUBLIC) == before


async def test_an_embargo_can_be_moved_while_it_lasts(kept: Audiences) -> None:
    await withheld(kept, Disclosure(PUBLIC, TOMORROW), changed(id="embargoed"))
    await record(kept.record, visible("embargoed", releaseAt="2100-01-01T00:00:00Z"), key="later")
    kept.clock.go_on(days=2)
    await kept.publisher.publish()
    assert "embargoed" not in await kept.ids(PUBLIC)

    await record(kept.record, visible("embargoed"), key="now")
    await kept.publisher.publish()

    assert (await kept.ids(PUBLIC))[-1] == "embargoed"


async def test_the_end_of_an_embargo_is_not_waited_for_any_longer_than_it_lasts(kept: Audiences) -> None:
    begun, failures = perf_counter(), list[Exception]()
    kept.publisher.clock = lambda: NOW + timedelta(seconds=perf_counter() - begun)
    await withheld(kept, Disclosure(PUBLIC, NOW + timedelta(seconds=2)), changed(id="embargoed"))
    async with watching(kept.record) as news, watching(kept.logs[PUBLIC]) as given:
        running = asyncio.create_task(kept.publisher.run(news, failures.append))
        await asyncio.wait_for(given.beyond(len(cast())), timeout=30)
        news.stop()
        await running

    assert perf_counter() - begun >= 2
    assert (await kept.ids(PUBLIC))[-1] == "embargoed"
    assert failures == []
