"""Copies: an event may say that its text repeats that of another event of its type."""

import pytest

from domain.events import Event
from store.db.connections import Database
from tests.support.builders import asserted, cast, changed, corrected, retracted
from tests.support.recording import everything, only_problem, record


async def test_a_copy_of_an_event_of_its_type_is_recorded(db: Database) -> None:
    await record(db, *cast(), changed(id="first"), changed(id="copy", copyOf="first"))
    await record(db, changed(id="copy-of-the-copy", copyOf="copy"))

    assert [entry.event.copy_of for entry in (await everything(db))[-2:]] == ["first", "copy"]


async def test_a_copy_of_a_correction_is_one_of_what_stands_in_it(db: Database) -> None:
    await record(db, *cast(), asserted(id="slip"), corrected("slip", changed(), id="mended"))

    await record(db, changed(copyOf="mended"))

    assert (await everything(db))[-1].event.copy_of == "mended"


async def test_a_copy_of_itself(db: Database) -> None:
    where, why, _ = await only_problem(db, changed(id="x", copyOf="x"))

    assert (where, why) == ("0.copyOf", "SELF_REFERENCE")


async def test_a_replacement_that_copies_what_it_replaces(db: Database) -> None:
    where, why, _ = await only_problem(db, corrected("x", changed(copyOf="x")), before=[changed(id="x")])

    assert (where, why) == ("0.replacement.copyOf", "SELF_REFERENCE")


async def test_a_copy_of_an_unknown_event(db: Database) -> None:
    where, why, _ = await only_problem(db, changed(copyOf="nothing"))

    assert (where, why) == ("0.copyOf", "UNKNOWN_EVENT")


@pytest.mark.parametrize("original", [asserted(id="x"), retracted("y", id="x")], ids=["a claim", "a retraction"])
async def test_a_copy_of_another_type(db: Database, original: Event) -> None:
    where, why, what = await only_problem(db, changed(copyOf="x"), before=[changed(id="y"), original])

    assert (where, why) == ("0.copyOf", "OTHER_TYPE")
    assert f"ControlChanged is no copy of a {original.TYPE}" in what
