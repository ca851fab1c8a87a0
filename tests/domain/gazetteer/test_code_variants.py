"""A P-code in another form is hinted at, and never taken."""

import pytest

from domain.gazetteer.code_variants import like_codes

KNOWN = ["AF19", "AF1905", "AF1907", "AF0105", "TJ1905"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("af1905", "AF1905"),
        ("AF-1905", "AF1905"),
        ("AF 1905", "AF1905"),
        ("1905", "AF1905"),
        ("1905.0", "AF1905"),
        ("AFG1905", "AF1905"),
        ("AF01905", "AF1905"),
        ("AF019005", "AF1905"),
        ("105", "AF0105"),
        ("AF190500", "AF1905"),
        ("AF190512", "AF1905"),
    ],
)
def test_another_form_of_a_code_is_known(written: str, meant: str) -> None:
    assert meant in like_codes(written, KNOWN)


def test_the_likeliest_comes_first_and_they_are_few() -> None:
    assert like_codes("AFG1905", KNOWN)[0] == "AF1905"
    assert len(like_codes("1", [f"AF{10**n}" for n in range(9)])) == 3


@pytest.mark.parametrize("written", ["AF3301", "UA14", "", "Kunduz", "0"])
def test_a_code_that_is_like_none_has_no_hint(written: str) -> None:
    assert like_codes(written, KNOWN) == []
