"""What it costs to release an event, and to publish it, does not grow with all that was ever said of visibility."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import pytest

from domain.events.disclosure import Disclosure
from domain.values.terms import Visibility
from store.read import entry
from tests.support.audiences import Audiences, audiences, visible, withheld
from tests.support.builders import cast, changed, source
from tests.support.recording import NOW, record
from tests.support.statement_counting import statements_sent

PUBLIC, PARTNER, INTERNAL, SEALED = Visibility


@contextmanager
def counted(kept: Audiences, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], tuple[int, int]]]:
    """How many statements were sent to the record and to the logs since, and how many events were read."""
    read: list[Any] = []
    read_event = entry.event_of
    with ExitStack() as watching:
        patch = watching.enter_context(monkeypatch.context())
        patch.setattr(entry, "event_of", lambda *given: read.append(given) or read_event(*given))
        sent = [watching.enter_context(statements_sent(db)) for db in (kept.record, *kept.logs.values())]
        yield lambda: (sum(map(len, sent)), len(read))


async def test_a_release_reads_no_more_after_a_thousand_others(
    database_url: str, new_url: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """given one earlier statement, then a thousand; when an event is released and published; then it costs the same"""
    costs = []
    async with audiences(database_url, {PUBLIC: new_url("public")}) as kept:
        await record(kept.record, *cast())
        hidden = [changed(id=f"x-{number}", occurred=f"2021-06-{number % 28 + 1:02}") for number in range(1_000)]
        await withheld(kept, Disclosure(SEALED), *hidden)
        for number, words in enumerate((0, 1_000)):
            if words:
                await record(kept.record, *(visible(f"x-{each}", to=SEALED) for each in range(words)))
            await withheld(kept, Disclosure(SEALED), source(f"paper-{number}", id=f"scoop-{number}"))
            await kept.publisher.publish()

            with counted(kept, monkeypatch) as cost:
                await record(kept.record, visible(f"scoop-{number}"))
                await kept.publisher.publish()
                costs.append(cost())

            assert (await kept.ids(PUBLIC))[-1] == f"scoop-{number}"
    assert costs[0] == costs[1]
    assert costs[0][1] > 0, "events are read"


async def test_a_publisher_that_begins_reads_no_word_again(
    database_url: str, new_url: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """given that all was published; when another publisher begins; then it reads none of the events"""
    logs = {PUBLIC: new_url("public")}
    async with audiences(database_url, logs) as kept:
        await record(kept.record, *cast())
        await withheld(kept, Disclosure(SEALED), *(changed(id=f"x-{n}", occurred=f"2021-06-0{n}") for n in range(1, 9)))
        await kept.publisher.publish()
        kept.clock.now = NOW

        with counted(kept, monkeypatch) as cost:
            async with audiences(database_url, logs) as again:
                assert await again.publisher.publish() is None
            _, events_read = cost()

    assert events_read == 0
