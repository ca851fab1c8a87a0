"""Stored text is read without being checked again, to the same events."""

import json
from typing import Any

import pytest
from hypothesis import given

from domain.events import interchange, stored
from domain.values.problems import Refused
from tests.support.builders import asserted, corrected, event, place, place_changed
from tests.support.random_logs import Script, plans
from tests.support.sample_events import EVENTS_OF_EVERY_TYPE

OUTLINE = {"type": "Polygon", "coordinates": [[[68.5, 37.0], [68.6, 37.0], [68.6, 37.1], [68.5, 37.0]]]}
RESOLVED = asserted(reported={"place": {"name": "Imam Sahib", "within": "af", "kind": "DISTRICT"}})
MORE = [
    place("p", "Pe", "Пе", longitude=68.0, latitude=-37.25, geometry=OUTLINE, existsFrom="2001-01-31"),
    place_changed("p", occurred="2021-06", codes=[{"scheme": "s", "edition": "e", "code": "c"}], parent="af"),
    RESOLVED,
    corrected("x", RESOLVED, id="fix"),
    event(
        "ClashReported", places=["p"], occurred="2021", reported={"places.0-3": {"every": "DISTRICT", "within": "af"}}
    ),
    asserted(reported={"place": {"scheme": "s", "code": "c"}}, span=[3, 9], attribution=["a", "b"], hedges=["UP_TO"]),
]


def same(text: str) -> None:
    quickly, checked = stored.read(text), interchange.read(text)
    assert quickly == checked
    assert type(quickly) is type(checked)
    assert quickly.model_fields_set == checked.model_fields_set
    assert list(quickly.__dict__) == list(checked.__dict__)
    assert interchange.write(quickly) == text
    assert _types(quickly) == _types(checked)


def _types(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_types(each) for each in value]
    inner = getattr(value, "__dict__", None)
    return type(value), {name: _types(each) for name, each in inner.items()} if isinstance(inner, dict) else None


@pytest.mark.parametrize("given", [*EVENTS_OF_EVERY_TYPE, *MORE], ids=lambda given: given.TYPE)
def test_an_event_of_every_type_is_the_same(given) -> None:
    same(interchange.write(given))


@given(plan=plans)
def test_random_logs_are_the_same(plan) -> None:
    script = Script("s")
    for each in [*script.opening(), *(each for acts in plan for each in script.batch(acts))]:
        same(interchange.write(each))


def test_what_one_event_has_is_no_others() -> None:
    text = interchange.write(asserted())
    first, second = stored.read(text), stored.read(text)
    assert first.reported is not second.reported


def test_text_of_an_older_version_is_raised_and_what_is_none_is_refused() -> None:
    old = {
        "type": "PersonsCrossedBorder",
        "version": 1,
        "occurred": "2021-06-22",
        "origin": "a",
        "destination": "b",
        "count": {"best": 1, "qualifier": "EXACT"},
    }
    assert stored.read(json.dumps(old)) == interchange.read(json.dumps(old))
    with pytest.raises(Refused):
        stored.read('{"type": "Nothing"}')
