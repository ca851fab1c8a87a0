"""Rows out of JSON: streamed, each fault under a name."""

import io
import json

import pytest

from importers import limits
from importers.reading import json_stream
from tests.support.table_files import codes, json_objects, jsonl

POINT = {"type": "Point", "coordinates": [68.9, 37.2]}


def feature(**properties) -> dict:
    return {"type": "Feature", "properties": properties, "geometry": POINT}


def collection(*features: dict) -> str:
    return json.dumps({"type": "FeatureCollection", "features": features})


def test_a_feature_has_its_properties_and_its_point() -> None:
    [row] = json_objects(collection(feature(Name="Sher Khan Bandar", at={"day": "2021-06-22"})))

    assert row.cells == {
        "Name": "Sher Khan Bandar",
        "at.day": "2021-06-22",
        "@lon": 68.9,
        "@lat": 37.2,
        "@geometry": POINT,
        "@type": "Point",
    }


@pytest.mark.parametrize("number", ["9" * 5_000, "1e999"])
def test_a_number_that_is_too_large_is_not_taken_for_the_end_of_the_file(number: str) -> None:
    rows = json_objects(f'{{"features": [{{"n": 1}}, {{"n": {number}}}]}}')

    assert rows[0].cells == {"n": 1}
    assert codes(rows) == [(2, "NOT_JSON")]


def test_what_came_before_the_cut_is_kept() -> None:
    whole = collection(feature(n=1), feature(n=2), feature(n=3))

    rows = json_objects(whole[:-60])

    assert [row.cells["n"] for row in rows if row.cells] == [1, 2]
    assert codes(rows) == [(3, "CUT_OFF")]


def test_a_key_that_stands_twice_costs_its_row_and_no_other() -> None:
    twice = '{"features": [{"n": 1, "n": 2}, {"n": 3}]}'

    assert codes(json_objects(twice)) == codes(jsonl('{"n": 1, "n": 2}\n{"n": 3}\n')) == [(1, "KEY_TWICE")]
    assert json_objects(twice)[1].cells == {"n": 3}


@pytest.mark.parametrize("text", ["{", "[1, 2", "nonsense", '{"a": ' * 100_000])
def test_what_is_no_json_never_comes_out_as_an_error_of_the_program(text: str) -> None:
    assert [code for _, code in codes(jsonl(text + "\n"))] == ["NOT_JSON"]
    assert [code for _, code in codes(json_objects(text))][-1] in ("CUT_OFF", "NOT_JSON", "NO_ROWS", "TOO_DEEP")


def test_one_object_without_an_end_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "OBJECT_NODES_MAX", 100)

    rows = json_objects(collection(feature(many=list(range(1_000))), feature(n=1)))

    assert codes(rows) == [(1, "TOO_LONG")]
    assert rows[1].cells["n"] == 1


def test_what_is_nested_too_deep_costs_its_row_and_is_not_held(monkeypatch: pytest.MonkeyPatch) -> None:
    deep = "[" * 1_000 + "]" * 1_000
    kept: list[int] = []
    taking = json_stream.BuiltValue.take

    def take(made: json_stream.BuiltValue, event: str, value: object) -> bool:
        whole = taking(made, event, value)
        kept.append(len(made._open))
        return whole

    monkeypatch.setattr(json_stream.BuiltValue, "take", take)

    rows = json_objects(f'{{"features": [{{"n": {deep}}}, {{"n": 2}}]}}')

    assert codes(rows) == [(1, "TOO_DEEP")]
    assert rows[1].cells == {"n": 2}
    assert max(kept) <= limits.OBJECT_DEPTH_MAX


def test_lists_are_looked_for_as_deep_as_a_table_may_be() -> None:
    def found(text: str) -> list[str]:
        return list(json_stream.list_paths(io.BytesIO(text.encode())))

    assert found('{"a": {"rows": [{"n": [1]}, {}]}, "b": [[{}]]}') == ["a.rows.item", "b.item.item"]
    assert found('[{"a": ' + "[" * 1_000 + "{}" + "]" * 1_000 + "}]") == ["item"]


def test_a_line_or_a_value_without_an_end_is_one_row_that_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LINE_BYTES_MAX", 200_000)
    endless = "x" * 1_000_000

    assert codes(jsonl(f'{{"n": 1}}\n{{"n": "{endless}"}}\n{{"n": 3}}\n')) == [(2, "TOO_LONG")]
    rows = json_objects(f'{{"features": [{{"n": 1}}, {{"n": "{endless}')
    assert codes(rows) == [(2, "TOO_LONG")]
    assert rows[0].cells == {"n": 1}
    assert codes(json_objects(collection(*(feature(n=n, note="x" * 900) for n in range(1_000))))) == []


def test_a_document_without_rows_says_where_they_were_looked_for() -> None:
    [row] = json_objects('{"rows": []}')

    assert row.problems[0].code == "NO_ROWS"
    assert "features.item" in row.problems[0].message
