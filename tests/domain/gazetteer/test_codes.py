"""Old codes are told to be old."""

from domain.events import PlaceCode
from domain.gazetteer import codes as place_codes
from domain.gazetteer.codes import in_turn
from service.wording.code_notes import old_code_note


def old_code(place: str, codes: list[PlaceCode], scheme: str, code: str) -> str | None:
    old = place_codes.old_code(place, codes, scheme, code)
    return old and old_code_note(old)


def code(text: str, edition: str, **dates: str) -> PlaceCode:
    return PlaceCode(scheme="s", edition=edition, code=text, **dates)


def test_a_code_is_old_where_it_has_ended_in_every_edition_that_has_it():
    codes = [code("A", "1", validTo="2020-01-01"), code("B", "2")]
    assert old_code("x", codes, "s", "A") == "A of s is an old code of x: now it has B (edition 2)"
    assert old_code("x", codes, "s", "B") is None
    assert old_code("x", [*codes, code("A", "2")], "s", "A") is None


def test_a_code_of_an_earlier_description_is_old():
    assert old_code("x", [], "s", "A") == "A of s is an old code of x: it has none any more"


def test_an_edition_that_is_called_by_a_day_begins_on_it_and_ends_the_one_before():
    codes = [code("A", "2024-01-01"), code("B", "2021-11-17"), code("C", "2014"), code("D", "2021-02-30")]

    assert [str(one.valid_to) for one in in_turn(codes)] == ["None", "2024-01-01", "None", "None"]
    assert (old_code("x", codes, "s", "B") or "").startswith("B of s is an old code of x")
    assert old_code("x", codes, "s", "A") is None


def test_what_says_itself_when_it_begins_or_ends_is_left_alone():
    codes = [code("A", "2021-11-17", validFrom="2025-01-01"), code("B", "2012-01-01", validTo="2013-01-01")]

    assert list(in_turn([*codes, code("C", "2024-01-01")]))[:2] == codes
