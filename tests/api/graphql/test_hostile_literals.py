"""What is hostile as a literal in the query, at every argument: no 5xx and no fault, by the lane and by graphql-core."""

import random
from collections.abc import Iterator

import pytest
from graphql import build_schema

from tests.support.door import Door, opened
from tests.support.literals import HOSTILE, UNREADABLE, Slot, documents, slots
from tests.support.repository import ROOT

SLOTS = slots(build_schema((ROOT / "schema.graphql").read_text()))
AT_ONCE = 5
"""Fields in a document; more make it too costly."""
SHARE = 0.04
"""Of the slots that each literal is put to here; `make trust` puts it to all."""


def some_slots(seed: int) -> list[Slot]:
    return random.Random(seed).sample(SLOTS, int(len(SLOTS) * SHARE))


@pytest.fixture(params=[True, False], ids=["lane", "graphql-core"])
def either_door(request: pytest.FixtureRequest, sqlite_url: str) -> Iterator[Door]:
    yield from opened(sqlite_url, compiled_lane=request.param)


@pytest.mark.parametrize("literal", UNREADABLE.values(), ids=UNREADABLE)
def test_a_number_that_cannot_be_kept_is_bad_input_wherever_it_stands(door: Door, literal: str) -> None:
    for query in documents(some_slots(len(literal)), literal, AT_ONCE):
        errors = door.ask(query)["errors"]
        assert {error["extensions"]["code"] for error in errors} == {"BAD_USER_INPUT"}, errors

    assert door.has_not_moved()


def test_a_hostile_literal_is_no_fault(either_door: Door) -> None:
    for seed, literal in enumerate(HOSTILE.values()):
        for query in documents(some_slots(seed), literal, AT_ONCE):
            either_door.ask(query)


def test_a_variable_with_a_hostile_default_is_bad_input(door: Door) -> None:
    for literal in UNREADABLE.values():
        answer = door.ask(f"query($n: Int = {literal}) {{ actors(first: $n) {{ totalCount }} }}")
        assert answer["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"


def test_the_slots_are_those_of_the_whole_schema() -> None:
    kinds = {slot.kind.rstrip("!") for slot in SLOTS}

    assert {"Int", "ID", "Date", "Edtf", "Position", "Float", "GeoJSON", "PlaceRef", "EventFilter"} <= kinds
    assert len(SLOTS) > 300
