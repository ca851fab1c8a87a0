"""The kernel follows the log: what it reads, when it says that it cannot answer, and the file beside the database."""

import os
from datetime import date
from pathlib import Path

import numpy as np
from sqlalchemy import update

from domain.values.coordinates import Coordinates
from domain.values.terms import PlaceKind
from store.db import tables
from store.db.connections import Database
from store.read.head_watch import HeadWatch, head_watch
from store.read.kernel import kernel as kernels
from store.read.kernel import sidecar
from store.read.kernel.kernel import Kernel
from store.write.rebuild import rebuild
from tests.support.builders import asserted, cast, changed, place
from tests.support.inline_folds import InlineFolds
from tests.support.recording import record

DAY = date(2021, 6, 22)


def made(db: Database, heads: HeadWatch, file: Path | None = None) -> Kernel:
    return Kernel(db, heads, InlineFolds(), file)


async def test_periods_by_other_rules_answer_nothing(db: Database) -> None:
    await record(db, *cast(), changed())
    async with db.write() as conn:
        await conn.execute(update(tables.projected).values(rules=0))
    async with head_watch(db) as heads:
        assert await made(db, heads).world(60) is None


async def test_it_answers_at_an_earlier_position_for_places_that_nothing_has_touched(db: Database) -> None:
    await record(db, *cast(), place("elsewhere"), changed(), asserted(place="elsewhere", holder="taliban"))
    async with head_watch(db) as heads:
        kernel = made(db, heads)
        world = await kernel.world(patience_s=60)
        assert world
        before = world.head.position
        await record(db, asserted(place="elsewhere", holder="government"))
        world = await kernel.world(patience_s=60)
        assert world
        [untouched], [touched] = [[world.gazetteer.version_on(id, DAY)] for id in (changed().place, "elsewhere")]
        places = world.gazetteer.place
        assert world.answers(before, places[[untouched]])
        assert not world.answers(before, places[[touched]])
        assert not world.answers(world.head.position + 1, places[[untouched]])


async def test_a_place_that_is_described_anew_has_its_new_name(db: Database) -> None:
    await record(db, *cast())
    async with head_watch(db) as heads:
        kernel = made(db, heads)
        assert await kernel.world(patience_s=60)
        await record(db, place("newcomer"))
        world = await kernel.world(patience_s=60)
        assert world
        version = world.gazetteer.version_on("newcomer", None)
        assert version is not None
        assert world.gazetteer.row(version).kind is PlaceKind.DISTRICT


async def test_the_file_gives_the_same_states_at_once(db: Database, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(kernels, "_STATES_SAVED_MIN", 0)
    file = tmp_path / "kernel.npz"
    await record(db, *cast(), changed())
    async with head_watch(db) as heads:
        first = made(db, heads, file)
        assert await first.world(60)
        await first.close()
        assert file.exists()
        await record(db, changed(gainer="government", occurred="2021-06-25"))
        second, fresh = made(db, heads, file), made(db, heads)
        restored, whole = await second.world(60), await fresh.world(60)
        assert restored
        assert whole
        for day in (DAY, date(2021, 6, 26)):
            states = [
                [world.states.row(state) for state in world.states_on(world.gazetteer.existing(None, None, day), day)]
                for world in (restored, whole)
            ]
            assert states[0] == states[1]


async def test_a_file_of_another_log_or_a_broken_one_is_passed_over(db: Database, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(kernels, "_STATES_SAVED_MIN", 0)
    file = tmp_path / "kernel.npz"
    await record(db, *cast(), changed())
    async with head_watch(db) as heads:
        kernel = made(db, heads, file)
        await kernel.world(patience_s=60)
        await kernel.close()
        content = file.read_bytes()
        for broken in (b"", content[: len(content) // 2], b"no file of ours"):
            file.write_bytes(broken)
            world = await made(db, heads, file).world(60)
            assert world
            assert world.states_on(world.gazetteer.existing(None, None, DAY), DAY).any()


async def test_the_file_is_there_without_a_clean_end(db: Database, tmp_path: Path, monkeypatch) -> None:
    """Given a first read and then an import that are long, each leaves the file as soon as it is over."""
    monkeypatch.setattr(kernels, "_STATES_SAVED_MIN", 1)
    file = tmp_path / "kernel.npz"
    await record(db, *cast(), changed())
    async with head_watch(db) as heads:
        killed = made(db, heads, file)
        for day in ("2021-06-24", "2021-06-25"):
            world = await killed.world(60)
            assert world
            await written(killed)
            kept = sidecar.read(file)
            assert kept
            assert kept[0].position == world.head.position
            await record(db, changed(gainer="government", occurred=day))


async def test_short_news_leave_the_file_as_it_was(db: Database, tmp_path: Path, monkeypatch) -> None:
    file = tmp_path / "kernel.npz"
    await record(db, *cast(), changed())
    async with head_watch(db) as heads:
        kernel = made(db, heads, file)
        assert await kernel.world(60)
        await written(kernel)
        assert not file.exists()
        monkeypatch.setattr(kernels, "_STATES_SAVED_MIN", 0)
        await kernel.close()
        before = file.stat().st_ino
        again = made(db, heads, file)
        monkeypatch.setattr(kernels, "_STATES_SAVED_MIN", 10)
        assert await again.world(60)
        await again.close()
    assert file.stat().st_ino == before, "it was not written again"


async def test_columns_that_are_being_written_do_not_change_with_the_world(db: Database) -> None:
    await record(db, *cast(), changed())
    async with head_watch(db) as heads:
        kernel = made(db, heads)
        world = await kernel.world(60)
        assert world
        saved = world.saved()

        def written() -> list[object]:
            columns = {name: column.tolist() for name, column in saved.columns.items()}
            texts = {name: [column.tolist() for column in texts.saved()] for name, texts in saved.texts.items()}
            return [dict(saved.words), texts, columns]

        before = written()
        await record(db, changed(gainer="government", occurred="2021-06-25"), place("newcomer"))
        assert await kernel.world(60) is world
        assert written() == before
        assert "newcomer" not in saved.words["places"]


async def test_what_a_killed_process_had_begun_to_write_is_removed(db: Database, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(kernels, "_STATES_SAVED_MIN", 0)
    file, abandoned, begun = (tmp_path / name for name in ("k.db.kernel", "k.db.kernel.1", "k.db.kernel.2"))
    for part in (abandoned, begun):
        part.touch()
    os.utime(abandoned, (0, 0))
    await record(db, *cast(), changed())
    async with head_watch(db) as heads:
        kernel = made(db, heads, file)
        assert await kernel.world(60)
        await kernel.close()
    assert [part.exists() for part in (file, abandoned, begun)] == [True, False, True]


async def test_what_a_rebuild_mends_is_read_anew(db: Database, tmp_path: Path, monkeypatch) -> None:
    """Given a kernel, and a file of it, that hold a wrong holder and a wrong name, at the head of the log."""
    monkeypatch.setattr(kernels, "_STATES_SAVED_MIN", 0)
    await record(db, *cast(), changed())
    async with db.write() as conn:
        await conn.execute(update(tables.period).values(holder="government"))
        await conn.execute(update(tables.place_version).values(name="Elsewhere"))
    async with head_watch(db) as heads:
        kernel = made(db, heads, tmp_path / "k.db.kernel")
        assert await shown(kernel) == ("government", "Elsewhere")
        await kernel.close()

        assert (await rebuild(db)).differing == ("place_version", "period")
        restarted = made(db, heads, tmp_path / "k.db.kernel")

        assert [await shown(each) for each in (kernel, restarted)] == [("taliban", "Imam Sahib")] * 2
        world = await kernel.world(60)
        assert (await rebuild(db)).equal
        assert await kernel.world(60) is world


async def shown(kernel: Kernel) -> tuple[str | None, str]:
    world = await kernel.world(60)
    assert world
    version = world.gazetteer.version_on("af-imam-sahib", DAY)
    at = Coordinates(DAY, None, world.head.position)
    states = await kernel.states(world, np.array([version]), at)
    assert states is not None
    return world.states.row(int(states[0])).holder, world.gazetteer.row(version).name


async def written(kernel: Kernel) -> None:
    """What has been begun to write is written."""
    if kernel._saving:
        await kernel._saving
