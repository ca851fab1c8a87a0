"""A log in a file of SQLite, with a key, checkpoints and exports of it."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from domain.events.interchange import parse
from service.exporting.export_log import write_log
from service.exporting.export_proofs import write_proofs
from service.importing.loading import File
from service.importing.restore_log import restore_log
from service.proofs.keys import SigningKey
from store.db import migrate
from store.read import log, tree, tree_check
from store.write.append import append
from store.write.checkpoints import publish
from store.write.tree import grow
from trust.databases import opened
from trust.tampering import drop_guards

NAME = "timeline.example.org/trial"
NOW = datetime(2021, 7, 10, 12, 30, 15, 250_000, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class WrittenLog:
    """`file` is the database. Each call opens it and closes it again."""

    file: Path

    @property
    def url(self) -> str:
        return f"sqlite:///{self.file}"

    async def create(self) -> None:
        await migrate.upgrade(self.url)

    async def record(self, prefix: str, count: int, batch: int) -> None:
        """So many actors, in batches of one length."""
        async with opened(self.url) as db:
            for start in range(0, count, batch):
                numbers = range(start, min(start + batch, count))
                fields = [{"actor": f"{prefix}-{n}", "name": f"{prefix} {n}", "kind": "REBEL_GROUP"} for n in numbers]
                events = [parse({"type": "ActorRegistered", **each}) for each in fields]
                await append(db, events, key=f"{prefix}-{start}", by="trial", now=NOW)

    async def root(self) -> tuple[int, bytes]:
        """Of the whole log: its size and its root."""
        async with opened(self.url) as db:
            async with db.read() as conn:
                size = await tree.size(conn)
                root = await tree.root(conn, size)
            return size, root

    async def sign(self, key: SigningKey) -> str:
        """A checkpoint of the whole log, published."""
        note = key.sign(*await self.root())
        async with opened(self.url) as db:
            async with db.write() as conn:
                await publish(conn, note, NOW)
            return note.text

    async def export(self, path: Path, proofs: Path | None = None) -> int:
        async with opened(self.url) as db:
            with path.open("wb") as file:
                count = await write_log(db, 0, file, lambda done, total: None)
            if proofs:
                with proofs.open("wb") as file:
                    await write_proofs(db, count, file)
            return count

    async def restore(self, path: Path) -> None:
        """An exported log, into a new file."""
        await self.create()
        async with opened(self.url) as db:
            await restore_log(db, File.at(path))

    async def mend(self) -> None:
        """Make every leaf and node again of what the log has now."""
        self.attack([("DELETE FROM tree_hash", ())])
        async with opened(self.url) as db, db.write() as conn:
            await grow(conn, await tree.leaves(conn, 0, (await log.head(conn)).position))

    async def first_altered(self) -> int | None:
        """The first position at which the database itself shows that it was altered."""
        async with opened(self.url) as db:
            async with db.read() as conn:
                altered = await tree_check.first_altered(conn)
            return altered.position if altered else None

    def copied_to(self, file: Path) -> "WrittenLog":
        with closing(sqlite3.connect(self.file)) as raw:
            raw.execute("VACUUM INTO ?", [str(file)])
        return WrittenLog(file)

    def attack(self, statements: Iterable[tuple[str, tuple[object, ...]]]) -> None:
        """As who owns the file may: the triggers go first."""
        drop_guards(self.file)
        with closing(sqlite3.connect(self.file)) as raw, raw:
            for statement, values in statements:
                raw.execute(statement, values)
