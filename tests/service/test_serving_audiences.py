"""Nobody is answered from the log of an audience before it has everything that it was given."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path

import pytest

from domain.events.disclosure import Disclosure
from domain.values.terms import Visibility
from service import publishing
from service.publishing import Publisher
from service.serving_audiences import given_by_others, is_whole
from store.db import limits
from store.db.connections import Connection, Database
from store.db.errors import DatabaseUnreachable, MigrationNeeded
from store.read import log
from store.write.audience_logs import Opened, give
from tests.support.audiences import Audiences, withheld
from tests.support.builders import changed
from tests.support.recording import record

PUBLIC, PARTNER, INTERNAL, SEALED = Visibility


@pytest.fixture
async def open_log(new_url: Callable[[str], str]) -> AsyncIterator[Callable[[str], Database]]:
    """Opens further empty databases."""
    opened: list[Database] = []

    def begin(name: str) -> Database:
        opened.append(Database.open(new_url(name)))
        return opened[-1]

    yield begin
    for db in opened:
        await db.close()


@pytest.fixture
async def lost(kept: Audiences, open_log: Callable[[str], Database]) -> Database:
    """An empty database in the place of the log of the public, which had been given something."""
    await record(kept.record, changed(id="for-all"))
    await withheld(kept, Disclosure(SEALED), changed(id="for-nobody"))
    await kept.publisher.publish()
    return open_log("another")


async def older_copy(kept: Audiences, log: Database) -> Database:
    """A log that was filled before the public was given more."""
    await Publisher(kept.record, {PUBLIC: log}, kept.clock).begin()
    await record(kept.record, changed(id="later", occurred="2021-06-25"), key="later")
    await kept.publisher.publish()
    return log


async def same_log(kept: Audiences, log: Database) -> Database:
    return log


@pytest.mark.parametrize("state", [same_log, older_copy], ids=["lost", "older copy"])
async def test_who_only_answers_waits_until_a_log_is_filled_again(
    kept: Audiences, lost: Database, state: Callable
) -> None:
    log = await state(kept, lost)
    waiting = asyncio.ensure_future(given_by_others(kept.record, {PUBLIC: log, PARTNER: kept.logs[PARTNER]}))
    await asyncio.sleep(3 * limits.POLL_S)
    assert not waiting.done()

    await Publisher(kept.record, {PUBLIC: log}, kept.clock).begin()

    assert await asyncio.wait_for(waiting, 30)


async def test_a_log_that_is_being_filled_is_not_whole(
    kept: Audiences, lost: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """given a publisher that dies after it has given a lost log its first events; then nobody takes these for all"""
    monkeypatch.setattr(limits, "GIVEN_AT_ONCE", 1)
    given: list[Opened] = []

    async def breaks_off(db: Database, opened: Sequence[Opened]) -> list[Opened]:
        if len(given) == 3:
            raise DatabaseUnreachable
        given.extend(opened)
        return await give(db, opened)

    with monkeypatch.context() as patch:
        patch.setattr(publishing, "give", breaks_off)
        with pytest.raises(DatabaseUnreachable):
            await Publisher(kept.record, {PUBLIC: lost}, kept.clock).begin()
    half = await is_whole(kept.record, PUBLIC, lost)
    await Publisher(kept.record, {PUBLIC: lost}, kept.clock).begin()

    assert not half
    assert await is_whole(kept.record, PUBLIC, lost)


async def test_the_log_of_one_audience_is_not_that_of_another(kept: Audiences, lost: Database) -> None:
    assert await is_whole(kept.record, PUBLIC, kept.logs[PUBLIC])
    assert not await is_whole(kept.record, PUBLIC, kept.logs[PARTNER])
    assert not await is_whole(kept.record, PUBLIC, kept.record)
    assert not await is_whole(kept.record, PUBLIC, lost)


async def test_a_log_of_another_record_is_none(kept: Audiences, open_log: Callable[[str], Database]) -> None:
    other, its_log = open_log("other"), open_log("its-log")
    await Publisher(other, {INTERNAL: its_log}, kept.clock).begin()

    assert not await is_whole(kept.record, INTERNAL, its_log)


async def test_who_only_answers_does_not_wait_for_what_is_withheld(kept: Audiences) -> None:
    await withheld(kept, Disclosure(SEALED), changed(id="for-nobody"))
    await kept.publisher.publish()

    assert await asyncio.wait_for(given_by_others(kept.record, kept.logs), 30)


async def test_a_log_that_another_publisher_is_giving_to_is_not_taken_for_lost(
    kept: Audiences, monkeypatch: pytest.MonkeyPatch
) -> None:
    """given a publisher that gives an event while another one begins; when that has seen the end of the log; then it
    does not miss the event there, and fill the log from its beginning"""
    await record(kept.record, changed(id="for-all"))
    seen, begun_again = log.head, list[Visibility]()

    async def seen_before(conn: Connection) -> log.Head:
        found = await seen(conn)
        monkeypatch.setattr(log, "head", seen)
        await kept.publisher.publish()
        return found

    async def begin_again(db: Database, audience: Visibility, its_log: Database) -> None:
        begun_again.append(audience)

    monkeypatch.setattr(log, "head", seen_before)
    monkeypatch.setattr(publishing, "begin_again", begin_again)
    await Publisher(kept.record, {PUBLIC: kept.logs[PUBLIC]}, kept.clock).begin()

    assert begun_again == []


@pytest.fixture(params=["away", "not migrated"])
async def unusable(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Database]:
    """A database that does not answer, and one that came back without its tables."""
    urls = {"away": "postgresql://nobody@127.0.0.1:1/none", "not migrated": f"sqlite:///{tmp_path / 'new.db'}"}
    db = Database.open(urls[request.param])
    yield db
    await db.close()


async def test_who_only_answers_does_not_wait_for_a_log_that_cannot_be_used(
    kept: Audiences, unusable: Database
) -> None:
    logs = {PUBLIC: kept.logs[PUBLIC], PARTNER: unusable}

    assert not await asyncio.wait_for(given_by_others(kept.record, logs), 30)


async def test_an_audience_is_given_its_events_while_another_cannot(kept: Audiences, unusable: Database) -> None:
    """given a publisher that begins while the first of two logs cannot be used; when it can; then nobody was waiting
    for it, and it is given everything too"""
    await record(kept.record, changed(id="for-all"))
    logs = {PARTNER: unusable, PUBLIC: kept.logs[PUBLIC]}
    publisher = Publisher(kept.record, logs, kept.clock)
    with pytest.raises((DatabaseUnreachable, MigrationNeeded)):
        await publisher.begin()
    meanwhile = await kept.ids(PUBLIC)

    logs[PARTNER] = kept.logs[PARTNER]
    await publisher.begin()

    assert meanwhile[-1] == "for-all"
    assert await kept.ids(PARTNER) == meanwhile == await kept.ids(PUBLIC)
