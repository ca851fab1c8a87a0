"""Every audience has exactly the events that it may open, and its log is one of its own."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from domain.events.disclosure import Disclosure
from domain.values.terms import Visibility
from service.publishing import Publisher
from store.db import tables
from store.db.errors import DamagedProjection, DatabaseUnreachable
from store.read import disclosures
from store.read.disclosures import WithheldEvent
from store.write.rebuild import rebuild
from tests.support.audiences import Audiences, audiences, visible, withheld
from tests.support.builders import actor, cast, changed, place, place_changed, retracted, source
from tests.support.recording import NOW, record

PUBLIC, PARTNER, INTERNAL, SEALED = Visibility
TOMORROW = NOW + timedelta(days=1)


async def test_each_audience_is_given_what_it_may_open(kept: Audiences) -> None:
    registered = len(cast())
    await record(kept.record, changed(id="for-all"))
    await withheld(kept, Disclosure(PARTNER), changed(id="for-partners"))
    await withheld(kept, Disclosure(SEALED), changed(id="for-nobody"))

    await kept.publisher.publish()

    assert (await kept.ids(PUBLIC))[registered:] == ["for-all"]
    assert (await kept.ids(PARTNER))[registered:] == ["for-all", "for-partners"]


async def test_what_refers_to_something_withheld_is_withheld_with_it(kept: Audiences) -> None:
    await withheld(kept, Disclosure(SEALED), source("insider"))
    await record(kept.record, changed(id="told", source="insider"), key="told")
    await record(kept.record, retracted("told", id="taken-back"), key="taken-back")
    await kept.publisher.publish()
    before = await kept.ids(PUBLIC)

    insider = await _id_of_source(kept, "insider")
    await record(kept.record, visible(insider), key="opened")
    await kept.publisher.publish()

    assert not {"told", "taken-back"} & set(before)
    assert (await kept.ids(PUBLIC))[-3:] == [insider, "told", "taken-back"]


async def test_another_description_of_a_withheld_place_is_withheld_with_it(kept: Audiences) -> None:
    await withheld(kept, Disclosure(SEALED), place("af-hideout", "Hideout", parent="af-kunduz", id="hideout"))
    await record(kept.record, place_changed("af-hideout", "Hideout", id="renamed"), key="renamed")
    await kept.publisher.publish()
    before = await kept.ids(PUBLIC)

    await record(kept.record, visible("hideout"), key="opened")
    await kept.publisher.publish()

    assert "renamed" not in before
    assert (await kept.ids(PUBLIC))[-2:] == ["hideout", "renamed"]


async def test_one_audience_does_not_wait_for_another(kept: Audiences, monkeypatch: pytest.MonkeyPatch) -> None:
    await record(kept.record, changed(id="for-all"))
    await withheld(kept, Disclosure(PARTNER), changed(id="for-partners"))
    broken = kept.logs[PUBLIC]
    with monkeypatch.context() as patch:
        patch.setattr(broken, "transact", _unreachable)
        with pytest.raises(DatabaseUnreachable):
            await kept.publisher.publish()
    given = await kept.ids(PARTNER)

    await kept.publisher.publish()

    assert given[-2:] == ["for-all", "for-partners"]
    assert (await kept.ids(PUBLIC))[-1] == "for-all"


async def _unreachable(work: object) -> None:
    raise DatabaseUnreachable


async def test_the_log_of_an_audience_is_one_of_its_own(kept: Audiences) -> None:
    await record(kept.record, changed(id="for-all"))
    await withheld(kept, Disclosure(SEALED), changed(id="for-nobody", gainer="government"))
    await record(kept.record, changed(id="later", occurred="2021-06-25"), key="later")

    await kept.publisher.publish()

    # Verified from its first position to its last, and its projections are what follows from it.
    assert (await rebuild(kept.logs[PUBLIC])).equal


async def test_a_new_publisher_gives_nothing_twice(kept: Audiences) -> None:
    await record(kept.record, changed(id="for-all"))
    await withheld(kept, Disclosure(PUBLIC, TOMORROW), changed(id="embargoed"))
    await kept.publisher.publish()
    before = await kept.ids(PUBLIC)

    other = Publisher(kept.record, kept.logs, kept.clock)
    await other.begin()
    same = await kept.ids(PUBLIC)
    kept.clock.go_on(days=2)
    await other.publish()
    await kept.publisher.publish()

    assert same == before
    assert await kept.ids(PUBLIC) == [*before, "embargoed"]


async def test_an_audience_that_comes_later_is_given_everything(
    database_url: str, new_url: Callable[[str], str]
) -> None:
    async with audiences(database_url, {PUBLIC: new_url("public")}) as first:
        await record(first.record, *cast(), changed(id="for-all"))
        await withheld(first, Disclosure(SEALED), changed(id="for-nobody"))
        await first.publisher.publish()
        async with audiences(database_url, {PARTNER: new_url("partner")}) as second:
            assert await second.ids(PARTNER) == await first.ids(PUBLIC) != []


async def test_a_batch_that_says_itself_who_may_open_an_event_is_believed(kept: Audiences) -> None:
    await withheld(
        kept, Disclosure(PARTNER), changed(id="for-partners"), changed(id="secret"), visible("secret", to=SEALED)
    )
    await kept.publisher.publish()

    assert {"for-partners", "secret"} & set(await kept.ids(PARTNER)) == {"for-partners"}


async def test_a_speaker_that_is_withheld_is_not_named(kept: Audiences) -> None:
    await withheld(kept, Disclosure(SEALED), actor("deep-throat"))
    await record(kept.record, changed(id="told", attribution=["deep-throat"]), key="told")
    await kept.publisher.publish()

    assert "told" not in await kept.ids(PUBLIC)


async def _id_of_source(kept: Audiences, id: str) -> str:
    from store.read import log

    async with kept.record.read() as conn:
        return next(
            entry.id
            for entry in await log.entries(conn, first=100)
            if entry.event.TYPE == "SourceRegistered" and entry.event.source == id
        )


async def test_what_has_been_given_and_withheld_is_kept_in_the_record(kept: Audiences) -> None:
    await withheld(kept, Disclosure(PARTNER), changed(id="for-partners"))
    await kept.publisher.publish()

    async with kept.record.read() as conn:
        withheld_events = [await disclosures.withheld_from(conn, to, first=100) for to in (PUBLIC, PARTNER)]

    expected = WithheldEvent(len(cast()) + 1, "for-partners", Disclosure(PARTNER))
    assert withheld_events == [[expected], []]


async def test_a_log_that_was_lost_is_given_everything_again(kept: Audiences, new_url: Callable[[str], str]) -> None:
    await record(kept.record, changed(id="for-all"))
    await withheld(kept, Disclosure(SEALED), changed(id="for-nobody"))
    await kept.publisher.publish()

    async with audiences(str(kept.record.url.render_as_string(False)), {PUBLIC: new_url("another")}) as anew:
        assert await anew.ids(PUBLIC) == await kept.ids(PUBLIC) != []


async def test_nothing_is_published_before_all_is_read_that_is_said_of_it(kept: Audiences) -> None:
    """given what is said of visibility, which the projections have not read; when it is published; then nothing is"""
    await record(kept.record, changed(id="for-all"))
    async with kept.record.write() as conn:
        await conn.execute(tables.projected.update().values(position=1))

    with pytest.raises(DamagedProjection):
        await kept.publisher.publish()

    assert "for-all" not in await kept.ids(PUBLIC)


async def test_nothing_is_published_where_what_is_said_of_it_is_missing(kept: Audiences) -> None:
    """given a log that says who may open an event, and lacks the row of it, as a server of an older version leaves it;
    when it is published, by one that runs or that begins; then nothing is, until it is rebuilt"""
    await kept.publisher.publish()
    await withheld(kept, Disclosure(SEALED), changed(id="for-nobody"))
    async with kept.record.write() as conn:
        await conn.execute(tables.disclosure.delete())
    await withheld(kept, Disclosure(SEALED), changed(id="neither", occurred="2021-06-25"))

    for publish in (kept.publisher.publish, Publisher(kept.record, kept.logs, kept.clock).begin):
        with pytest.raises(DamagedProjection):
            await publish()
    before = await kept.ids(PUBLIC)
    await rebuild(kept.record)
    await record(kept.record, changed(id="for-all", occurred="2021-06-26"))
    await kept.publisher.publish()

    assert await kept.ids(PUBLIC) == [*before, "for-all"]
    assert not {"for-nobody", "neither"} & set(before)


async def test_a_word_that_a_later_one_replaced_is_not_missing(kept: Audiences) -> None:
    await withheld(kept, Disclosure(SEALED), changed(id="opened"))
    await record(kept.record, visible("opened"))

    await kept.publisher.publish()

    assert (await kept.ids(PUBLIC))[-1] == "opened"
