"""What somebody with all rights over the database may do to the log, and where it is then wrong first."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from random import Random

from trust.merkle.written_log import WrittenLog

Statement = tuple[str, tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class Attack:
    """`position` is the first one that is wrong after it.

    `mended`: every digest and hash of the database fits, so that only a checkpoint shows it.
    """

    kind: str
    position: int
    statements: tuple[Statement, ...]
    mended: bool = False


def one_byte(random: Random, log: WrittenLog, head: int) -> Attack:
    position = random.randint(1, head)
    changed = _changed(random, _payload(log.file, position))
    return Attack("one byte", position, (("UPDATE event SET payload = ? WHERE position = ?", (changed, position)),))


def mended_byte(random: Random, log: WrittenLog, head: int) -> Attack:
    """The text stays JSON, and its digest fits."""
    position = random.randint(1, head)
    changed = _payload(log.file, position).replace('"kind":"REBEL_GROUP"', '"kind":"STATE_FORCES"')
    values = (changed, sha256(changed.encode()).hexdigest(), position)
    statement = "UPDATE event SET payload = ?, sha256 = ? WHERE position = ?"
    return Attack("a text, with every hash mended", position, ((statement, values),), mended=True)


def another_writer(random: Random, log: WrittenLog, head: int) -> Attack:
    position = random.randint(1, head)
    column, value = random.choice([("recorded_by", "nobody"), ("recorded_at", "2021-07-10 12:30:15.250001")])
    statement = f"UPDATE event SET {column} = ? WHERE position = ?"
    return Attack("who recorded it, or when", position, ((statement, (value, position)),))


def swapped(random: Random, log: WrittenLog, head: int) -> Attack:
    first, second = sorted(random.sample(range(1, head + 1), 2))
    texts = _payload(log.file, first), _payload(log.file, second)
    digests = [sha256(text.encode()).hexdigest() for text in texts]
    statement = "UPDATE event SET payload = ?, sha256 = ? WHERE position = ?"
    exchange = (statement, (texts[1], digests[1], first)), (statement, (texts[0], digests[0], second))
    return Attack("two texts exchanged", first, exchange)


def cut_off(random: Random, log: WrittenLog, head: int) -> Attack:
    """The tail is gone, also from the batches; mending takes it out of the tree."""
    last = random.randint(1, head - 1)
    statements: tuple[Statement, ...] = (
        ("DELETE FROM event WHERE position > ?", (last,)),
        ("DELETE FROM batch WHERE first > ?", (last,)),
        ("UPDATE batch SET last = ? WHERE last > ?", (last, last)),
    )
    return Attack("a tail cut off", last + 1, statements, mended=True)


ATTACKS = (one_byte, mended_byte, another_writer, swapped, cut_off)


def _payload(file: Path, position: int) -> str:
    with closing(sqlite3.connect(file)) as raw:
        text: str = raw.execute("SELECT payload FROM event WHERE position = ?", (position,)).fetchone()[0]
    return text


def _changed(random: Random, text: str) -> str:
    """With another letter in one place. The last brace stays: an export writes it anew, and so would mend it."""
    at = random.randrange(len(text) - 1)
    return text[:at] + random.choice([letter for letter in "abcXYZ019" if letter != text[at]]) + text[at + 1 :]
