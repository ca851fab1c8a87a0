"""Countries by their codes (ISO 3166-1): lists name them AF, AFG or Afghanistan, and many have no row for them."""

from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Country(NamedTuple):
    alpha2: str
    alpha3: str
    name: str
    """Short, in English."""


def country(code_or_name: str) -> Country | None:
    """The country that has this code of two or three letters, or this name."""
    return _by_code_and_name().get(code_or_name.strip().casefold())


@cache
def _by_code_and_name() -> dict[str, Country]:
    text = files(__package__).joinpath("countries.txt").read_text("utf-8")
    countries = [Country(*line.split(" ", 2)) for line in text.splitlines()]
    return {key.casefold(): country for country in countries for key in country}
