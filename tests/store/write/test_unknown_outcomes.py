"""Appends whose commit nobody confirms: asked for once more by their keys, or of unknown outcome; never called lost."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from store.db.connections import Database
from store.db.errors import DatabaseFull, DatabaseUnreachable, OutcomeUnknown, StoreError
from store.write.append import Appended
from tests.support.builders import actor
from tests.support.recording import everything, head, record

Ends = Callable[[int, Callable[[], Any]], Any]
"""What becomes of the transaction with this number, from 1; the function commits it."""


@pytest.fixture
def ending(db: Database, monkeypatch: pytest.MonkeyPatch) -> Callable[[Ends], None]:
    """Takes what is to happen at the ends of the transactions from now on."""
    transact, number = db.transact, 0

    def use(ends: Ends) -> None:
        async def counted(work: Any) -> Any:
            nonlocal number
            number += 1
            return await ends(number, lambda: transact(work))

        monkeypatch.setattr(db, "transact", counted)

    return use


def names(outcomes: list[Any]) -> list[str]:
    return [outcome.code if isinstance(outcome, StoreError) else type(outcome).__name__ for outcome in outcomes]


async def recorded_together(db: Database) -> list[Any]:
    """What comes of three batches that wait for the same turn."""
    calls = [record(db, actor(name), key=name) for name in "abc"]
    return await asyncio.gather(*calls, return_exceptions=True)


@pytest.mark.parametrize("is_committed", [True, False])
async def test_what_cannot_be_known_at_first_is_asked_for_once_more(
    db: Database, ending: Any, is_committed: bool
) -> None:
    """given a group whose commit is not confirmed; then each batch is recorded once, whether it was committed or not"""

    async def ends(number: int, commit: Callable[[], Any]) -> Any:
        if number > 1:
            return await commit()
        if is_committed:
            await commit()
        raise OutcomeUnknown

    ending(ends)

    assert await recorded_together(db) == [Appended(at, at, replayed=is_committed) for at in (1, 2, 3)]
    assert len(await everything(db)) == 3


@pytest.mark.parametrize("later", [DatabaseUnreachable, DatabaseFull, OutcomeUnknown, ZeroDivisionError])
async def test_where_asking_again_fails_nobody_is_told_that_nothing_was_stored(
    db: Database, ending: Any, later: type[Exception]
) -> None:
    """given a commit that was not confirmed, and a database that fails from then on; then every outcome is unknown"""

    async def ends(number: int, commit: Callable[[], Any]) -> Any:
        if number == 1:
            await commit()
            raise OutcomeUnknown
        raise later

    ending(ends)

    assert names(await recorded_together(db)) == ["OUTCOME_UNKNOWN"] * 3
    assert await head(db) == 3


async def test_only_those_are_in_doubt_whose_commit_was_not_confirmed(db: Database, ending: Any) -> None:
    """given a full disk, and one commit of those tried alone that is not confirmed; then the others know it was full"""

    async def ends(number: int, commit: Callable[[], Any]) -> Any:
        raise OutcomeUnknown if number in (2, 3) else DatabaseFull

    ending(ends)

    assert names(await recorded_together(db)) == ["OUTCOME_UNKNOWN", "DATABASE_FULL", "DATABASE_FULL"]
    assert await head(db) == 0
