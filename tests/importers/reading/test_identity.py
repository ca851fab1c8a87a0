"""Which event a line is: the same whenever the same is said."""

from typing import Any

import pytest

from domain.events import Event, interchange
from domain.events.event_places import as_reported, with_place_ids
from domain.events.references import EveryPlace, ListedPlaceRef
from importers.reading.identity import identified, says_the_same
from tests.support.builders import asserted, confirmed, corrected, event

BY_CODE = {"scheme": "ocha-cod-ab", "code": "AF1905"}
EVERY = {"every": "DISTRICT", "within": "af-kunduz"}
BY_NAME = {"name": "Imom Sohib", "within": "af-kunduz"}


def recorded(told: Event) -> Any:
    """As the log keeps it: with the ids of places."""
    return with_place_ids(told, _ids)


def _ids(ref: ListedPlaceRef) -> tuple[str, ...]:
    if isinstance(ref, EveryPlace):
        return ("af-aliabad", "af-imam-sahib")
    return (ref,) if isinstance(ref, str) else ("af-imam-sahib",)


def test_an_id_that_was_given_is_kept() -> None:
    assert identified(asserted(id="mine")).id == "mine"


def test_what_says_the_same_has_one_id_in_whatever_way_it_is_written() -> None:
    one = interchange.read('{"type": "ControlAsserted", "place": "a", "holder": null, "occurred": "2021-06-22"}')
    other = interchange.read(
        '{"occurred":"2021-06-22","level":"CONTROL","holder":null,"place":"a","type":"ControlAsserted"}'
    )

    assert identified(one).id == identified(other).id


def test_what_says_something_else_has_another_id() -> None:
    assert identified(asserted()).id != identified(asserted(credibility=1)).id


@pytest.mark.parametrize(
    "told",
    [
        asserted(id="x"),
        asserted(BY_CODE, id="x"),
        asserted(BY_NAME, id="x"),
        event("ClashReported", id="x", places=["af", BY_CODE], occurred="2021-06-22"),
        event("ClashReported", id="x", places=["af", EVERY, BY_CODE, EVERY, BY_NAME], occurred="2021-06-22"),
        corrected("y", asserted(BY_CODE), id="x"),
        corrected("y", confirmed([EVERY]), id="x"),
    ],
    ids=["id", "code", "name", "one of several", "all of a kind", "in a correction", "all of a kind in a correction"],
)
def test_an_event_is_known_again_by_its_places_as_reported_and_as_resolved(told: Event) -> None:
    assert as_reported(recorded(told)) == told
    assert says_the_same(told, recorded(told))
    assert says_the_same(recorded(told), recorded(told))


def test_an_event_that_says_something_else_is_not_the_same() -> None:
    assert not says_the_same(asserted(id="x", holder="government"), recorded(asserted(id="x")))
    assert not says_the_same(asserted(BY_NAME, id="x"), recorded(asserted(BY_CODE, id="x")))
