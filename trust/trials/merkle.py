"""Nothing is altered unseen: proofs that were tampered with, databases that were, and logs that were put back.

Everything is judged by verifier/, which shares no code with what makes the proofs.
"""

import asyncio
import time
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from service.proofs.keys import SigningKey
from store.db.errors import DamagedRow
from store.read import tree
from trust.databases import opened
from trust.merkle.attacks import ATTACKS, Attack
from trust.merkle.long_export import LongExport
from trust.merkle.mutations import Proof, mutated
from trust.merkle.written_log import NAME, WrittenLog
from trust.trial import Trial
from verifier.event_proof import FORMAT, check_consistency, proved_event
from verifier.log_file import Bad
from verifier.notes import verified
from verifier.whole_log import verified_lines

EVENTS, LATER = 150, 130
"""Of the log that is attacked: across a border of 256, beyond which whole subtrees are stored."""
SECONDS_MAX = 60


def run(quick: bool) -> Iterator[Trial]:
    random = Random("merkle")
    key = SigningKey.generate(NAME)
    with TemporaryDirectory(prefix="timeline-merkle-") as folder:
        trials = _Trials(Path(folder), key, random)
        asyncio.run(trials.prepare())
        yield from trials.proofs(2_000 if quick else 100_000)
        yield from trials.attacks(10 if quick else 1_000)
        yield trials.backups(2 if quick else 100)
        yield trials.restores(1 if quick else 20)
        yield trials.long_log(10_000 if quick else 1_000_000)


class _Trials:
    def __init__(self, folder: Path, key: SigningKey, random: Random):
        self.folder, self.key, self.random = folder, key, random
        self.log = WrittenLog(folder / "log.db")
        self.early = WrittenLog(folder / "early.db")
        self.kept, self.leaves = folder / "kept.jsonl", folder / "kept.proofs"

    async def prepare(self) -> None:
        """A log with two checkpoints, an old copy of it, and an export that somebody has kept."""
        await self.log.create()
        await self.log.record("first", EVENTS, batch=7)
        self.old = await self.log.sign(self.key)
        self.log.copied_to(self.early.file)
        await self.log.record("later", LATER, batch=50)
        self.new = await self.log.sign(self.key)
        await self.log.export(self.kept, self.leaves)
        self.true_proofs = await self._true_proofs()

    async def _true_proofs(self) -> list[Proof]:
        size, root = await self.log.root()
        payloads = [line.rpartition(',"position":')[0] + "}" for line in self.kept.read_text("utf-8").splitlines()]
        async with opened(self.log.url) as db, db.read() as conn:
            proved = await tree.proofs(conn, range(1, size + 1), size)
            consistency = await tree.consistency(conn, EVENTS, size)
        self.consistency = {"hashes": _encoded(consistency), "earlier": self.old, "later": self.new}
        return [
            {"format": FORMAT, "position": position, "size": size, "leaf": leaf.text, "payload": payloads[position - 1]}
            | {"hashes": _encoded(hashes), "root": _encoded([root])[0], "checkpoint": self.new}
            for position, (leaf, hashes) in proved.items()
        ]

    def proofs(self, tries: int) -> Iterator[Trial]:
        accepted = sum(self._is_accepted(self._mutated_event()) for _ in range(tries))
        yield Trial("altered proofs of an event", "none is accepted", tries, accepted)
        accepted = sum(self._is_consistent(self._mutated_consistency()) for _ in range(tries // 10))
        yield Trial("altered proofs of consistency", "none is accepted", tries // 10, accepted)
        accepted = sum(map(self._is_accepted, self.true_proofs)) + self._is_consistent(self.consistency)
        yield Trial("true proofs", "are accepted", len(self.true_proofs) + 1, accepted, control=True)

    def _mutated_event(self) -> Proof:
        proof, other = self.random.sample(self.true_proofs, 2)
        return mutated(self.random, proof, other)

    def _mutated_consistency(self) -> Proof:
        backwards = {**self.consistency, "earlier": self.new, "later": self.old}
        return mutated(self.random, self.consistency, backwards)

    def _is_accepted(self, proof: Proof) -> bool:
        try:
            proved_event(proof, verified(proof["checkpoint"], self.key.verifier))
        except ValueError:
            return False
        return True

    def _is_consistent(self, proof: dict[str, Any]) -> bool:
        try:
            earlier, later = (verified(proof[name], self.key.verifier) for name in ("earlier", "later"))
            check_consistency(earlier, later, proof["hashes"])
        except ValueError:
            return False
        return True

    def attacks(self, tries: int) -> Iterator[Trial]:
        """Of each kind as often."""
        missed_in_export, missed_by_database, unmended, unseen, mended = 0, 0, 0, 0, 0
        for number in range(tries):
            attack = ATTACKS[number % len(ATTACKS)](self.random, self.log, EVENTS + LATER)
            position, altered = asyncio.run(self._attacked(attack))
            missed_in_export += position != attack.position
            missed_by_database += not attack.mended and altered != attack.position
            unmended += not attack.mended
            unseen += attack.mended and altered is None
            mended += attack.mended
        goal = "found, at the first position"
        yield Trial("altered databases, exported", goal, tries, missed_in_export)
        yield Trial("altered databases, looked through", goal, unmended, missed_by_database)
        yield Trial("with every hash mended, and no checkpoint", "seen", mended, unseen, control=True)

    async def _attacked(self, attack: Attack) -> tuple[int | None, int | None]:
        """The first bad position by its export and what was kept, and by the database alone.

        A text that does not fit its digest is not even exported.
        """
        copy = self.log.copied_to(self.folder / "attacked.db")
        copy.attack(attack.statements)
        if attack.mended:
            await copy.mend()
        altered = await copy.first_altered()
        try:
            await copy.export(self.folder / "attacked.jsonl")
        except DamagedRow as damaged:
            return damaged.position, altered
        finally:
            copy.file.unlink()
        return self._first_bad(self.folder / "attacked.jsonl"), altered

    def _first_bad(self, export: Path) -> int | None:
        checkpoints = [verified(note, self.key.verifier) for note in (self.old, self.new)]
        try:
            for _ in verified_lines(export, checkpoints, self.leaves):
                pass
        except Bad as bad:
            return bad.position
        return None

    def backups(self, tries: int) -> Trial:
        """An old copy is put back, and other events are recorded in place of those that were lost."""
        missed = sum(asyncio.run(self._put_back(number)) != EVENTS + 1 for number in range(tries))
        return Trial("an old backup, written on", "found, at the first position", tries, missed)

    async def _put_back(self, number: int) -> int | None:
        copy = self.early.copied_to(self.folder / "back.db")
        await copy.record(f"other-{number}", self.random.randint(1, 2 * LATER), batch=20)
        await copy.export(self.folder / "back.jsonl")
        for file in self.folder.glob("back.db*"):
            file.unlink()
        return self._first_bad(self.folder / "back.jsonl")

    def restores(self, tries: int) -> Trial:
        different = sum(not asyncio.run(self._is_restored()) for _ in range(tries))
        return Trial("restored from an export", "the root is the one that was published", tries, different)

    async def _is_restored(self) -> bool:
        restored = WrittenLog(self.folder / "restored.db")
        await restored.restore(self.kept)
        size, root = await restored.root()
        for file in self.folder.glob("restored.db*"):
            file.unlink()
        published = verified(self.new, self.key.verifier)
        return (size, root) == (published.size, published.root)

    def long_log(self, events: int) -> Trial:
        export = LongExport(self.folder / "long.jsonl")
        export.write(events, self.key)
        begun = time.process_time()  # of one core, whatever else the machine does
        count = sum(1 for _ in verified_lines(export.path, [verified(export.checkpoint, self.key.verifier)]))
        seconds = time.process_time() - begun
        export.path.unlink()
        is_slow = seconds > SECONDS_MAX * max(1, events / 1_000_000)
        goal = f"every event is verified, a million in {SECONDS_MAX} s of one core"
        return Trial("a long log", goal, events, events - count + is_slow, note=f"{seconds:.1f} s")


def _encoded(hashes: list[bytes]) -> list[str]:
    return [b64encode(hash).decode() for hash in hashes]
