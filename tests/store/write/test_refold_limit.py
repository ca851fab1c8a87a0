"""Nobody else can write while an append folds places again, so what one append may fold has a limit."""

import pytest

from domain.values.problems import Refused
from store.db import limits
from tests.support.builders import asserted, cast, changed, place
from tests.support.recording import record


async def test_a_batch_that_touches_too_many_claims_is_refused_whole(db, monkeypatch) -> None:
    await record(db, *cast(), place("af-archi", parent="af-kunduz"), changed(), changed("af-archi"))
    monkeypatch.setattr(limits, "REFOLD_CLAIMS_MAX", 3)

    with pytest.raises(Refused) as refused:
        await record(db, asserted(), asserted("af-archi"))

    [problem] = refused.value.problems
    assert problem.code == "BATCH_TOO_WIDE"
    assert "2 places with 4 claims" in problem.message
    assert await record(db, asserted())


async def test_a_place_alone_may_have_any_number_of_claims(db, monkeypatch) -> None:
    monkeypatch.setattr(limits, "REFOLD_CLAIMS_MAX", 1)

    assert await record(db, *cast(), changed(), asserted())
