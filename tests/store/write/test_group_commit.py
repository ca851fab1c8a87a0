"""Appends that wait share a transaction; each has the outcome that it would have, had they come one after the other."""

import asyncio
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.values.problems import Refused
from store.db import limits
from store.db.connections import Database
from store.write.append import AppendConflict, Appended
from tests.support.builders import asserted, cast, changed, place
from tests.support.properties import sharing_fixtures
from tests.support.recording import everything, head, record

requests = st.lists(
    st.fixed_dictionaries(
        {
            "holders": st.lists(st.sampled_from(["taliban", "government", "nobody-knows-him"]), min_size=1, max_size=3),
            "key": st.sampled_from("abcd"),
            "expected": st.one_of(st.none(), st.integers(0, 4)),
        }
    ),
    min_size=2,
    max_size=6,
)


@pytest.fixture
def transactions(db: Database, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The outcomes of each transaction that appends."""
    done: list[Any] = []
    transact = db.transact

    async def noted(work: Any) -> Any:
        done.append(await transact(work))
        return done[-1]

    monkeypatch.setattr(db, "transact", noted)
    return done


@sharing_fixtures(15)
@given(asked=requests)
async def test_outcomes_are_those_of_one_after_the_other(db: Database, asked: list[dict[str, Any]]) -> None:
    if not await head(db):
        await record(db, *cast())

    together, after_together = await outcomes(db, asked, at_once=True)
    apart, after_apart = await outcomes(db, asked, at_once=False)

    assert together == apart
    assert after_together == after_apart


async def outcomes(db: Database, asked: list[dict[str, Any]], at_once: bool) -> tuple[list[Any], list[Any]]:
    """What came of each request, and what the log has gained: positions are counted from the head before."""
    base = await head(db)
    calls = [
        record(
            db,
            *(asserted(holder=holder) for holder in request["holders"]),
            key=f"{base}-{request['key']}",
            expected=None if request["expected"] is None else base + request["expected"],
        )
        for request in asked
    ]
    if at_once:
        found = await asyncio.gather(*calls, return_exceptions=True)
    else:
        found = [(await asyncio.gather(call, return_exceptions=True))[0] for call in calls]
    log = [(entry.position - base, entry.event.holder) for entry in await everything(db) if entry.position > base]
    return [outcome(one, base) for one in found], log


def outcome(found: Any, base: int) -> Any:
    if isinstance(found, Appended):
        return found.first - base, found.last - base, found.replayed
    if isinstance(found, AppendConflict):
        return found.code, found.position - base
    assert isinstance(found, Refused), found
    return [(problem.path, problem.code) for problem in found.problems]


async def test_those_that_wait_share_a_transaction(db: Database, transactions: list[Any]) -> None:
    await record(db, *cast())
    transactions.clear()

    appended = await asyncio.gather(*(record(db, changed(id=f"e-{n}")) for n in range(20)))

    assert [len(shared) for shared in transactions] == [1, 19] or [len(shared) for shared in transactions] == [20]
    assert [one.first for one in appended] == list(range(appended[0].first, appended[0].first + 20))


async def test_one_that_is_refused_after_it_was_written_takes_no_other_with_it(
    db: Database, transactions: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    await record(db, *cast(), place("af-archi", parent="af-kunduz"), changed(), changed("af-archi"))
    monkeypatch.setattr(limits, "REFOLD_CLAIMS_MAX", 3)
    wide = asserted(), asserted("af-archi")

    first, found, last = await asyncio.gather(
        record(db, asserted()), record(db, *wide), record(db, asserted("af-archi")), return_exceptions=True
    )

    assert isinstance(found, Refused)
    assert [problem.code for problem in found.problems] == ["BATCH_TOO_WIDE"]
    assert (first.last, last.first) == (await head(db) - 1, await head(db))


async def test_whoever_stops_waiting_is_recorded_all_the_same(db: Database) -> None:
    await record(db, *cast())
    before = await head(db)
    waiting = [asyncio.ensure_future(record(db, changed())) for _ in range(5)]
    await asyncio.sleep(0)

    for one in waiting:
        one.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)

    assert (await record(db, changed())).last == before + 6


async def test_many_places_are_not_folded_in_one_transaction(
    db: Database, transactions: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    places = [f"p-{n}" for n in range(6)]
    await record(db, *cast(), *(place(id, parent="af-kunduz") for id in places))
    monkeypatch.setattr(limits, "GROUP_PLACES_MAX", 1)
    transactions.clear()

    await asyncio.gather(*(record(db, changed(id)) for id in places))

    assert max(len(shared) for shared in transactions) == 2
    assert sum(len(shared) for shared in transactions) == len(places)
