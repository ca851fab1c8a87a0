"""What is refused about visibility, and of whom a database is the log."""

from datetime import timedelta

import pytest

from domain.events.disclosure import Disclosure
from domain.values.problems import Refused
from domain.values.terms import Visibility
from service.publishing import Publisher
from store.db.errors import AudiencesMissing, NotAnAudience
from store.write.append import append
from store.write.batch import Batch, disclosed_as
from tests.support.audiences import Audiences, visible, withheld
from tests.support.builders import cast, changed, retracted
from tests.support.recording import NOW, record

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
