"""Two writers who have used the same key: an export and its restoration keep both."""

from store.db.connections import Database
from store.write.append import Appended, append
from tests.support.builders import actor
from tests.support.exported import exported, restored
from tests.support.recording import NOW


async def test_a_restored_log_knows_the_keys_of_every_writer(db: Database, emptied) -> None:
    batches = {"newsroom": [actor("a")], "desk": [actor("b")]}
    async with emptied.database("sqlite") as other:
        for by, events in batches.items():
            await append(other, events, key="k", by=by, now=NOW)
        export = await exported(other)

    await restored(db, export)

    for position, (by, events) in enumerate(batches.items(), start=1):
        assert await append(db, events, key="k", by=by, now=NOW) == Appended(position, position, replayed=True)
