"""What a disk may hold after the power has failed between two of its operations.

What was synced is there. Of what was written since, nobody knows: all of it may be there, nothing, some writes and not
those before them, or the beginning of a write.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from trust.disk.disk import Kind, Operation

SECTOR_BYTES = 512


@dataclass(slots=True)
class Disk:
    """Files by name: what is certain of each, and what was done to it since its last sync."""

    files: dict[str, bytearray]
    unsynced: dict[str, list[Operation]] = field(default_factory=lambda: defaultdict(list))

    def do(self, operation: Operation) -> None:
        if operation.kind is Kind.SYNC:
            for each in self.unsynced.pop(operation.file, []):
                _apply(self.files, each)
        elif operation.kind is not Kind.NOTE:
            self.unsynced[operation.file].append(operation)

    def after_power_loss(self, random: Random) -> dict[str, bytearray]:
        found = {name: bytearray(content) for name, content in self.files.items()}
        share = random.choice([0.0, 0.5, 1.0])
        for operations in self.unsynced.values():
            for each in operations:
                if random.random() < share:
                    _apply(found, each)
                elif each.data and random.random() < 0.2:
                    _apply(found, _torn(each, random))
        return found


def crashes(
    base: Mapping[str, bytes], operations: Sequence[Operation], points: Iterable[int], random: Random
) -> Iterator[tuple[int, dict[str, bytearray]]]:
    """For each point in order: its number, and the files as they may be if the power fails before that operation."""
    disk, done = Disk({name: bytearray(content) for name, content in base.items()}), 0
    for point in sorted(points):
        for operation in operations[done:point]:
            disk.do(operation)
        done = point
        yield point, disk.after_power_loss(random)


def _torn(write: Operation, random: Random) -> Operation:
    kept = random.randrange(0, len(write.data) + 1, SECTOR_BYTES)
    return Operation(Kind.WRITE, write.file, write.at, write.data[:kept])


def _apply(files: dict[str, bytearray], operation: Operation) -> None:
    if operation.kind is Kind.DELETE:
        files.pop(operation.file, None)
        return
    content = files.setdefault(operation.file, bytearray())
    if operation.kind is Kind.TRUNCATE:
        del content[operation.at :]
        return
    end = operation.at + len(operation.data)
    content.extend(bytes(max(0, end - len(content))))
    content[operation.at : end] = operation.data
