"""An import that is to end ends soon, whatever it is doing, and leaves nothing."""

import asyncio
import io
from contextlib import nullcontext
from datetime import UTC, datetime

import pytest

from importers.tables.mapping import read
from service.importing.loading import File, Loader
from service.importing.readers import Readers
from store.db.connections import Database
from store.read import log
from tests.support.builders import cast
from tests.support.recording import record
from tests.support.worlds import cut

MAPPING = """
name = "control"
source = "neutral"
[event]
type = "ControlAsserted"
occurred = "day"
place = { code = "pcode", scheme = { value = "ocha-cod-ab" } }
holder = "holder"
"""
SORTED = MAPPING.replace("[event]", '[published]\ncolumn = "vintage"\n[event]')
LIST = SORTED.replace("[event]", "[snapshot]\n[event]")
ROWS = 500


@pytest.mark.parametrize("mapping", [MAPPING, SORTED, LIST], ids=["streamed", "sorted", "a list"])
@pytest.mark.parametrize("pcode", ["AF1905", ""], ids=["good rows", "bad rows"])
async def test_an_import_that_is_cancelled_ends_within_the_next_batch(db: Database, mapping: str, pcode: str) -> None:
    await record(db, *cast())
    lines = [f"{pcode},2021-06-{n % 28 + 1:02},taliban,2021-07-{n % 28 + 1:02}" for n in range(ROWS)]
    data = "\n".join(["pcode,day,holder,vintage", *lines]).encode()
    parsed = read(mapping.encode())
    reader = Readers().by_mapping(parsed)
    file = File("table.csv", len(data), lambda: nullcontext(io.BytesIO(data)), reader, tolerant=True)
    seen = []

    def ended(file: File, done: int) -> None:
        seen.append(done)
        loading.cancel()

    with cut(lines_max=5):
        before = [entry async for entry in log.stream(db)]
        loading = asyncio.ensure_future(
            Loader("tester", datetime(2021, 12, 1, tzinfo=UTC), progress=ended).load(db, [file])
        )
        with pytest.raises(asyncio.CancelledError):
            await loading

    assert len(seen) <= 2
    assert seen[-1] < len(data) // 2
    assert [entry async for entry in log.stream(db)] == before
