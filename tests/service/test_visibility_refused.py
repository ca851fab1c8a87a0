"""What is refused about visibility, and of whom a database is the log."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from domain.events import Event, interchange
from domain.events.disclosure import Disclosure
from domain.values.problems import Refused
from domain.values.terms import Visibility
from service.publishing import Publisher
from store.db.errors import AudiencesMissing, NotAnAudience
from store.write.append import append
from store.write.batch import Batch, disclosed_as
from tests.support.audiences import Audiences, visible, withheld
from tests.support.builders import actor, cast, changed, corrected, erased, event, retracted
from tests.support.recording import NOW, record
from tests.support.sample_events import SEALED as SEALED_NAME

PUBLIC, PARTNER, INTERNAL, SEALED = Visibility
TOMORROW = NOW + timedelta(days=1)


@pytest.mark.parametrize(
    ("disclosure", "again"),
    [
        (Disclosure(PUBLIC), visible("fell", to=SEALED)),
        (Disclosure(PARTNER), visible("fell", to=SEALED)),
        (Disclosure(PARTNER), visible("fell", releaseAt="2100-01-01T00:00:00Z")),
    ],
)
async def test_what_may_have_been_opened_is_not_taken_back(
    kept: Audiences, disclosure: Disclosure, again: object
) -> None:
    await withheld(kept, disclosure, changed(id="fell"))

    with pytest.raises(Refused) as refusal:
        await record(kept.record, again, key="again")

    assert [problem.code for problem in refusal.value.problems] == ["OPENED_ALREADY"]


async def test_what_was_said_about_visibility_is_not_retracted(kept: Audiences) -> None:
    await withheld(kept, Disclosure(PUBLIC, TOMORROW), changed(id="embargoed"))
    await record(kept.record, visible("embargoed", id="said", releaseAt="2100-01-01T00:00:00Z"), key="said")

    with pytest.raises(Refused) as refusal:
        await record(kept.record, retracted("said"), key="back")

    assert [problem.code for problem in refusal.value.problems] == ["VISIBILITY_ANNULLED"]


TOLL = {"kinds": ["KILLED"], "count": {"best": 9, "qualifier": "EXACT"}, "published": "2021-06-23"}
DISJOINT = event("CasualtiesReported", occurred="2021-06-22", place="af-imam-sahib", disjointFrom=["said"], **TOLL)


@pytest.mark.parametrize(
    ("referring", "path"),
    [
        (changed(partOf="said"), "partOf"),
        (changed(copyOf="said"), "copyOf"),
        (DISJOINT, "disjointFrom.0"),
        (actor("x", partOf="said"), "partOf"),
        (retracted("fell", partOf="said"), "partOf"),
        (corrected("fell", changed(partOf="said")), "replacement.partOf"),
        (visible("said"), "events.0"),
        (visible("fell", partOf="said"), "partOf"),
    ],
    ids=lambda value: value if isinstance(value, str) else value.TYPE,
)
async def test_what_nobody_else_could_ever_open_is_not_recorded(kept: Audiences, referring: object, path: str) -> None:
    """given events that say who may open others, of which no audience is told; then nothing else refers to them"""
    await record(kept.record, changed(id="fell"), visible("fell", id="said"))

    for batch in ([referring], [visible("fell", id="again"), *_meaning(referring, "again")]):
        with pytest.raises(Refused) as refusal:
            await record(kept.record, *batch, key=str(len(batch)))
        found = [(".".join(each.path), each.code) for each in refusal.value.problems]
        assert (f"{len(batch) - 1}.{path}", "VISIBILITY_REFERRED") in found
        assert not {code for _, code in found} - {"VISIBILITY_REFERRED", "OTHER_TYPE"}
        assert "name one of those, or leave it out" in refusal.value.problems[-1].message


def _meaning(referring: Any, id: str) -> Iterator[Event]:
    """The same about another one, recorded in the same batch."""
    yield interchange.read(interchange.write(referring).replace('"said"', f'"{id}"'))


async def test_an_erasure_of_what_only_such_an_event_mentions_is_not_shown(kept: Audiences) -> None:
    """given a sealed value that no audience has ever seen; then no audience hears of its end"""
    await record(kept.record, changed(id="fell"), visible("fell", note=f"asked by {SEALED_NAME}"), erased(SEALED_NAME))
    await kept.publisher.publish()

    assert (await kept.ids(PUBLIC))[-1] == "fell"


async def test_an_embargo_that_is_about_to_end_is_not_moved(kept: Audiences) -> None:
    await withheld(kept, Disclosure(PUBLIC, TOMORROW), changed(id="embargoed"))
    kept.clock.go_on(hours=23, minutes=59, seconds=30)

    with pytest.raises(Refused) as refusal:
        await record(kept.record, visible("embargoed", to=SEALED), key="late", now=kept.clock())

    assert [problem.code for problem in refusal.value.problems] == ["OPENED_ALREADY"]


async def test_the_logs_of_two_audiences_are_not_exchanged(kept: Audiences) -> None:
    with pytest.raises(NotAnAudience):
        await Publisher(kept.record, {PUBLIC: kept.logs[PARTNER]}, kept.clock).begin()
    with pytest.raises(NotAnAudience):
        await Publisher(kept.record, {PUBLIC: kept.record}, kept.clock).begin()


async def test_without_audiences_nothing_can_be_withheld(db: object) -> None:
    await record(db, *cast())
    batch = disclosed_as(Batch([changed(id="secret")], "secret", "desk", NOW), Disclosure(SEALED))

    with pytest.raises(Refused) as refusal:
        await append(db, batch.events, key=batch.key, by=batch.by, now=batch.now)

    assert [problem.code for problem in refusal.value.problems] == ["NO_AUDIENCES"]


async def test_a_visibility_that_nobody_keeps_a_log_for_is_refused(kept: Audiences) -> None:
    with pytest.raises(Refused) as refusal:
        await withheld(kept, Disclosure(INTERNAL), changed(id="internal"))

    assert [problem.code for problem in refusal.value.problems] == ["NO_SUCH_AUDIENCE"]


async def test_a_server_without_audiences_does_not_open_a_record_that_withholds(kept: Audiences) -> None:
    from service.publishing import require_audiences, require_log_of

    await require_audiences(kept.record, ())
    await withheld(kept, Disclosure(SEALED), changed(id="secret"))

    with pytest.raises(AudiencesMissing):
        await require_audiences(kept.record, ())
    await require_audiences(kept.record, kept.logs)
    with pytest.raises(NotAnAudience):
        await require_log_of(PUBLIC, kept.record)
    await require_log_of(PUBLIC, kept.logs[PUBLIC])
    with pytest.raises(NotAnAudience):
        await require_log_of(PARTNER, kept.logs[PUBLIC])
