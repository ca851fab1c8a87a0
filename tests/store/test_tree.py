"""The tree in the database is the one that RFC 6962 defines over the events as they were recorded."""

import json
from hashlib import sha256

import pytest
from alembic import command
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from domain.proofs.verification import included_root, is_consistent
from domain.values.knowledge import written_moment
from store.db import migrate, tables
from store.db.connections import Connection, Database
from store.read import tree, tree_rows
from tests.support.builders import actor, cast, changed, corrected
from tests.support.recording import record

SIZES = (1, 2, 3, 7, 255, 256, 257, 300, 511, 512, 600)
ATTACKS = [
    "UPDATE tree_hash SET hashes = hashes",
    "DELETE FROM tree_hash WHERE level = 0",
    "DELETE FROM checkpoint",
]


def naive_root(leaves: list[bytes]) -> bytes:
    """The definition, word by word."""
    if len(leaves) < 2:
        return sha256(b"\x00" + leaves[0] if leaves else b"").digest()
    left = 1
    while left * 2 < len(leaves):
        left *= 2
    return sha256(b"\x01" + naive_root(leaves[:left]) + naive_root(leaves[left:])).digest()


async def recorded_leaves(conn: Connection) -> list[bytes]:
    """Every event as docs/proofs.md says that it is hashed, from the rows of the log."""
    batches = (await conn.execute(select(tables.batch))).all()
    rows = (await conn.execute(select(tables.event).order_by(tables.event.c.position))).all()
    leaves = []
    for row in rows:
        [batch] = [each for each in batches if each.first <= row.position <= each.last]
        fields = {
            "position": row.position,
            "recordedAt": written_moment(row.recorded_at),
            "recordedBy": row.recorded_by,
            "known": written_moment(row.known),
            "batch": batch.first,
            "batchSha256": batch.sha256,
            "keySha256": sha256(batch.key.encode()).hexdigest(),
            "eventSha256": sha256(row.payload.encode()).hexdigest(),
            "leaf": 1,
        }
        leaves.append(json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode())
    return leaves


async def grown(db: Database) -> None:
    """600 events in batches of many sizes, across two borders of what is stored."""
    await record(db, *cast(), changed(id="c"), by='Küste "ö"')
    await record(db, corrected("c", changed(level="CONTESTED"), published="2021-06-24"))
    for number, size in enumerate((1, 1, 2, 3, 240, 1, 1, 1, 1, 256, 79)):
        await record(db, *(actor(f"a-{number}-{each}") for each in range(size)))
    async with db.read() as conn:
        missing = 600 - await tree.size(conn)
    await record(db, *(actor(f"last-{each}") for each in range(missing)))


async def test_every_root_and_proof_is_that_of_the_definition(db: Database) -> None:
    await grown(db)

    async with db.read() as conn:
        leaves = await recorded_leaves(conn)
        roots = {size: await tree.root(conn, size) for size in SIZES}
        assert roots == {size: naive_root(leaves[:size]) for size in SIZES}
        assert await tree.root(conn, 0) == naive_root([])
        for size in SIZES:
            for position in {1, 2, size // 2, size - 1, size} & {*range(1, size + 1)}:
                proof = await tree.inclusion(conn, position, size)
                own = sha256(b"\x00" + leaves[position - 1]).digest()
                assert included_root(own, position - 1, size, proof) == roots[size]
            for earlier in (each for each in SIZES if each <= size):
                proof = await tree.consistency(conn, earlier, size)
                assert is_consistent(earlier, roots[earlier], size, roots[size], proof)


async def test_leaves_are_made_again_of_what_is_recorded(db: Database) -> None:
    await grown(db)

    async with db.read() as conn:
        assert [leaf.text.encode() for leaf in await tree.leaves(conn, 4, 300)] == (await recorded_leaves(conn))[4:300]


async def test_a_refused_batch_leaves_the_tree_as_it_is(db: Database) -> None:
    await record(db, *cast())
    async with db.read() as conn:
        before = await tree.root(conn, await tree.size(conn))

    with pytest.raises(Exception, match="af-nowhere"):
        await record(db, changed("af-nowhere"))

    async with db.read() as conn:
        assert await tree.root(conn, await tree.size(conn)) == before


async def stored(db: Database) -> list[dict[int, bytes]]:
    """Every hash of the two levels, by number."""
    async with db.read() as conn:
        return [await tree_rows.blocks(conn, level, range(3)) for level in (0, 1)]


async def test_an_older_log_gets_its_tree_when_it_is_upgraded(db: Database, database_url: str) -> None:
    await grown(db)
    before = await stored(db)
    async with db.write() as conn:
        await conn.run_sync(lambda sync: command.downgrade(migrate.config(sync), "0012"))

    await migrate.upgrade(database_url)

    assert await stored(db) == before
    assert [len(level) for level in before] == [600, 2]


@pytest.mark.parametrize("attack", ATTACKS)
async def test_the_tree_refuses_to_be_changed(db: Database, attack: str) -> None:
    await record(db, *cast())
    insert = "INSERT INTO checkpoint (size, note, published_at) VALUES (1, 'a note', '2021-06-22 00:00:00+00:00')"
    async with db.write() as conn:
        await conn.execute(text(insert))

    with pytest.raises(DBAPIError, match="append-only"):
        async with db.write() as conn:
            await conn.execute(text(attack))


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_hash_is_not_replaced(db: Database) -> None:
    await record(db, *cast())

    with pytest.raises(DBAPIError, match="append-only"):
        async with db.write() as conn:
            await conn.execute(text("INSERT OR REPLACE INTO tree_hash (level, number, hashes) VALUES (0, 0, x'00')"))
