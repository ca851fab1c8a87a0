"""Every audience has exactly the events that it may open, and its log is one of its own."""

from collections.abc import AsyncIterator, Callable
from datetime import timedelta

import pytest

from domain.events.disclosure import Disclosure
from domain.values.problems import Refused
from domain.values.terms import Visibility
from service.publishing import Publisher
from store.db.errors import AudiencesMissing, DatabaseUnreachable, NotAnAudience
from store.read import audiences as said
from store.write.append import append
from store.write.batch import Batch, disclosed_as
from store.write.rebuild import rebuild
from tests.support.audiences import Audiences, audiences
from tests.support.builders import cast, changed, event, place, place_changed, retracted, source
from tests.support.recording import NOW, record

PUBLIC, PARTNER, INTERNAL, SEALED = Visibility
TOMORROW = NOW + timedelta(days=1)


@pytest.fixture
async def kept(database_url: str, new_url: Callable[[str], str]) -> AsyncIterator[Audiences]:
    """A record with the usual registrations, and logs for the public and for partners."""
    async with audiences(database_url, {to: new_url(to.lower()) for to in (PUBLIC, PARTNER)}) as found:
        await record(found.record, *cast())
        yield found


async def withheld(kept: Audiences, disclosure: Disclosure, *events: object) -> None:
    """Record events that not everybody may open."""
    batch = disclosed_as(Batch(events, f"{events[0].id}", "desk", kept.clock()), disclosure)  # type: ignore[attr-defined]
    await append(kept.record, batch.events, key=batch.key, by=batch.by, now=batch.now)


def visible(*ids: str, to: Visibility = PUBLIC, **fields: object) -> object:
    return event("VisibilitySet", events=list(ids), visibility=to, **fields)


async def test_each_audience_is_given_what_it_may_open(kept: Audiences) -> None:
    registered = len(cast())
    await record(kept.record, changed(id="for-all"))
    await withheld(kept, Disclosure(PARTNER), changed(id="for-partners"))
    await withheld(kept, Disclosure(SEALED), changed(id="for-nobody"))

    await kept.publisher.publish()

    assert (await kept.ids(PUBLIC))[registered:] == ["for-all"]
    assert (await kept.ids(PARTNER))[registered:] == ["for-all", "for-partners"]


async def test_an_embargo_ends_by_itself(kept: Audiences) -> None:
    await withheld(kept, Disclosure(PUBLIC, TOMORROW), changed(id="embargoed"))
    await kept.publisher.publish()
    before = await kept.ids(PUBLIC), await kept.ids(PARTNER)

    kept.clock.go_on(days=1)
    await kept.publisher.publish()

    assert "embargoed" not in before[0] + before[1]
    assert (await kept.ids(PUBLIC))[-1] == "embargoed" == (await kept.ids(PARTNER))[-1]


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


@pytest.mark.parametrize(
    ("disclosure", "again"),
    [
        (Disclosure(PUBLIC), visible("fell", to=SEALED)),
        (Disclosure(PARTNER), visible("fell", to=SEALED)),
        (Disclosure(PARTNER), visible("fell", releaseAt="2100-01-01T00:00:00Z")),
    ],
)
async def test_what_may_have_been_opened_is_not_taken_back(
    kept: Audiences, disclosure: Disclosure, again: object
) -> None:
    await withheld(kept, disclosure, changed(id="fell"))

    with pytest.raises(Refused) as refusal:
        await record(kept.record, again, key="again")

    assert [problem.code for problem in refusal.value.problems] == ["OPENED_ALREADY"]


async def test_what_was_said_about_visibility_is_not_retracted(kept: Audiences) -> None:
    await withheld(kept, Disclosure(PUBLIC, TOMORROW), changed(id="embargoed"))
    await record(kept.record, visible("embargoed", id="said", releaseAt="2100-01-01T00:00:00Z"), key="said")

    with pytest.raises(Refused) as refusal:
        await record(kept.record, retracted("said"), key="back")

    assert [problem.code for problem in refusal.value.problems] == ["VISIBILITY_ANNULLED"]


async def test_an_embargo_can_be_moved_while_it_lasts(kept: Audiences) -> None:
    await withheld(kept, Disclosure(PUBLIC, TOMORROW), changed(id="embargoed"))
    await record(kept.record, visible("embargoed", releaseAt="2100-01-01T00:00:00Z"), key="later")
    kept.clock.go_on(days=2)
    await kept.publisher.publish()
    assert "embargoed" not in await kept.ids(PUBLIC)

    await record(kept.record, visible("embargoed"), key="now")
    await kept.publisher.publish()

    assert (await kept.ids(PUBLIC))[-1] == "embargoed"


async def test_without_audiences_nothing_can_be_withheld(db: object) -> None:
    await record(db, *cast())
    batch = disclosed_as(Batch([changed(id="secret")], "secret", "desk", NOW), Disclosure(SEALED))

    with pytest.raises(Refused) as refusal:
        await append(db, batch.events, key=batch.key, by=batch.by, now=batch.now)

    assert [problem.code for problem in refusal.value.problems] == ["NO_AUDIENCES"]


async def test_a_visibility_that_nobody_keeps_a_log_for_is_refused(kept: Audiences) -> None:
    with pytest.raises(Refused) as refusal:
        await withheld(kept, Disclosure(INTERNAL), changed(id="internal"))

    assert [problem.code for problem in refusal.value.problems] == ["NO_SUCH_AUDIENCE"]


async def test_a_server_without_audiences_does_not_open_a_record_that_withholds(kept: Audiences) -> None:
    from service.publishing import require_audiences, require_log_of

    await require_audiences(kept.record, ())
    await withheld(kept, Disclosure(SEALED), changed(id="secret"))

    with pytest.raises(AudiencesMissing):
        await require_audiences(kept.record, ())
    await require_audiences(kept.record, kept.logs)
    with pytest.raises(NotAnAudience):
        await require_log_of(PUBLIC, kept.record)
    await require_log_of(PUBLIC, kept.logs[PUBLIC])
    with pytest.raises(NotAnAudience):
        await require_log_of(PARTNER, kept.logs[PUBLIC])


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
        positions = [await said.withheld_from(conn, to) for to in (PUBLIC, PARTNER)]

    assert positions == [{len(cast()) + 1}, set()]


async def test_a_log_that_was_lost_is_given_everything_again(kept: Audiences, new_url: Callable[[str], str]) -> None:
    await record(kept.record, changed(id="for-all"))
    await withheld(kept, Disclosure(SEALED), changed(id="for-nobody"))
    await kept.publisher.publish()

    async with audiences(str(kept.record.url.render_as_string(False)), {PUBLIC: new_url("another")}) as anew:
        assert await anew.ids(PUBLIC) == await kept.ids(PUBLIC) != []
