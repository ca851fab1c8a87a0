"""Old codes are told to be old."""

from domain.codes import old_code
from domain.events import PlaceCode


def code(text: str, edition: str, **dates: str) -> PlaceCode:
    return PlaceCode(scheme="s", edition=edition, code=text, **dates)


def test_a_code_is_old_where_it_has_ended_in_every_edition_that_has_it():
    codes = [code("A", "1", validTo="2020-01-01"), code("B", "2")]
    assert old_code("x", codes, "s", "A") == "A of s is an old code of x: now it has B (edition 2)"
    assert old_code("x", codes, "s", "B") is None
    assert old_code("x", [*codes, code("A", "2")], "s", "A") is None


def test_a_code_of_an_earlier_description_is_old():
    assert old_code("x", [], "s", "A") == "A of s is an old code of x: it has none any more"
