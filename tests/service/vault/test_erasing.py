"""What the log says of erasures: each once, whoever says it, and nothing of what it does not have."""

import asyncio

import pytest

from domain.events import SealedValueErased
from domain.values.problems import Refused
from service.vault.erasing import Erasure, record_erasure, record_gone, tombstone
from store.db.connections import Database
from store.read import log
from tests.support.builders import asserted, cast
from tests.support.recording import NOW, record
from tests.support.sample_events import SEALED


async def erasures(db: Database) -> list[SealedValueErased]:
    return [entry.event async for entry in log.stream(db) if isinstance(entry.event, SealedValueErased)]


async def recorded(db: Database, reason: str, by: str = "amina") -> Erasure:
    return await record_erasure(db, tombstone(SEALED, reason), by=by, now=NOW)


async def test_many_who_erase_one_value_at_once_leave_one_tombstone(db: Database) -> None:
    """given several editors with reasons of their own; when all record it at once; then all are told one position"""
    given = [("asked for", "amina"), ("asked for", "amina"), ("asked for", "nora"), ("in danger", "nora")]

    done = await asyncio.gather(*(recorded(db, reason, by) for reason, by in given))

    assert len({erasure.position for erasure in done}) == 1
    assert [erasure.before for erasure in done].count(False) == 1
    assert len(await erasures(db)) == 1


async def test_a_value_is_gone_only_if_some_event_has_it(db: Database) -> None:
    event = tombstone(SEALED, "lost")
    with pytest.raises(Refused) as refused:
        await record_gone(db, event, by="amina", now=NOW)
    assert [problem.code for problem in refused.value.problems] == ["UNKNOWN_SEALED_VALUE"]

    await record(db, *cast(), asserted(note=f"says {SEALED}"))
    await record_gone(db, event, by="amina", now=NOW)
    await record_gone(db, event, by="amina", now=NOW)

    assert len(await erasures(db)) == 1


@pytest.mark.parametrize("reason", ["", "x" * 10_001, "sealed:Ahmad", "a\u202eb"])
def test_a_reason_that_cannot_stand_in_the_log_is_refused_before_anything_is_erased(reason: str) -> None:
    with pytest.raises(Refused) as refused:
        tombstone(SEALED, reason)

    assert [problem.path for problem in refused.value.problems] == [("reason",)]
