"""Whatever random log is damaged in whatever random way, the first finding is where the damage is; and none without."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.db.connections import Database
from store.read.entry import Entry
from store.write.verification.finding import Code
from tests.support.altered_logs import tamper, verified
from tests.support.properties import sharing_fixtures
from tests.support.random_logs import Script, plans
from tests.support.recording import everything, record
from trust.databases import opened
from trust.tampering import DAMAGES

FEW = sharing_fixtures(25)


async def written(db: Database, plan: list) -> list[Entry]:
    script = Script("x")
    await record(db, *script.opening())
    for acts in plan:
        if events := script.batch(acts):
            await record(db, *events)
    return await everything(db)


@FEW
@given(plan=plans, damage=st.sampled_from(DAMAGES), which=st.integers(0, 999), where=st.integers(0, 9_999))
async def test_damage_is_found_where_it_is(
    tmp_path: Path, migrated_sqlite: Path, plan: list, damage, which: int, where: int
) -> None:
    file = shutil.copy(migrated_sqlite, tmp_path / "log.db")
    url = f"sqlite+aiosqlite:///{file}"
    async with opened(url) as db:
        entries = await written(db, plan)
        assert (await verified(db)).findings == []
        entry = entries[which % len(entries)]

        tamper(url, damage(entry, where))

        verification = await verified(db)
        assert not verification.log_is_sound
        assert verification.first_position == entry.position


@pytest.mark.parametrize("byte", ["ff", "c3", "00"])
async def test_a_byte_that_is_no_text_is_found_like_any_other(sqlite_url: str, byte: str) -> None:
    async with opened(sqlite_url) as db:
        entries = await written(db, [])
        for entry in (entries[1], entries[4]):
            tamper(
                sqlite_url,
                f"UPDATE event SET payload = CAST(x'7b22{byte}227d' AS TEXT) WHERE position = {entry.position}",
            )

        codes = {finding.position: finding.code for finding in (await verified(db)).findings}

    assert codes.keys() == {2, 5}
    assert set(codes.values()) <= {Code.PAYLOAD_CHANGED, Code.UNREADABLE}
