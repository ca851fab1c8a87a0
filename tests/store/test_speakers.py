"""Who speaks in a stored claim, and for whose gain: as the resolution and the events say it."""

import pytest

from domain.control.claims import Claim
from domain.values.terms import Interest
from store.db.connections import Database
from store.read import claims, log
from tests.support.builders import asserted, cast, changed, confirmed, corrected, source, stated
from tests.support.recording import head, record

DISTRICT = "af-imam-sahib"


async def claims_of(db: Database, position: int | None = None) -> list[Claim]:
    async with db.read() as conn:
        return (await claims.standing_claims(conn, [DISTRICT], position=position)).get(DISTRICT, [])


async def voices(db: Database, position: int | None = None) -> list[str]:
    return [claim.voice for claim in await claims_of(db, position)]


async def test_two_documents_of_one_publisher_are_one_voice(db: Database):
    papers = source("a-1", publisher="Asia-Plus"), source("a-2", publisher="Asia - PLUS")
    await record(db, *cast(), *papers, changed(source="a-1"), asserted(source="a-2"))
    assert await voices(db) == ["asia-plus", "asia-plus"]


async def test_one_paper_that_quotes_two_parties_has_two_voices(db: Database):
    captured = changed(source="a", attribution=["taliban"])
    repelled = asserted(source="a", holder="government", attribution=["A spokesman of the army", "government"])
    await record(db, *cast(), source("a", publisher="Asia-Plus"), captured, repelled)
    assert await voices(db) == ["taliban", "aspokesmanofthearmy"]


async def test_without_a_publisher_the_source_speaks_and_without_a_source_the_claim_alone(db: Database):
    await record(db, *cast(), changed(source="neutral"), changed(source=None))
    last = await head(db)
    assert await voices(db) == ["neutral", f"#{last}"]


async def test_a_publisher_that_was_put_right_speaks_from_that_position_on(db: Database):
    await record(db, *cast(), source("a", id="a", publisher="Asia"), changed(source="a"))
    before = await head(db)
    await record(db, corrected("a", source("a", publisher="Asia-Plus")))
    assert await voices(db) == ["asia-plus"]
    assert await voices(db, before) == ["asia"]


@pytest.mark.parametrize(
    ("claim", "interest"),
    [
        (changed(gainer=None, attribution=["taliban"]), Interest.OWN_GAIN),
        (asserted(holder=None, source="ministry"), Interest.OWN_GAIN),
        (confirmed(holder=None, source="ministry"), Interest.OWN_GAIN),
        (changed(gainer=None, loser="government", source="ministry"), Interest.AGAINST_INTEREST),
        (changed(gainer=None, loser="government", attribution=["taliban"]), Interest.OWN_GAIN),
        (changed(gainer=None), Interest.NEUTRAL),
        (changed(source="ministry", attribution=["a villager"]), Interest.UNKNOWN),
        (changed(gainer=None, attribution=["a villager"]), Interest.UNKNOWN),
        (changed(source=None, attribution=["a villager"]), Interest.UNKNOWN),
        (changed(source="ministry"), Interest.AGAINST_INTEREST),
    ],
)
async def test_what_the_speaker_has_to_gain_is_the_same_for_the_claim_and_for_its_event(
    db: Database, claim, interest: Interest
):
    position = (await record(db, *cast(), claim)).last
    [found] = await claims_of(db)
    async with db.read() as conn:
        assert await log.interests_of(conn, [position]) == {position: interest}
    assert found.interest == interest


async def test_a_party_gains_nothing_by_a_claim_that_is_not_about_control(db: Database):
    position = (await record(db, *cast(), stated(source="ministry"), stated(attribution=["someone"]))).last
    async with db.read() as conn:
        found = await log.interests_of(conn, [position - 1, position])
    assert [*found.values()] == [Interest.NEUTRAL, Interest.UNKNOWN]
