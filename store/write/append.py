"""The only way into the log: a batch is recorded completely or not at all, with the projections it changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Text, bindparam, func, select

from domain.events import Event, interchange
from domain.events.identifiers import lines_digest
from domain.values.problems import Refused
from store.db import limits, tables
from store.db.connections import Connection, Database
from store.read.entry import to_row
from store.write import admission, batch, lookup, visibility_rules
from store.write.admission import Accepted
from store.write.batch import Batch
from store.write.entries import recorded_entries
from store.write.group_commit import GroupCommit
from store.write.nearest_ids import with_nearest
from store.write.projections.periods import check_width, refold
from store.write.projections.update import update
from store.write.stored_batch import store_batches


@dataclass(frozen=True, slots=True)
class Appended:
    """The positions of the first and last event of the batch; `replayed`: it was recorded earlier, under its key."""

    first: int
    last: int
    replayed: bool


class AppendConflict(Exception):
    """The log is not where the caller thought, or the key belongs to another batch. Nothing was stored.

    `position` is the head of the log (EXPECTED_POSITION), or the end of the batch that has the key
    (IDEMPOTENCY_KEY_REUSED).
    """

    def __init__(self, code: str, message: str, position: int):
        super().__init__(message)
        self.code, self.message, self.position = code, message, position


async def append(
    db: Database,
    events: Sequence[Event],
    *,
    key: str,
    by: str,
    now: datetime,
    expected: int | None = None,
) -> Appended:
    """Record a batch, in a transaction that it may share with others that wait (group_commit.py).

    `key` makes it safe to send again: the same events of `by` under it give the first answer. `expected` is
    the position at which the caller last saw the end of the log. `now` (aware) becomes `recorded_at`, and
    stands in where `published` is missing. `dry_run.py` says what it would change.

    Raises Refused with every problem found (each path begins with the index of its event), AppendConflict,
    StoreError. A caller that is cancelled does not stop it.
    """
    batch.check_given_key(key)
    return await _appends.ask(db, Batch(events, key, by, now, expected))


async def append_on(
    conn: Connection,
    events: Sequence[Event],
    *,
    key: str,
    by: str,
    now: datetime,
    refold_later: set[str] | None = None,
    texts: Sequence[str] | None = None,
    begun_at: int | None = None,
) -> Appended:
    """`append` inside a transaction of `Database.write`, for many batches that stand or fall together, under any key.

    A place that many of the batches touch need not be folded for each: with `refold_later` the touched places are
    gathered there, and the caller calls `projections.periods.refold` with them before the transaction ends. `texts`
    are the events as lines, where the caller has written them already, `begun_at` the head before the first batch.
    """
    checked = await check(conn, Batch(events, key, by, now), texts, begun_at)
    touched = await record_accepted(conn, checked.accepted, key=key, digest=checked.digest, by=by, now=now)
    if refold_later is None:
        await refold(conn, touched, claims_max=limits.REFOLD_CLAIMS_MAX)
    else:
        refold_later |= touched
    return checked.appended


async def _together(conn: Connection, batches: Sequence[Batch]) -> list[Appended | Exception]:
    """The outcomes of the first batches, each as if it came alone after those before it; their places are folded once.

    A batch that is refused has written nothing. Raises Refused where that is found too late.
    """
    outcomes: list[Appended | Exception] = []
    touched: set[str] = set()
    for each in batches:
        try:
            checked = await check(conn, each)
        except (Refused, AppendConflict) as refusal:
            outcomes.append(refusal)
            continue
        outcomes.append(checked.appended)
        digest, accepted = checked.digest, checked.accepted
        places = await record_accepted(conn, accepted, key=each.key, digest=digest, by=each.by, now=each.now)
        if len(batches) > 1:
            await check_width(conn, places, limits.REFOLD_CLAIMS_MAX)
        touched |= places
        if len(touched) > limits.GROUP_PLACES_MAX:
            break
    await refold(conn, touched, claims_max=limits.REFOLD_CLAIMS_MAX if len(batches) == 1 else None)
    return outcomes


_appends = GroupCommit(_together)


@dataclass(frozen=True, slots=True)
class Checked:
    """A batch that may be recorded, and the answer to it; of one that was recorded earlier, no events."""

    appended: Appended
    digest: str
    accepted: Sequence[Accepted] = ()


async def check(
    conn: Connection, asked: Batch, texts: Sequence[str] | None = None, begun_at: int | None = None
) -> Checked:
    """Whether a batch may be recorded at the head of the log. Writes nothing. Raises Refused and AppendConflict."""
    batch.check(asked.events, asked.key)
    texts = texts or [interchange.write(event) for event in asked.events]
    digest = lines_digest(texts)
    head, earlier = await _head_and_earlier(conn, asked, digest)
    if earlier:
        return Checked(earlier, digest)
    if asked.expected is not None and asked.expected != head:
        message = f"the log has grown to {head}: read on from {asked.expected}, then try again"
        raise AppendConflict("EXPECTED_POSITION", message, head)
    events = batch.with_ids(asked)
    texts = [
        text if given is event else interchange.write(event)
        for given, event, text in zip(asked.events, events, texts, strict=True)
    ]
    try:
        accepted = admission.accept(await lookup.load(conn, events), events, head + 1, texts)
        await visibility_rules.check(conn, events, asked.now, head if begun_at is None else begun_at)
    except Refused as refusal:
        raise await with_nearest(conn, refusal, events) from None
    return Checked(Appended(head + 1, head + len(accepted), replayed=False), digest, accepted)


async def record_accepted(
    conn: Connection, accepted: Sequence[Accepted], *, key: str, digest: str, by: str, now: datetime
) -> set[str]:
    """One batch with all projections but the periods; returns the places that are to be folded."""
    if not accepted:
        return set()
    entries = await recorded_entries(conn, accepted, [(now.astimezone(UTC), by)] * len(accepted))
    await store_batches(conn, [to_row(entry) for entry in entries], [_batch_row(accepted, key, digest, now, by)])
    return await update(conn, entries)


async def _head_and_earlier(conn: Connection, asked: Batch, digest: str) -> tuple[int, Appended | None]:
    """The head of the log, and the earlier answer to this batch, if there is one.

    Raises AppendConflict where its writer has used its key for another.
    """
    row = (await conn.execute(_HEAD_AND_EARLIER, {"asked": asked.key, "writer": asked.by})).one()
    if row.first is None:
        return row.position, None
    if row.sha256 != digest:
        message = "this idempotency key was used for other events: take a new key for a new batch"
        raise AppendConflict("IDEMPOTENCY_KEY_REUSED", message, row.last)
    return row.position, Appended(row.first, row.last, replayed=True)


_HEAD = select(func.coalesce(func.max(tables.event.c.position), 0).label("position")).subquery("head")
_BATCH = tables.batch.c
_HEAD_AND_EARLIER = select(_HEAD.c.position, _BATCH.first, _BATCH.last, _BATCH.sha256).select_from(
    _HEAD.outerjoin(
        tables.batch,
        (_BATCH.key == bindparam("asked", type_=Text)) & (_BATCH.recorded_by == bindparam("writer", type_=Text)),
    )
)


def _batch_row(accepted: Sequence[Accepted], key: str, digest: str, now: datetime, by: str) -> dict[str, Any]:
    return {
        "first": accepted[0].position,
        "last": accepted[-1].position,
        "key": key,
        "sha256": digest,
        "recorded_at": now,
        "recorded_by": by,
    }
