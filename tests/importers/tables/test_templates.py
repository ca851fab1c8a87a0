"""A template for which a row has only a part would make one id of two rows: it is refused."""

import pytest

from tests.support.table_files import codes, mapped

PLACES = """
name = "posts"
source = "list"
[event]
type = "PlaceRegistered"
place = { template = "post-{country}-{name}", slug = true }
kind = { value = "BORDER_CROSSING_POINT" }
names = [{ text = "name" }]
"""


def test_given_two_rows_without_a_country_when_read_then_neither_takes_the_id_of_the_other() -> None:
    lines = mapped(PLACES, "country,name\nTJ,Alpha\n,Alpha\nn/a ,Beta\n")

    assert codes(lines) == [(3, "EMPTY_PART")]
    assert "{country}" in lines[1].problems[0].message
    assert "{country|}" in lines[1].problems[0].message


def test_what_may_be_empty_says_so() -> None:
    mapping = PLACES.replace("{country}", "{country|}")

    [line] = mapped(mapping, "country,name\n,Alpha\n")

    assert line.events[0].place == "post-alpha"


def test_a_row_with_nothing_for_any_part_has_no_text() -> None:
    assert codes(mapped(PLACES.replace('"name"', '"other"'), "country,name,other\n,,Alpha\n")) == [(2, "MISSING")]


def test_the_number_zero_is_a_part() -> None:
    [line] = mapped(PLACES, '{"country": 0, "name": "Alpha"}\n', "posts.jsonl")

    assert line.events[0].place == "post-0-alpha"


def test_a_column_that_the_table_lacks_is_named_at_once() -> None:
    lines = mapped(PLACES, "cuontry,name\nTJ,Alpha\nTJ,Beta\n")

    assert codes(lines) == [(1, "NO_SUCH_COLUMN")]
    assert "did you mean cuontry?" in lines[0].problems[0].message


def test_an_optional_template_may_lack_a_column_and_not_a_cell() -> None:
    mapping = PLACES.replace("names =", 'note = { template = "{type}, to {country}", optional = true }\nnames =')

    lacking, empty = mapped(mapping, "country,name\nTJ,Alpha\n")[0], mapped(mapping, "country,name,type\nTJ,Alpha,\n")

    assert lacking.events[0].note == ", to TJ"
    assert codes(empty) == [(2, "EMPTY_PART")]


@pytest.mark.parametrize(("row", "place"), [("TJ,Alpha,", "post-tj-alpha"), (",Alpha,7", "post-7"), (",Alpha,", None)])
def test_of_several_ways_the_first_whole_one_is_taken(row: str, place: str | None) -> None:
    ways = 'place = { first = [{ template = "post-{country}-{name}", slug = true }, { template = "post-{number}" }] }'
    mapping = PLACES.replace('place = { template = "post-{country}-{name}", slug = true }', ways)

    [line] = mapped(mapping, f"country,name,number\n{row}\n")

    assert [event.place for event in line.events] == ([place] if place else [])
    assert [code for _, code in codes([line])] == ([] if place else ["EMPTY_PART"])
