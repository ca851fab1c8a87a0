"""Countries by their codes (ISO 3166-1): lists name them AF, AFG or Afghanistan, and many have no row for them."""

from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Country(NamedTuple):
    alpha2: str
    alpha3: str
    name: str
    """Short, in English."""


def country(told: str) -> Country | None:
    """The country that has this code of two or three letters, or this name."""
    return _known().get(told.strip().casefold())


@cache
def _known() -> dict[str, Country]:
    text = files(__package__).joinpath("countries.txt").read_text("utf-8")
    every = [Country(*line.split(" ", 2)) for line in text.splitlines()]
    return {key.casefold(): one for one in every for key in one}
