"""The verifier folds a log as the timeline does, from its export alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from domain.values import edtf
from domain.values.coordinates import Coordinates
from domain.values.interval import Interval as OurInterval
from service.exporting.export_log import write_log
from service.exporting.export_states import Csv, write_states
from store.db.connections import Database
from store.read import snapshot
from store.read.features import Chosen
from tests.support.builders import asserted, cast, changed, status
from tests.support.log_examples import COORDINATES, EXAMPLES, written
from tests.support.random_logs import plans
from tests.support.recording import head, record
from tests.support.second_edition_cases import SECOND_EDITION
from verifier.log_file import lines
from verifier.refold.states import compare
from verifier.refold.times import end_part, interval
from verifier.refold.times import written as shown

DATES = [
    "2021-06-22", "2021-06", "2021", "2021-06~", "2021-02-2X", "202X", "2021-XX-15", "2021-06-12/2021-06-22",
    "../2021-06-22", "2021-06-22/..", "2021-06-21T19:00/2021-06-22T09:00", "2021-06-22T09:00:30",
    "[2021-06-04..2021-06-06]", "[2021-06-04,2021-06-09]", "[..2021-06-04]", "2021-06-22%", "2020-02",
]  # fmt: skip


@contextmanager
def folder() -> Iterator[Path]:
    with TemporaryDirectory() as name:
        yield Path(name)


async def check(db: Database, path: Path, at: Coordinates) -> None:
    with (path / "states.csv").open("wb") as file:
        await write_states(db, at, Chosen(), Csv(file, None), lambda done, total: None)
    compared = compare(path / "states.csv", lines(path / "log.jsonl"), with_hash=True)
    async with db.read() as conn:
        expected = await snapshot.state_hash(conn, at)

    assert compared.different == ()
    assert compared.places
    assert compared.state_hash == expected


async def export(db: Database, path: Path) -> None:
    with (path / "log.jsonl").open("wb") as file:
        await write_log(db, 0, file, lambda done, total: None)


@settings(EXAMPLES, max_examples=8)
@given(plan=plans, asked=st.lists(COORDINATES, min_size=2, max_size=2))
async def test_states_follow_from_random_logs(db: Database, plan: list, asked: list) -> None:
    _, log = await written(db, plan)
    with folder() as path:
        await export(db, path)
        for day, known_at, back, policy in asked:
            await check(db, path, Coordinates(day, known_at, max(log[-1].position - back, log[0].position), policy))


@pytest.mark.parametrize("case", SECOND_EDITION, ids=lambda case: case.name)
async def test_states_follow_in_worked_cases(sqlite_url: str, tmp_path: Path, case) -> None:
    db = Database.open(sqlite_url)
    await record(db, *case.log)
    await export(db, tmp_path)
    for day in range(2, 14, 4):
        await check(db, tmp_path, Coordinates(date(2021, 6, day), None, await head(db)))
    await db.close()


async def test_a_state_that_does_not_follow_is_named(sqlite_url: str, tmp_path: Path) -> None:
    db = Database.open(sqlite_url)
    await record(db, *SECOND_EDITION[0].log)
    await export(db, tmp_path)
    await check(db, tmp_path, Coordinates(date(2021, 6, 10), None, await head(db)))
    await db.close()
    states = (tmp_path / "states.csv").read_text().splitlines(keepends=True)
    [row] = [line for line in states if line.startswith("af-imam-sahib,")]

    (tmp_path / "states.csv").write_text("".join(states).replace(row, row.replace(",CONTROL,", ",INFLUENCE,", 1)))
    [different] = compare(tmp_path / "states.csv", lines(tmp_path / "log.jsonl")).different
    (tmp_path / "states.csv").write_text("".join(states).replace(row, ""))
    [missing] = compare(tmp_path / "states.csv", lines(tmp_path / "log.jsonl")).different

    assert different == ("af-imam-sahib", "level", "INFLUENCE", "CONTROL")
    assert missing == ("af-imam-sahib", "place", "", "exists on that day")


@pytest.mark.parametrize("dated", DATES)
def test_dates_are_read_alike(dated: str) -> None:
    assert tuple(interval(dated)) == tuple(edtf.interval(dated))
    if not dated.endswith(".."):
        assert tuple(end_part(dated)) == tuple(edtf.end_part(dated))


@pytest.mark.parametrize("cut", [False, True])
def test_dates_are_written_alike(cut: bool) -> None:
    moments = [datetime.combine(date(2021, 6, 20), clock) for clock in (time(0), time(9, 30), time(23, 59, 59))]
    moments.append(datetime(2021, 6, 21, 9, 30, 59))
    for start in (datetime.min, *moments):
        for end in moments:
            if start < end:
                assert shown(start, end, cut) == edtf.write(OurInterval(start, end), cut=cut)


@pytest.mark.parametrize(
    "change",
    ["voices = 7", "basis = '[' || (SELECT max(position) FROM event) || ']'", "reasons = '[]'", "vouched = '[]'"],
)
async def test_a_stored_state_that_was_changed_has_another_hash(sqlite_url: str, tmp_path: Path, change: str) -> None:
    """Given a place whose turns are in order for a reason, and what no column of the export shows is changed."""
    db = Database.open(sqlite_url)
    seen = asserted("af-imam-sahib", "government", "2021-06-18", published="2021-06-18", source="neutral")
    await record(db, *cast(), seen, changed(id="fall"), status("af-imam-sahib"))
    await export(db, tmp_path)
    at = Coordinates(date(2021, 6, 23), None, await head(db))
    await check(db, tmp_path, at)

    async with db.write() as conn:
        await conn.execute(text(f"UPDATE period SET {change} WHERE place = 'af-imam-sahib' AND aspect = 'control'"))
    async with db.read() as conn:
        given_hash = await snapshot.state_hash(conn, at)
    compared = compare(tmp_path / "states.csv", lines(tmp_path / "log.jsonl"), with_hash=True)
    await db.close()

    assert compared.different == ()
    assert compared.state_hash != given_hash
