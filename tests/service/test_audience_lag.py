"""How far an audience is behind: what it could open and has not, and nothing that it may not open at all."""

from collections.abc import Mapping
from datetime import timedelta

import pytest

from domain.events.disclosure import Disclosure
from domain.values.terms import Visibility
from service.audience_lag import AudienceLag, audience_lags
from store.db import limits
from store.db.connections import Database
from store.db.errors import DatabaseUnreachable
from tests.support.audiences import Audiences, visible, withheld
from tests.support.builders import changed, retracted, source
from tests.support.recording import NOW, record

PUBLIC, PARTNER, INTERNAL, SEALED = Visibility
TOMORROW = NOW + timedelta(days=1)
HOUR_S, DAY_S = 3_600, 86_400


async def lags(kept: Audiences, logs: Mapping[Visibility, Database] | None = None) -> dict[Visibility, AudienceLag]:
    async with kept.record.read() as conn:
        return await audience_lags(conn, kept.logs if logs is None else logs, kept.clock())


@pytest.fixture
async def kept(kept: Audiences) -> Audiences:
    """One of which the audiences have everything."""
    await kept.publisher.publish()
    return kept


async def test_who_has_everything_is_not_behind(kept: Audiences) -> None:
    await withheld(kept, Disclosure(SEALED), changed(id="secret"))
    await kept.publisher.publish()
    kept.clock.go_on(days=30)

    assert await lags(kept) == {PUBLIC: AudienceLag(0, 0, 1), PARTNER: AudienceLag(0, 0, 1)}


async def test_what_was_not_looked_at_waits_since_it_could_be_opened(kept: Audiences) -> None:
    await withheld(kept, Disclosure(SEALED), changed(id="secret"))
    await withheld(kept, Disclosure(PARTNER), changed(id="for-partners"))
    kept.clock.go_on(hours=1)
    await record(kept.record, changed(id="for-all"), key="for-all", now=kept.clock())
    kept.clock.go_on(hours=1)

    assert await lags(kept) == {PUBLIC: AudienceLag(5, HOUR_S, 0), PARTNER: AudienceLag(5, 2 * HOUR_S, 0)}


async def test_what_nobody_may_open_makes_nobody_wait(kept: Audiences) -> None:
    await withheld(kept, Disclosure(SEALED), *(changed(id=f"secret-{number}") for number in range(300)))
    kept.clock.go_on(hours=1)

    assert (await lags(kept))[PUBLIC] == AudienceLag(301, 0, 0)


async def test_what_is_under_an_embargo_waits_from_its_end(kept: Audiences) -> None:
    await withheld(kept, Disclosure(PUBLIC, TOMORROW), changed(id="embargoed"))
    await kept.publisher.publish()
    before = await lags(kept)
    kept.clock.go_on(days=1, hours=1)
    waiting = await lags(kept)
    await kept.publisher.publish()

    assert before[PUBLIC] == AudienceLag(0, 0, 1)
    assert waiting[PUBLIC] == AudienceLag(0, HOUR_S, 1)
    assert (await lags(kept))[PUBLIC] == AudienceLag(0, 0, 0)


async def test_a_release_that_was_not_looked_at_waits(kept: Audiences) -> None:
    await withheld(kept, Disclosure(SEALED), changed(id="secret"))
    await kept.publisher.publish()
    await record(kept.record, visible("secret"), key="released")
    kept.clock.go_on(hours=1)

    assert (await lags(kept))[PUBLIC] == AudienceLag(1, HOUR_S, 1)


@pytest.mark.parametrize("said", [None, TOMORROW + timedelta(days=9)], ids=["sealed", "moved"])
async def test_an_embargo_of_which_something_newer_was_said_does_not_end(kept: Audiences, said: object) -> None:
    await withheld(kept, Disclosure(PUBLIC, TOMORROW), changed(id="embargoed"))
    newer = visible("embargoed", releaseAt=said.isoformat()) if said else visible("embargoed", to=SEALED)  # type: ignore[attr-defined]
    await record(kept.record, newer, key="newer")
    await kept.publisher.publish()
    kept.clock.go_on(days=2)

    assert (await lags(kept))[PUBLIC] == AudienceLag(0, 0, 1)


async def test_what_refers_to_something_withheld_waits_for_that(kept: Audiences) -> None:
    """given an embargo that has ended, of an event whose source is sealed; then nobody is told to look after it"""
    await withheld(kept, Disclosure(SEALED), source("insider"))
    await withheld(kept, Disclosure(PUBLIC, TOMORROW), changed(id="told", source="insider"))
    kept.clock.go_on(days=2)
    await kept.publisher.publish()

    assert (await lags(kept))[PUBLIC] == AudienceLag(0, 0, 2)


async def test_what_was_taken_back_under_its_embargo_is_not_waited_for(kept: Audiences) -> None:
    await withheld(kept, Disclosure(PUBLIC, TOMORROW), changed(id="embargoed"))
    await record(kept.record, retracted("embargoed", id="back"), key="back")
    kept.clock.go_on(days=2)
    await kept.publisher.publish()

    assert (await lags(kept))[PUBLIC] == AudienceLag(0, 0, 2)


async def test_what_stays_back_hides_nothing_that_waits_behind_it(
    kept: Audiences, monkeypatch: pytest.MonkeyPatch
) -> None:
    """given as many events that stay back as are looked at together; then the one behind them is waited for"""
    monkeypatch.setattr(limits, "GIVEN_AT_A_TIME", 1)
    await withheld(kept, Disclosure(PUBLIC, TOMORROW), changed(id="stays"))
    await record(kept.record, retracted("stays", id="back"))
    await withheld(kept, Disclosure(PUBLIC, TOMORROW), changed(id="waits", occurred="2021-06-25"))
    await kept.publisher.publish()

    kept.clock.go_on(days=2)

    assert (await lags(kept))[PUBLIC] == AudienceLag(0, DAY_S, 3)


async def test_an_audience_whose_database_is_away_waits(kept: Audiences, monkeypatch: pytest.MonkeyPatch) -> None:
    await withheld(kept, Disclosure(PUBLIC, TOMORROW), changed(id="embargoed"))
    await kept.publisher.publish()
    kept.clock.go_on(days=2)

    def away() -> None:
        raise DatabaseUnreachable

    monkeypatch.setattr(kept.logs[PUBLIC], "read", away)

    assert (await lags(kept))[PUBLIC] == AudienceLag(0, DAY_S, 1) == (await lags(kept, {}))[PUBLIC]
