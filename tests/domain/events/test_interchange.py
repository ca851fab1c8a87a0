"""One line in, one event out, and the same line again; every refusal names the field and the remedy."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.events import TYPES, interchange, upcast
from domain.values.problems import Refused

FELL = {"type": "ControlChanged", "occurred": "2021-06-22", "place": "af-imam-sahib", "gainer": "taliban"}
CROSSED = {
    "type": "PersonsCrossedBorder",
    "occurred": "2021-06-22",
    "origin": "af",
    "destination": "tj",
    "count": {"low": 131, "qualifier": "MORE_THAN", "verbatim": "more than 130"},
}


def refusal(record) -> list[tuple[str, str]]:
    """Path and code of every problem."""
    with pytest.raises(Refused) as refused:
        interchange.read(record if isinstance(record, str | bytes) else json.dumps(record))
    assert all(problem.message for problem in refused.value.problems)
    return [(".".join(problem.path), problem.code) for problem in refused.value.problems]


def examples():
    count = {"low": 1, "best": 1, "high": 1, "qualifier": "EXACT"}
    place = {"place": "af-x", "kind": "DISTRICT", "names": [{"text": "X", "preferred": True}]}
    own = {
        "ControlChanged": {"place": "a", "gainer": "t", "loser": "g", "manner": "VIOLENT", "regained": True},
        "ControlAsserted": {"place": {"name": "Darkad", "within": "af-takhar"}, "holder": None},
        "ControlConfirmed": {"places": ["a", {"name": "Darkad"}, {"every": "DISTRICT", "within": "a"}], "holder": "t"},
        "StatusReported": {"place": "a", "status": "CLOSED", "direction": "OUTBOUND", "copyOf": "e1"},
        "PersonsCrossedBorder": {"origin": "a", "destination": "b", "via": ["c"], "count": count},
        "ClashReported": {"places": ["a", {"scheme": "s", "code": "AF1905"}], "parties": ["t", "g"]},
        "CasualtiesReported": {"place": "a", "kinds": ["KILLED", "WOUNDED"], "count": count, "disjointFrom": ["e1"]},
        "TallyClaimed": {
            "within": "a",
            "kind": "DISTRICT",
            "numerator": count,
            "denominator": 370,
            "basis": "NET",
            "window": "2021-05/..",
            "levels": ["CONTROL", "CONTESTED"],
        },
        "MeasureReported": {"place": "a", "measure": "arrivals", "count": count},
        "SituationAssessed": {"place": "a", "assessment": "tense", "forecast": True},
        "EventCorrected": {"event": "e1", "replacement": FELL, "reason": "a wrong date"},
        "SealedValueErased": {"sealed": f"sealed:{'0f' * 32}", "reason": "the source asks for it"},
        "EventRetracted": {"event": "e1", "reason": "withdrawn"},
        "VisibilitySet": {"events": ["e1"], "visibility": "PARTNER", "releaseAt": "2026-12-01T06:00:00Z"},
        "PlaceRegistered": place | {"geometry": {"type": "Point", "coordinates": [1.0, 2.0]}},
        "PlaceChanged": place | {"existsTo": "2021-07-01"},
        "ActorRegistered": {"actor": "t", "name": "T", "kind": "REBEL_GROUP"},
        "SourceRegistered": {"source": "s", "name": "S", "reliability": "B", "sha256": "0" * 64},
    }
    assert own.keys() == TYPES.keys()
    dated = {"occurred": "2021-06-22", "published": "2021-06-23"}
    return [{"type": name, **dated, **fields} for name, fields in own.items()]


@pytest.mark.parametrize("record", examples(), ids=lambda r: r["type"])
def test_every_type_of_event_is_read_back_as_it_was_written(record):
    event = interchange.parse(record)
    line = interchange.write(event)
    assert interchange.read(line) == event
    assert interchange.write(interchange.read(line)) == line
    assert json.loads(line) | record == json.loads(line) | {"version": event.version} | record


def test_an_old_version_is_read_as_if_written_today():
    old = interchange.parse({**CROSSED, "version": 1, "via": "af-sher-khan-bandar"})
    assert (old.version, old.via) == (2, ("af-sher-khan-bandar",))
    assert interchange.parse({**CROSSED, "version": 1}).via == ()
    correction = {
        "type": "EventCorrected",
        "event": "e",
        "reason": "r",
        "replacement": {**CROSSED, "version": 1, "via": "a"},
    }
    assert interchange.parse(correction).replacement.via == ("a",)


@pytest.mark.parametrize("version", [0, 3, -1, "1", True, 1.0, None])
def test_a_version_that_nobody_knows_is_refused(version):
    assert refusal({**CROSSED, "version": version}) == [("version", "UNKNOWN_VERSION")]


def test_every_upcaster_leads_to_the_next_version():
    for name, version in upcast._STEPS:
        assert name in TYPES
        assert 1 <= version < upcast.CURRENT[name]
    for name, current in upcast.CURRENT.items():
        assert all((name, version) in upcast._STEPS for version in range(1, current))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"occurred": "2021-02-30"}, ("occurred", "IMPOSSIBLE_DATE")),
        ({"occurred": "2021-06-22/.."}, ("occurred", "OPEN_END")),
        ({"occurred": "[2021-06-22..]"}, ("occurred", "OPEN_END")),
        ({"published": "2021-W25-2"}, ("published", "IMPOSSIBLE_DATE")),
        ({"published": "2021-06-22T00:00:00"}, ("published", "IMPOSSIBLE_DATE")),
        ({"loser": "taliban"}, ("", "NO_CHANGE")),
        ({"place": "Imam Sahib"}, ("place", "STRING_PATTERN_MISMATCH")),
        ({"place": {"name": "a\u0000b"}}, ("place.name", "CONTROL_CHARACTER")),
        ({"place": {"name": "\u202eabc"}}, ("place.name", "BIDI_CONTROL")),
        ({"note": "\ud800"}, ("note", "LONE_SURROGATE")),
        ({"note": "x" * 10_001}, ("note", "TOO_LONG")),
        ({"note": " "}, ("note", "EMPTY")),
        ({"place": {"name": "x" * 100_000}}, ("place.name", "TOO_LONG")),
        ({"credibility": 7}, ("credibility", "LESS_THAN_EQUAL")),
        ({"span": [5, 5]}, ("span", "SPAN_IS_EMPTY")),
        ({"holder": "taliban"}, ("holder", "EXTRA_FORBIDDEN")),
        ({"manner": "by magic"}, ("manner", "ENUM")),
        ({"gainer": None, "regained": True}, ("", "NOBODY_REGAINS")),
        ({"regained": "yes"}, ("regained", "BOOL_TYPE")),
        ({"place": {"every": "DISTRICT", "within": "af-kunduz"}}, ("place", "MANY_PLACES")),
        ({"copyOf": "two words"}, ("copyOf", "STRING_PATTERN_MISMATCH")),
        ({"id": "two words"}, ("id", "STRING_PATTERN_MISMATCH")),
    ],
)
def test_bad_fields_are_named(change, expected):
    assert refusal({**FELL, **change}) == [expected]


def test_a_value_of_a_series_is_not_that_of_some_day():
    measured = {"type": "MeasureReported", "place": "a", "measure": "arrivals", "count": CROSSED["count"]}
    assert refusal({**measured, "occurred": "[2021-06-04..2021-06-05]"}) == [("occurred", "SET_OF_DATES")]


@pytest.mark.parametrize(
    ("count", "code"),
    [
        ({"low": 5, "high": 3, "qualifier": "ABOUT"}, "BOUNDS_CROSS"),
        ({"low": 5, "best": 4, "qualifier": "ABOUT"}, "BOUNDS_CROSS"),
        ({"low": 5, "high": 6, "qualifier": "EXACT"}, "EXACT_IS_ONE_NUMBER"),
        ({"qualifier": "EXACT"}, "EXACT_IS_ONE_NUMBER"),
        ({"low": -1, "qualifier": "ABOUT"}, "GREATER_THAN_EQUAL"),
        ({"low": 2**31, "qualifier": "ABOUT"}, "LESS_THAN_EQUAL"),
        ({"low": 1.5, "qualifier": "ABOUT"}, "INT_TYPE"),
        ({"low": True, "qualifier": "ABOUT"}, "INT_TYPE"),
        ({"low": 1}, "MISSING"),
    ],
)
def test_counts_that_lie_are_refused(count, code):
    assert [found for _, found in refusal({**CROSSED, "count": count})] == [code]


def test_a_count_never_invents_a_best():
    assert interchange.parse(CROSSED).count.best is None
    exact = interchange.parse({**CROSSED, "count": {"best": 134, "qualifier": "EXACT"}}).count
    assert (exact.low, exact.best, exact.high) == (134, 134, 134)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("[1]", "NOT_AN_OBJECT"),
        ("null", "NOT_AN_OBJECT"),
        ('"text"', "NOT_AN_OBJECT"),
        ("", "NOT_JSON"),
        ('{"type":"ControlChanged","occ', "NOT_JSON"),
        ('{"n":' + "9" * 5000 + "}", "NOT_JSON"),
        ("[" * 100_000, "NOT_JSON"),
        ('{"a":1,"a":2}', "KEY_TWICE"),
        ('{"longitude":NaN}', "NOT_A_NUMBER"),
        (b"\xff\xfe{", "NOT_UTF_8"),
        ('{"type":"Nothing"}', "UNION_TAG_INVALID"),
        ("{}", "UNION_TAG_NOT_FOUND"),
        ('{"note":"' + "x" * 1_000_001 + '"}', "TOO_LONG"),
    ],
)
def test_lines_that_are_no_events_are_named(line, code):
    assert [found for _, found in refusal(line)] == [code]


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: (
            st.lists(inner) | st.dictionaries(st.sampled_from([*FELL, "count", "replacement", "version"]), inner)
        ),
    )
)
def test_no_record_is_more_than_refused(record):
    try:
        interchange.parse(record)
    except Refused as refused:
        assert refused.problems


def test_text_is_kept_in_nfc():
    assert interchange.parse({**FELL, "note": "e\u0301"}).note == "\u00e9"


def test_two_preferred_names_half_a_point_and_its_own_parent_are_refused():
    place = {"type": "PlaceRegistered", "place": "af-x", "kind": "DISTRICT", "names": [{"text": "X"}]}
    assert refusal({**place, "names": [{"text": "X", "preferred": True}] * 2}) == [("", "TWO_PREFERRED_NAMES")]
    assert refusal({**place, "longitude": 60.0}) == [("", "HALF_A_POINT")]
    assert refusal({**place, "parent": "af-x"}) == [("", "CYCLIC_PARENT")]
    assert refusal({**place, "names": [{"text": "!!!"}]}) == [("names.0.text", "NO_LETTERS")]
    assert refusal({**place, "names": []}) == [("names", "TOO_SHORT")]
    assert refusal({**place, "geometry": {"type": "Polygon", "coordinates": []}}) == [("geometry", "NOT_GEOJSON")]
    assert refusal({**place, "geometry": {"type": "Blob"}}) == [("geometry", "NOT_GEOJSON")]


@pytest.mark.parametrize(
    ("geometry", "code"),
    [
        ('{"type":"Point","coordinates":[1e999,0]}', "NOT_GEOJSON"),
        ('{"type":"Point","coordinates":[500,0]}', "NOT_ON_EARTH"),
        ('{"type":"Point","coordinates":[68.7,37.2],"note":"\\ud800"}', "NOT_GEOJSON"),
        ('{"type":"Point","coordinates":["68.7","37.2"],"crs":null}', "NOT_GEOJSON"),
        ('{"type":"Point"}', "NOT_GEOJSON"),
        ('{"type":"Polygon","coordinates":' + "[" * 500 + "]" * 500 + "}", "NOT_GEOJSON"),
    ],
)
def test_a_geometry_that_could_not_be_read_back_is_refused(geometry, code):
    place = '{"type":"PlaceRegistered","place":"af-x","kind":"DISTRICT","names":[{"text":"X"}],"geometry":%s}'
    assert refusal(place % geometry) == [("geometry", code)]


def test_the_json_schema_accepts_what_the_reader_accepts():
    from jsonschema import Draft202012Validator

    validator = Draft202012Validator(interchange.schema())
    for record in examples():
        assert not list(validator.iter_errors(record))
    assert list(validator.iter_errors({**FELL, "nonsense": 1}))
